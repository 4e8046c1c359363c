using BlazorJwt.Tokens;

namespace BlazorJwt.Accounts;

/// <summary>The verdict on the token of this request, accepted or refused. A feature of the request; absent when no token came.</summary>
/// <param name="Verdict">What the token service said.</param>
public sealed record RequestVerdict(TokenVerdict Verdict)
{
    /// <summary>True when the cookie carried the token, false for the Authorization header.</summary>
    public bool FromCookie { get; init; }
}
