using System.Security.Cryptography;
using BlazorJwt.Tokens;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Accounts.Machines;

/// <summary>
/// The service accounts, in memory, each of one visitor and shown to that visitor alone. Bounded twice: so many for a visitor, and in total, where the
/// one goes first that was registered first. Of a secret only the hash is kept, of a key only the public half.
/// </summary>
public sealed class ServiceAccounts(TokenService tokens, IOptions<TokenOptions> options, TimeProvider time) : IKeptForVisitor
{
    /// <summary>How many a visitor may have.</summary>
    public const int PerVisitor = 5;

    /// <summary>How many there are at most.</summary>
    public const int Most = 2000;

    /// <summary>How each <c>client_id</c> begins.</summary>
    internal const string ClientMark = "svc-";

    /// <summary>The longest name.</summary>
    public const int LongestName = 40;

    /// <summary>How long a secret or a key stays good after another took its place.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    private static readonly byte[] Nobody = MachineSecret.Hash("nobody's");

    // Nobody holds the private half.
    private static readonly TokenKey NobodysKey = KeyFile.Create("nobody", "", "").Public;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Kept> _byClient = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Kept> _bySecret = new(StringComparer.Ordinal);

    /// <summary>The scopes that a service account may be given.</summary>
    public static IReadOnlyList<string> AllScopes { get; } = ["orders.read", "orders.write"];

    /// <summary>Where a service account gets its tokens, and the <c>aud</c> of an assertion that is the grant.</summary>
    public string TokenAddress { get; } = options.Value.Issuer.TrimEnd('/') + TokenEndpoint.Path;

    /// <summary>Registers one, with a first secret.</summary>
    /// <param name="visitorId">Whose it is.</param>
    /// <param name="name">What the visitor calls it.</param>
    /// <param name="scopes">What it may ask for.</param>
    public Registration Register(string visitorId, string? name, IReadOnlyCollection<string> scopes)
    {
        name = name?.Trim() ?? "";
        if (name.Length is 0 or > LongestName) return new(null, $"Give it a name of 1 to {LongestName} characters.");
        if (scopes.Count == 0 || scopes.Except(AllScopes, StringComparer.Ordinal).Any()) return new(null, $"Choose one scope at least: {string.Join(" or ", AllScopes)}.");
        lock (_gate)
        {
            if (_byClient.Values.Count(kept => kept.VisitorId == visitorId) >= PerVisitor) return new(null, $"You have {PerVisitor} service accounts. Revoke one first.");
            if (_byClient.Count >= Most) MakeRoom();
            var account = new Kept(visitorId, $"{ClientMark}{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}", name, [.. AllScopes.Intersect(scopes, StringComparer.Ordinal)], time.GetUtcNow());
            _byClient.Add(account.ClientId, account);
            return new(AddSecret(account), null);
        }
    }

    /// <summary>What this visitor registered, oldest first.</summary>
    public IReadOnlyList<ServiceAccount> Of(string visitorId)
    {
        lock (_gate) return [.. _byClient.Values.Where(kept => kept.VisitorId == visitorId).OrderBy(kept => kept.CreatedAt).Select(Show)];
    }

    /// <summary>Makes a new secret. The one before stays good for <see cref="Overlap"/>; one before that ends now.</summary>
    /// <returns>Null when the visitor has no such account.</returns>
    public HandedOut? RotateSecret(string visitorId, string clientId) => Change(visitorId, clientId, AddSecret);

    /// <summary>Makes a key pair and hands out the file. A key before stays good for <see cref="Overlap"/>; one before that ends now.</summary>
    /// <returns>Null when the visitor has no such account.</returns>
    public HandedOut? RotateKey(string visitorId, string clientId) => Change(visitorId, clientId, account =>
    {
        var (file, key) = KeyFile.Create(clientId, options.Value.Issuer, TokenAddress);
        MakeRoom(account, isKey: true);
        account.Credentials.Add(new(key.KeyId, null, key, time.GetUtcNow()));
        return new(Show(account), null, file);
    });

    /// <summary>Ends an account at once: its secrets, its keys, and every token issued to it.</summary>
    /// <returns>False when the visitor has no such account.</returns>
    /// <exception cref="StoreUnreachableException">It ended here, and other servers that share the denylist could not be told yet.</exception>
    public async Task<bool> RevokeAsync(string visitorId, string clientId)
    {
        lock (_gate)
        {
            if (!_byClient.TryGetValue(clientId, out var account) || account.VisitorId != visitorId) return false;
            Remove(account);
        }

        await tokens.RevokeClientAsync(clientId);
        return true;
    }

    /// <summary>The account that this secret belongs to, alone or together with a <c>client_id</c>; null when it belongs to none. Counts as a use.</summary>
    /// <param name="secret">The secret as it came.</param>
    /// <param name="clientId">The account it must belong to; null for any.</param>
    public ServiceAccount? BySecret(string? secret, string? clientId = null)
    {
        // The same work whether there is such a client or not.
        var hash = MachineSecret.Hash(secret ?? "");
        lock (_gate)
        {
            var account = MachineSecret.IdOf(secret) is { } id ? _bySecret.GetValueOrDefault(id) : null;
            var credential = account?.Credentials.Find(kept => kept.Hash is not null && secret!.AsSpan(MachineSecret.Mark.Length).StartsWith(kept.Id, StringComparison.Ordinal));
            var fits = CryptographicOperations.FixedTimeEquals(hash, credential?.Hash ?? Nobody);
            if (!fits || account is null || credential is null || IsOver(credential) || (clientId is not null && account.ClientId != clientId)) return null;
            credential.LastUsedAt = time.GetUtcNow();
            return Show(account);
        }
    }

    /// <summary>
    /// The keys that an account signs its assertions with. For any other <c>kid</c>, and for an account that doesn't exist, there is a key that nobody holds: so each
    /// assertion costs a signature check, and the time of a refusal says no more than its words.
    /// </summary>
    internal IKeySet KeysOf(string clientId)
    {
        lock (_gate) return new KeysOrNobodys(_byClient.TryGetValue(clientId, out var account) ? account.Credentials.Where(kept => kept.Key is not null && !IsOver(kept)).Select(kept => kept.Key!) : []);
    }

    /// <summary>The account whose key signed something good. Counts as a use.</summary>
    internal ServiceAccount? ByKey(string clientId, string keyId)
    {
        lock (_gate)
        {
            if (!_byClient.TryGetValue(clientId, out var account) || account.Credentials.Find(kept => kept.Key is not null && kept.Id == keyId) is not { } credential || IsOver(credential)) return null;
            credential.LastUsedAt = time.GetUtcNow();
            return Show(account);
        }
    }

    void IKeptForVisitor.ChangeId(string former, string next, IdChange change)
    {
        lock (_gate)
        {
            foreach (var account in _byClient.Values.Where(kept => kept.VisitorId == former).ToArray())
            {
                account.VisitorId = next;
                if (change is not IdChange.SignIn) End(account);
            }
        }
    }

    private HandedOut? Change(string visitorId, string clientId, Func<Kept, HandedOut> change)
    {
        lock (_gate) return _byClient.TryGetValue(clientId, out var account) && account.VisitorId == visitorId ? change(account) : null;
    }

    private HandedOut AddSecret(Kept account)
    {
        var (text, id) = MachineSecret.Create();
        // Eight letters may come twice; what is listed must name one.
        while (_bySecret.ContainsKey(id)) (text, id) = MachineSecret.Create();
        MakeRoom(account, isKey: false);
        account.Credentials.Add(new(id, MachineSecret.Hash(text), null, time.GetUtcNow()));
        _bySecret.Add(id, account);
        return new(Show(account), text, null);
    }

    private void MakeRoom(Kept account, bool isKey)
    {
        foreach (var old in account.Credentials.Where(kept => kept.Key is not null == isKey && (kept.EndsAt is not null || IsOver(kept))).ToArray())
        {
            account.Credentials.Remove(old);
            if (!isKey) _bySecret.Remove(old.Id);
        }

        foreach (var current in account.Credentials.Where(kept => kept.Key is not null == isKey)) current.EndsAt = time.GetUtcNow() + Overlap;
    }

    private void MakeRoom()
    {
        End(_byClient.Values.MinBy(kept => kept.CreatedAt)!);
    }

    private void End(Kept account)
    {
        Remove(account);
        // Refused here now. Nobody waits until the other servers know.
        _ = tokens.RevokeClientAsync(account.ClientId);
    }

    private void Remove(Kept account)
    {
        _byClient.Remove(account.ClientId);
        foreach (var credential in account.Credentials.Where(kept => kept.Hash is not null)) _bySecret.Remove(credential.Id);
    }

    private bool IsOver(Credential credential) => credential.EndsAt <= time.GetUtcNow();

    private ServiceAccount Show(Kept account) => new(account.ClientId, account.Name, account.Scopes, account.CreatedAt, [.. account.Credentials.Where(kept => !IsOver(kept)).Select(kept =>
        new MachineCredential(kept.Key is null ? MachineSecret.Mark + kept.Id : kept.Id, kept.Key is not null, kept.CreatedAt, kept.LastUsedAt, kept.EndsAt))]);

    private sealed class KeysOrNobodys(IEnumerable<TokenKey> keys) : IKeySet
    {
        private readonly FixedKeySet _keys = new(keys);

        public TokenKey? Find(string keyId) => _keys.Find(keyId) ?? NobodysKey;
    }

    private sealed record Kept(string VisitorId, string ClientId, string Name, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt)
    {
        public string VisitorId { get; set; } = VisitorId;

        public List<Credential> Credentials { get; } = [];

        public override string ToString() => $"{ClientId} (redacted)";
    }

    private sealed class Credential(string id, byte[]? hash, TokenKey? key, DateTimeOffset createdAt)
    {
        public string Id => id;

        public byte[]? Hash => hash;

        public TokenKey? Key => key;

        public DateTimeOffset CreatedAt => createdAt;

        public DateTimeOffset? LastUsedAt { get; set; }

        public DateTimeOffset? EndsAt { get; set; }
    }
}
