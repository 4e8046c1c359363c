using BlazorJwt.Tokens;

namespace BlazorJwt.AuthorizationServer.Refresh;

/// <summary>What a sign-in or a refresh hands out.</summary>
/// <param name="Refresh">The refresh token: whoever holds it can use it. Null for a sign-in that is not to be refreshed.</param>
internal sealed record TokenPair(IssuedToken Access, string? Refresh, IReadOnlyList<string> Scopes, RefreshFamily Family)
{
    public override string ToString() => $"tokens of {Family.Id} (redacted)";
}

/// <summary>What came of a request to refresh.</summary>
/// <param name="Refusal">Why it was refused. For the log of the lesson and for tests: a client is told no more than <c>invalid_grant</c>.</param>
internal sealed record RefreshAnswer(TokenPair? Pair, RefreshRefusal? Refusal, RefreshFamily? Family)
{
    public override string ToString() => $"refresh {Refusal?.ToString() ?? "done"} (redacted)";
}

internal enum RefreshRefusal
{
    Unknown,

    ForeignClient,

    Expired,

    Ended,

    /// <summary>It was reused; the family ended with this.</summary>
    Reused,

    NotAllowed,

    ScopeTooWide,
}
