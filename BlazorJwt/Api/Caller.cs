using System.Security.Claims;
using BlazorJwt.Accounts;

namespace BlazorJwt.Api;

/// <summary>
/// Whose orders these are: the person, and the session the token belongs to. Thirty people in a room share the demo people: the session
/// keeps them apart.
/// </summary>
/// <param name="Subject">The token's <c>sub</c>.</param>
/// <param name="Session">The token's <c>sid</c>; for a token without one its <c>jti</c>, so that it shares with nobody.</param>
public sealed record Caller(string Subject, string Session)
{
    /// <summary>The caller an accepted token speaks for.</summary>
    /// <exception cref="InvalidOperationException">Nobody is signed in: the endpoint lacks its policy.</exception>
    public static Caller Of(ClaimsPrincipal principal) => principal.Token() is { } token
        ? new(token.Subject, principal.FindFirst("sid")?.Value is { Length: > 0 } session ? "sid " + session : "jti " + token.Id)
        : throw new InvalidOperationException("This endpoint was reached without a token. It needs one of the policies in ApiPolicies.");
}
