using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.AuthorizationServer;

/// <summary>The verdict on the token of this request, accepted or refused. A feature of the request; absent when no token came.</summary>
/// <param name="FromCookie">True when the cookie carried the token, false for the Authorization header.</param>
internal sealed record RequestVerdict(TokenVerdict Verdict, bool FromCookie);
