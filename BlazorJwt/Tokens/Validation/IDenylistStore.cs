namespace BlazorJwt.Tokens.Validation;

/// <summary>Where several servers keep what was taken back. A seam: without one the denylist is that of this process alone.</summary>
/// <remarks>Each server has a copy of the list in memory, so a check asks nobody. The store says whether the copy may still be believed.</remarks>
internal interface IDenylistStore
{
    /// <summary>False when the copy may be older than a second: then nobody can say of any token that it was not taken back.</summary>
    bool IsCurrent { get; }

    /// <summary>Tells the other servers. They know within a second of the answer.</summary>
    /// <exception cref="StoreUnreachableException">They could not be told.</exception>
    Task WriteAsync(IReadOnlyCollection<DenylistEntry> entries);
}

/// <summary>That a token, or all tokens of a client, are good no more.</summary>
/// <param name="Issuer">The <c>iss</c>.</param>
/// <param name="Name">The <c>jti</c>, or the <c>client_id</c>.</param>
/// <param name="IsClient">True for all tokens of a client.</param>
/// <param name="Until">When no check would accept them any more.</param>
internal sealed record DenylistEntry(string Issuer, string Name, bool IsClient, DateTimeOffset Until);
