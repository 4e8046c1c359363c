using System.Security.Cryptography;
using BlazorJwt.AuthorizationServer.Metadata;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.Options;

namespace BlazorJwt.AuthorizationServer.ServiceAccounts;

/// <summary>
/// The service accounts, each of one visitor and shown to that visitor alone. Bounded twice: so many for a visitor, and in total. Of a
/// secret only the hash is kept, of a key only the public half. When the store can't be asked, each method throws
/// <see cref="StoreUnreachableException"/> and has changed nothing.
/// </summary>
internal sealed class ServiceAccountRegistry(IServiceAccountStore store, TokenService tokens, IOptions<TokenOptions> options,
    TimeProvider time)
{
    public const int PerVisitor = 5;

    public const int Most = 2000;

    internal const string ClientMark = "svc-";

    public const int LongestName = 40;

    /// <summary>How long a secret or a key stays good after another took its place.</summary>
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(10);

    // Nobody holds the private half.
    private static readonly TokenKey NobodysKey = KeyFile.PublicKey(KeyFile.Create("nobody", "", "").Public)!;

    /// <summary>Where a service account gets its tokens, and the <c>aud</c> of an assertion that is the grant.</summary>
    public string TokenAddress { get; } = options.Value.Issuer.TrimEnd('/') + ServerMetadata.TokenPath;

    /// <param name="source">The mark of the visitor's address, for the bound on all. Left out: the visitor.</param>
    public async Task<Registration> RegisterAsync(string visitorId, string? name, IReadOnlyCollection<string> scopes, string? source = null)
    {
        name = name?.Trim() ?? "";
        if (name.Length is 0 or > LongestName) return new(null, $"Give it a name of 1 to {LongestName} characters.");
        if (scopes.Count == 0 || scopes.Except(Scopes.All, StringComparer.Ordinal).Any())
            return new(null, $"Choose one scope at least: {string.Join(" or ", Scopes.All)}.");
        var (secret, credential) = NewSecret();
        var clientId = $"{ClientMark}{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8))}";
        var owner = OwnerOf(visitorId);
        var account = new KeptAccount(
            clientId, owner, source ?? owner, name, [.. Scopes.All.Intersect(scopes, StringComparer.Ordinal)], time.GetUtcNow(),
                [credential]);
        if (await store.AddAsync(account) is not { } gone) return new(null, $"You have {PerVisitor} service accounts. Revoke one first.");
        // Refused here now. The visitor who registers does not wait until the other servers know.
        foreach (var other in gone) _ = tokens.RevokeClientAsync(other);
        return new(new(Show(account), secret, null), null);
    }

    /// <summary>What this visitor registered, oldest first.</summary>
    public async Task<IReadOnlyList<ServiceAccount>> OfAsync(string visitorId) =>
        [.. (await store.OfAsync(OwnerOf(visitorId))).Select(Show)];

    /// <summary>Makes a new secret. The one before stays good for <see cref="Overlap"/>; one before that ends now.</summary>
    /// <returns>Null when the visitor has no such account.</returns>
    public async Task<HandedOut?> RotateSecretAsync(string visitorId, string clientId)
    {
        var (secret, credential) = NewSecret();
        return await ReplaceAsync(visitorId, clientId, credential) is { } account ? new(Show(account), secret, null) : null;
    }

    /// <summary>Makes a key pair and hands out the file. A key before stays good for <see cref="Overlap"/>; one before that ends
    /// now.</summary>
    /// <returns>Null when the visitor has no such account.</returns>
    public async Task<HandedOut?> RotateKeyAsync(string visitorId, string clientId)
    {
        var (file, keyId, key) = KeyFile.Create(clientId, options.Value.Issuer, TokenAddress);
        return await ReplaceAsync(visitorId, clientId, new(keyId, true, key, time.GetUtcNow())) is { } account
            ? new(Show(account), null, file) : null;
    }

    /// <summary>Ends an account at once: its secrets, its keys, and every token issued to it.</summary>
    /// <returns>False when the visitor has no such account.</returns>
    /// <exception cref="StoreUnreachableException">The store can't be asked. Try again: what was done is not undone by it.</exception>
    public async Task<bool> RevokeAsync(string visitorId, string clientId)
    {
        if (!await store.RemoveAsync(clientId, OwnerOf(visitorId))) return false;
        await tokens.RevokeClientAsync(clientId);
        return true;
    }

    /// <summary>The account that this secret belongs to, alone or together with a <c>client_id</c>; null when it belongs to none. Counts as
    /// a use.</summary>
    /// <param name="clientId">The account it must belong to; null for any.</param>
    public async Task<ServiceAccount?> BySecretAsync(string? secret, string? clientId = null)
    {
        // Found by its hash, so the work is the same whether there is such a client or not, and no time tells how much of a secret is
        // right.
        var hash = ClientSecret.Hash(secret ?? "");
        if (await store.FindBySecretAsync(hash) is not { } account || (clientId is not null && account.ClientId != clientId)) return null;
        return await UseAsync(account, account.Credentials.FirstOrDefault(kept => !kept.IsKey && kept.Check.AsSpan().SequenceEqual(hash)));
    }

    /// <summary>
    /// The keys that an account signs its assertions with. For any other <c>kid</c>, for none where the account has several keys, and for
    /// an account that doesn't exist, there is a key that nobody holds: so each assertion costs a signature check, and the time of a
    /// refusal says no more than its words.
    /// </summary>
    internal async Task<IKeySet> KeysOfAsync(string clientId)
    {
        var kept = (await store.FindAsync(clientId))?.Credentials ?? [];
        return new KeysOrNobodys(kept.Where(key => key.IsKey && !IsOver(key)).Select(key => KeyFile.PublicKey(key.Check))
            .OfType<TokenKey>());
    }

    /// <summary>The account whose key signed something good. Counts as a use.</summary>
    internal async Task<ServiceAccount?> ByKeyAsync(string clientId, string keyId) =>
        await store.FindAsync(clientId) is { } account
            ? await UseAsync(account, account.Credentials.FirstOrDefault(kept => kept.IsKey && kept.Id == keyId)) : null;

    /// <summary>When a browser gets another visitor id: the accounts go along with a sign-in, and end with a sign-out or when another
    /// person signs in.</summary>
    internal async Task ChangeVisitorAsync(string former, string next, IdChange change)
    {
        if (change is IdChange.SignIn) await store.MoveAsync(OwnerOf(former), OwnerOf(next));
        else foreach (var account in await store.OfAsync(OwnerOf(former))) await RevokeAsync(former, account.ClientId);
    }

    private static string OwnerOf(string visitorId) => ClaimsPrincipalExtensions.SessionOf(visitorId);

    private (string Text, KeptCredential Kept) NewSecret()
    {
        var (text, id) = ClientSecret.Create();
        return (text, new(id, false, ClientSecret.Hash(text), time.GetUtcNow()));
    }

    private ValueTask<KeptAccount?> ReplaceAsync(string visitorId, string clientId, KeptCredential fresh) =>
        store.ChangeAsync(clientId, account =>
    {
        if (account.Owner != OwnerOf(visitorId)) return null;
        var ends = time.GetUtcNow() + Overlap;
        var former = account.Credentials.Where(kept => kept.IsKey != fresh.IsKey || kept.EndsAt is null);
        return account with
        {
            Credentials =
            [.. former.Select(kept => kept.IsKey == fresh.IsKey ? kept with { EndsAt = ends } : kept), fresh]
        };
    });

    private async Task<ServiceAccount?> UseAsync(KeptAccount account, KeptCredential? credential)
    {
        if (credential is null || IsOver(credential)) return null;
        await store.UsedAsync(account.ClientId, credential.Id, time.GetUtcNow());
        return Show(account);
    }

    private bool IsOver(KeptCredential credential) => credential.EndsAt <= time.GetUtcNow();

    private ServiceAccount Show(KeptAccount account) => new(account.ClientId, account.Name, account.Scopes, account.CreatedAt,
    [
        .. account.Credentials.Where(kept => !IsOver(kept))
            .Select(kept => new ServiceAccountCredential(kept.IsKey ? kept.Id : ClientSecret.Mark + kept.Id, kept.IsKey, kept.CreatedAt,
                kept.LastUsedAt, kept.EndsAt)),
    ]);

    private sealed class KeysOrNobodys(IEnumerable<TokenKey> keys) : IKeySet
    {
        private readonly FixedKeySet _keys = new(keys);

        public TokenKey? Find(string keyId) => _keys.Find(keyId) ?? NobodysKey;

        // kid is optional (RFC 7515 section 4.1.4). Without it an account's only key is meant; which of two, nothing would say.
        public TokenKey? Find(string? keyId, string algorithm) =>
            keyId is not null ? Find(keyId) : _keys.Find(null, algorithm) ?? NobodysKey;
    }
}
