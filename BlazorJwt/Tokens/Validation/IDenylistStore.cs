namespace BlazorJwt.Tokens.Validation;

/// <summary>How servers that share a denylist tell each other. Each has a copy of it in memory, so a check asks nobody.</summary>
internal interface IDenylistStore
{
    /// <summary>True where other servers revoke as well: then a copy can be too old to say.</summary>
    bool IsShared { get; }

    /// <summary>False when the copy may be older than a second: then no token can be said not to be revoked.</summary>
    bool IsCurrent { get; }

    /// <summary>Tells the other servers. They know within a second of the answer.</summary>
    /// <exception cref="StoreUnreachableException">They could not be told. They are, as soon as they can be.</exception>
    Task WriteAsync(IReadOnlyCollection<DenylistEntry> entries);

    /// <summary>Tells the other servers a moment later.</summary>
    void WriteLater(DenylistEntry entry);
}

/// <summary>The denylist of one server alone.</summary>
internal sealed class DenylistInMemory : IDenylistStore
{
    public bool IsShared => false;

    public bool IsCurrent => true;

    public Task WriteAsync(IReadOnlyCollection<DenylistEntry> entries) => Task.CompletedTask;

    public void WriteLater(DenylistEntry entry)
    {
    }
}

/// <summary>That a token, or every token of a client, is revoked.</summary>
/// <param name="Issuer">The <c>iss</c>.</param>
/// <param name="Name">The <c>jti</c>, or the <c>client_id</c>.</param>
/// <param name="IsClient">True for every token of a client.</param>
/// <param name="Until">When no check would accept them any more.</param>
internal sealed record DenylistEntry(string Issuer, string Name, bool IsClient, DateTimeOffset Until);
