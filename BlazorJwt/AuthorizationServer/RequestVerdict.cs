using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.AuthorizationServer;

/// <summary>The verdict on the token of this request, accepted or refused. A feature of the request; absent when no token came.</summary>
internal sealed class RequestVerdict(TokenVerdict verdict)
{
    public TokenVerdict Verdict => verdict;

    /// <summary>True when the cookie carried the token, false for the Authorization header.</summary>
    public bool FromCookie { get; init; }
}
