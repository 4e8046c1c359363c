using System.Security.Claims;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Api;

/// <summary>
/// Whose orders these are: the person, and the session the token belongs to. Thirty people in a room share the demo people: the session
/// keeps them apart.
/// </summary>
/// <param name="Subject">The token's <c>sub</c>.</param>
/// <param name="Session">
/// The token's issuer, and its <c>sid</c>; for a token without one its <c>jti</c>, so that it shares with nobody. Names are their issuer's
/// own (RFC 7519 section 4.1.2): no other issuer can speak for them.
/// </param>
internal sealed record Caller(string Subject, string Session)
{
    /// <summary>The caller an accepted token speaks for.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in: the endpoint lacks its policy.</exception>
    public static Caller Of(ClaimsPrincipal principal) => principal.Token() is { } token
        ? new(token.Subject, $"{token.Issuer} {SessionOf(token, principal)}")
        : principal.FindFirst(ApiKeyHeader.ClientClaim) is { } client
        // A service account's key and its tokens speak for the same caller.
        ? new(client.Value, SessionOf(principal.FindFirst("iss")!.Value, client.Value))
        : throw new InvalidOperationException("This endpoint was reached without a token. It needs one of the policies in ApiPolicies.");

    /// <summary>The session of the tokens that name it in <c>sid</c>.</summary>
    internal static string SessionOf(string issuer, string sessionId) => $"{issuer} sid {sessionId}";

    // Of the app's own tokens each has a jti; another issuer's may have neither.
    private static string SessionOf(ValidatedToken token, ClaimsPrincipal principal) =>
        principal.FindFirst("sid")?.Value is { Length: > 0 } session ? "sid " + session
        : token.Id is { Length: > 0 } jwtId ? "jti " + jwtId
        : "sub " + token.Subject;
}
