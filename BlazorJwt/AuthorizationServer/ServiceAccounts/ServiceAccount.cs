namespace BlazorJwt.AuthorizationServer.ServiceAccounts;

/// <summary>A program that may call the API in its own name: what its owner may see of it. Never a secret, never a private key.</summary>
/// <param name="ClientId">Its <c>client_id</c>, and the <c>sub</c> of its tokens. Never given to another.</param>
/// <param name="Credentials">Its secrets and keys that are still good.</param>
public sealed record ServiceAccount(string ClientId, string Name, IReadOnlyList<string> Scopes, DateTimeOffset CreatedAt,
    IReadOnlyList<ServiceAccountCredential> Credentials);

/// <summary>A secret or a key of a service account, as it is listed.</summary>
/// <param name="Id">The beginning of a secret, or the <c>kid</c> of a key.</param>
/// <param name="LastUsedAt">When it was last good for something; null for never.</param>
/// <param name="EndsAt">When it stops being good, because another took its place; null for the current one.</param>
public sealed record ServiceAccountCredential(string Id, bool IsKey, DateTimeOffset CreatedAt, DateTimeOffset? LastUsedAt,
    DateTimeOffset? EndsAt);

/// <summary>What is handed out once, and kept nowhere.</summary>
/// <param name="Secret">The new secret; null when a key was made.</param>
/// <param name="KeyFile">The new key file; null when a secret was made.</param>
public sealed record HandedOut(ServiceAccount Account, string? Secret, string? KeyFile)
{
    public override string ToString() => $"credentials of {Account.ClientId} (redacted)";
}

internal sealed record Registration(HandedOut? Given, string? Problem);
