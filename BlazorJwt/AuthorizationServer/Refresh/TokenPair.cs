using BlazorJwt.Tokens;

namespace BlazorJwt.AuthorizationServer.Refresh;

/// <summary>What a sign-in or a refresh hands out.</summary>
/// <param name="Refresh">The refresh token: anyone who holds it can use it. Null for a sign-in that is not to be refreshed.</param>
/// <param name="Scopes">The scopes of the access token.</param>
/// <param name="Family">The family they belong to, as it is now.</param>
internal sealed record TokenPair(IssuedToken Access, string? Refresh, IReadOnlyList<string> Scopes, RefreshFamily Family)
{
    public override string ToString() => $"tokens of {Family.Id} (redacted)";
}

/// <summary>What came of a request to refresh.</summary>
/// <param name="Pair">The new tokens; null when it was refused.</param>
/// <param name="Refusal">Why it was refused, for the lesson and for tests: a client is told <c>invalid_grant</c>.</param>
/// <param name="Family">The family after it; null when the token names none.</param>
internal sealed record RefreshAnswer(TokenPair? Pair, RefreshRefusal? Refusal, RefreshFamily? Family)
{
    public override string ToString() => $"refresh {Refusal?.ToString() ?? "done"} (redacted)";
}

internal enum RefreshRefusal
{
    /// <summary>It is no refresh token at all, or none that this server made and still knows.</summary>
    Unknown,

    /// <summary>It was issued to another client.</summary>
    ForeignClient,

    Expired,

    /// <summary>Its family ended before.</summary>
    Ended,

    /// <summary>It was used up or passed over; the family ended with this.</summary>
    Reused,

    /// <summary>The person may not sign in any more.</summary>
    NotAllowed,

    /// <summary>More scopes were asked for than the sign-in granted.</summary>
    ScopeTooWide,
}
