using System.Buffers.Text;
using System.Security.Cryptography;
using BlazorJwt.Accounts;
using BlazorJwt.Api;
using BlazorJwt.Storage;
using BlazorJwt.Tokens;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorJwt.Labs;

/// <summary>
/// Where the hostile script sends its loot, and the thief who opens it: a client without cookies that tries every stolen token at the API,
/// once. A box belongs to one session; its address is random.
/// </summary>
public sealed class ThiefBox(TokenService tokens, TokenCopies copies, OrderDeskClient api, IDataProtectionProvider protection) : IKeptForVisitor
{
    /// <summary>How many tokens are tried of one delivery.</summary>
    public const int Most = 20;

    private const int MostBoxes = 500;
    private readonly SessionShelf<string> _sessions = new(MostBoxes);
    private readonly SessionShelf<ThiefLoot> _loot = new(MostBoxes);

    /// <summary>Says whose box changed, with the session. It comes on a thread of its own.</summary>
    public event Action<string>? Changed;

    /// <summary>Puts up an empty box for a session.</summary>
    /// <returns>Its address: 128 random bits.</returns>
    public string Open(string session)
    {
        var address = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        _sessions.Put(address, session);
        _loot.Take(session);
        return address;
    }

    /// <summary>What was stolen since the box was put up; null while nothing at all was delivered.</summary>
    public ThiefLoot? For(string session) => _loot.Find(session);

    /// <summary>Takes a delivery in, and has the thief try it.</summary>
    /// <returns>False when there is no such box.</returns>
    public async Task<bool> TakeAsync(string address, IReadOnlyList<Loot> loot, CancellationToken cancellation)
    {
        if (_sessions.Find(address) is not { } session) return false;
        var stolen = new List<StolenToken>();
        foreach (var (item, text, wasEncrypted) in await OpenAsync(loot))
        {
            var payload = tokens.Decode(text).Payload;
            if (payload is null || !payload.Value.TryGetProperty("jti", out var id) || stolen.Any(known => id.ValueEquals(known.JwtId))) continue;
            stolen.Add(new(item.Place, copies.Identify(text)?.Place, $"{id}", item.Milliseconds, wasEncrypted, await api.SendAsync(ApiCall.Orders, text, null, cancellation)));
        }

        _loot.Change(session, before => new(
            [.. (before?.LookedAt ?? []).Union(loot.Select(item => item.Place))],
            [.. before?.Stolen ?? [], .. stolen.Where(item => before?.Stolen.Any(known => known.JwtId == item.JwtId) is not true)]));
        if (Changed is { } listeners) _ = Task.Run(() => listeners(session), CancellationToken.None);
        return true;
    }

    void IKeptForVisitor.ChangeId(string former, string next, IdChange change) => _loot.Take(VisitorCookie.SessionIdOf(former));

    // A ciphertext is of use as well: planted in another browser, the app opens it there.
    private async Task<IEnumerable<(Loot Item, string Text, bool WasEncrypted)>> OpenAsync(IReadOnlyList<Loot> loot)
    {
        var found = loot.SelectMany(item => item.Tokens, (item, text) => (item, text, false)).Take(Most).ToList();
        foreach (var (item, ciphertext) in loot.SelectMany(item => item.Ciphertexts ?? [], (item, text) => (item, text)).Take(Most))
        {
            if (await ProtectedStoragePlace.OpenPlantedAsync(ciphertext, protection) is { } text) found.Add((item, text, true));
        }

        return found;
    }
}
