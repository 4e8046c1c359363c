using System.Buffers.Text;
using System.Security.Cryptography;
using BlazorJwt.Api.Client;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>
/// Where the hostile script sends its loot, and the thief who opens it: a client without cookies that tries every stolen token at the API,
/// once. A box belongs to one session; its address is random.
/// </summary>
public sealed class ThiefBox(TokenService tokens, TokenCopies copies, OrdersClient api, IDataProtectionProvider protection) : IKeptForVisitor
{
    /// <summary>How many tokens are tried of one box.</summary>
    public const int Most = 20;

    private const int MostBoxes = 500;
    private const int LongestJwtId = 200;

    // Where wwwroot/labs/hostile.js looks. Anybody can post to a box: what the script does not send is not kept.
    private static readonly string[] Places = ["localStorage", "sessionStorage", "document.cookie", "page", "globals", "fetch"];

    private readonly BoundedSessions<Box> _byAddress = new(MostBoxes);
    private readonly BoundedSessions<Box> _bySession = new(MostBoxes);

    /// <summary>Says whose box changed, with the session. It comes on a thread of its own.</summary>
    public event Action<string>? Changed;

    /// <summary>Puts up an empty box for a session. What is sent to one before is lost.</summary>
    /// <returns>Its address: 128 random bits.</returns>
    public string Open(string session)
    {
        var (box, address) = (new Box(session), Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16)));
        _byAddress.Put(address, box);
        _bySession.Put(session, box);
        return address;
    }

    /// <summary>What was stolen since the box was put up; null while nothing at all was delivered.</summary>
    public ThiefLoot? For(string session) => _bySession.Find(session)?.Loot;

    /// <summary>Takes a delivery in, and has the thief try it.</summary>
    /// <returns>False when there is no such box.</returns>
    public async Task<bool> TakeAsync(string address, IReadOnlyList<Loot> loot, CancellationToken cancellation)
    {
        if (_byAddress.Find(address) is not { } box) return false;
        Loot[] known = [.. loot.Where(item => Places.Contains(item.Place, StringComparer.Ordinal))];
        var stolen = new List<StolenToken>();
        foreach (var (item, text, wasEncrypted) in await OpenAsync(known))
        {
            if (tokens.Decode(text).Payload is not { } payload || !payload.TryGetProperty("jti", out var id)) continue;
            if ($"{id}" is not { Length: <= LongestJwtId } jwtId || !box.IsToBeTried(jwtId)) continue;
            var answer = await api.SendAsync(ApiCall.Orders, text, null, cancellation);
            stolen.Add(new(item.Place, copies.Identify(text)?.Place, jwtId, item.Milliseconds, wasEncrypted, answer));
        }

        box.Add(known.Select(item => item.Place), stolen);
        if (Changed is { } listeners) _ = Task.Run(() => listeners(box.Session), CancellationToken.None);
        return true;
    }

    void IKeptForVisitor.ChangeId(string former, string next, IdChange change) => _bySession.Take(VisitorCookie.SessionIdOf(former));

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

    // A lock of its own: what is sent to one box holds up nobody at another.
    private sealed class Box(string session)
    {
        private readonly Lock _gate = new();
        private readonly HashSet<string> _tried = new(StringComparer.Ordinal);
        private ThiefLoot? _loot;

        public string Session => session;

        public ThiefLoot? Loot => Volatile.Read(ref _loot);

        public bool IsToBeTried(string jwtId)
        {
            lock (_gate) return _tried.Count < Most && _tried.Add(jwtId);
        }

        public void Add(IEnumerable<string> places, IReadOnlyList<StolenToken> stolen)
        {
            lock (_gate) Volatile.Write(ref _loot, new([.. (_loot?.LookedAt ?? []).Union(places)], [.. _loot?.Stolen ?? [], .. stolen]));
        }
    }
}
