using BlazorJwt.Api.Client;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>
/// Where the hostile script sends its loot, and the thief who opens it: a client without cookies that tries every stolen token at the API,
/// once. Each visitor has one box at a time, at a random address.
/// </summary>
internal sealed class ThiefBox(TokenService tokens, TokenCopies copies, OrdersClient api, IDataProtectionProvider protection)
    : PerVisitor<ThiefBox.Box>(MostBoxes)
{
    public const int Most = 20;

    private const int MostBoxes = 500;
    private const int LongestJwtId = 200;

    // Where wwwroot/labs/hostile.js looks. Anyone can post to a box, and nothing else is kept.
    private static readonly string[] Places = ["localStorage", "sessionStorage", "document.cookie", "page", "globals", "fetch"];

    private readonly BoundedStore<Box> _byAddress = new(MostBoxes);

    /// <summary>Raised with the session whose box changed, on a thread of its own.</summary>
    public event Action<string>? Changed;

    /// <summary>Opens an empty box for a session, in place of the one before.</summary>
    /// <returns>Its address: 128 random bits.</returns>
    public string Open(string session)
    {
        var (box, address) = (new Box(session), LabRequests.RandomName());
        _byAddress.Put(address, box);
        Put(session, box);
        return address;
    }

    /// <summary>What was stolen since the box was opened; null before the first delivery.</summary>
    public ThiefLoot? For(string session) => Find(session)?.Loot;

    /// <summary>Accepts a delivery, and has the thief try it.</summary>
    /// <returns>False when there is no such box.</returns>
    public async Task<bool> TakeAsync(string address, IReadOnlyList<Loot> loot, CancellationToken cancellation)
    {
        if (_byAddress.Find(address) is not { } box) return false;
        Loot[] known = [.. loot.Where(item => Places.Contains(item.Place, StringComparer.Ordinal))];
        var stolen = new List<StolenToken>();
        foreach (var (item, text, wasEncrypted) in await OpenAsync(known))
        {
            if (tokens.Decode(text).Payload.Member("jti") is not { } id) continue;
            if ($"{id}" is not { Length: <= LongestJwtId } jwtId || !box.IsToBeTried(jwtId)) continue;
            var answer = await api.SendAsync(ApiCall.Orders, text, null, cancellation);
            stolen.Add(new(item.Place, copies.Identify(text)?.Place, jwtId, item.Milliseconds, wasEncrypted, answer));
        }

        box.Add(known.Select(item => item.Place), stolen);
        if (Changed is { } listeners) _ = Task.Run(() => listeners(box.Session), CancellationToken.None);
        return true;
    }

    // A ciphertext is worth as much: planted in another browser, the app decrypts it there.
    private async Task<IEnumerable<(Loot Item, string Text, bool WasEncrypted)>> OpenAsync(IReadOnlyList<Loot> loot)
    {
        var found = loot.SelectMany(item => item.Tokens, (item, text) => (item, text, false)).Take(Most).ToList();
        foreach (var (item, ciphertext) in loot.SelectMany(item => item.Ciphertexts ?? [], (item, text) => (item, text)).Take(Most))
        {
            if (await ProtectedStoragePlace.OpenPlantedAsync(ciphertext, protection) is { } text) found.Add((item, text, true));
        }

        return found;
    }

    // Each has its own lock, so a delivery to one delays no other.
    internal sealed class Box(string session)
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
