using BlazorJwt.Tokens;

namespace BlazorJwt.AuthorizationServer.ServiceAccounts;

/// <summary>
/// Where service accounts are kept: in memory by one server, or where several servers find them. Each method throws
/// <see cref="StoreUnreachableException"/> when the store can't be asked or told.
/// </summary>
internal interface IServiceAccountStore
{
    /// <summary>Keeps a new account. When all places are taken, the source that has most loses the one that it registered first.</summary>
    /// <returns>The <c>client_id</c> of each account that made room; null when its owner has as many as an owner may have.</returns>
    ValueTask<IReadOnlyList<string>?> AddAsync(KeptAccount account);

    /// <summary>The account with this <c>client_id</c>; null for none.</summary>
    ValueTask<KeptAccount?> FindAsync(string clientId);

    /// <summary>The account that has a secret with this hash; null for none.</summary>
    ValueTask<KeptAccount?> FindBySecretAsync(byte[] hash);

    /// <summary>The accounts of an owner, oldest first.</summary>
    ValueTask<IReadOnlyList<KeptAccount>> OfAsync(string owner);

    /// <summary>Changes an account. The change may be worked out more than once, when another server was quicker.</summary>
    /// <param name="change">What becomes of it; null to leave it as it is.</param>
    /// <returns>The account after the change; null when there is none, or it was left as it is.</returns>
    ValueTask<KeptAccount?> ChangeAsync(string clientId, Func<KeptAccount, KeptAccount?> change);

    /// <summary>Notes when a secret or a key was last accepted.</summary>
    ValueTask UsedAsync(string clientId, string credentialId, DateTimeOffset at);

    ValueTask MoveAsync(string owner, string next);

    /// <returns>False when this owner has no such account.</returns>
    ValueTask<bool> RemoveAsync(string clientId, string owner);
}

/// <param name="Owner">Whose it is: derived from the visitor id, and useless to anyone who reads the store.</param>
/// <param name="Source">What the accounts of one address have in common, for the bound on all.</param>
/// <param name="Credentials">Its secrets and keys, oldest first.</param>
internal sealed record KeptAccount(
    string ClientId, string Owner, string Source, string Name, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt,
        IReadOnlyList<KeptCredential> Credentials)
{
    public override string ToString() => $"{ClientId} (redacted)";
}

/// <param name="Id">What it is listed by: the first letters of a secret, or the <c>kid</c> of a key.</param>
/// <param name="Check">What it is checked with: the SHA-256 of a secret, or the public half of a key (SubjectPublicKeyInfo).</param>
/// <param name="LastUsedAt">When it was last accepted; null for never.</param>
/// <param name="EndsAt">When it expires, because another replaced it; null for the current one.</param>
internal sealed record KeptCredential(
    string Id, bool IsKey, byte[] Check, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt = null, DateTimeOffset? EndsAt = null)
{
    public override string ToString() => $"{Id} (redacted)";
}
