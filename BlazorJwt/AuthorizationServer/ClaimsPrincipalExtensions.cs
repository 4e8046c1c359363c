using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using BlazorJwt.Tokens.Validation;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.AuthorizationServer;

/// <summary>What a principal of this app carries beside its claims. The same in an endpoint and in a circuit.</summary>
internal static class ClaimsPrincipalExtensions
{
    /// <summary>The claim that holds the visitor id. It stands on an identity of its own, without authentication type: it signs nobody
    /// in.</summary>
    public const string VisitorClaim = "visitor";

    private const string SourceClaim = "source";
    private const string UncheckedClaim = "unchecked";
    private const int SessionBytes = 16;

    /// <summary>The checked token the visitor came with; null for a visitor who is signed out.</summary>
    public static ValidatedToken? Token(this ClaimsPrincipal principal) =>
        principal.Identities.OfType<CaseSensitiveClaimsIdentity>()
            .Select(identity => identity.SecurityToken).OfType<ValidatedToken>().FirstOrDefault();

    /// <summary>True in a circuit whose visitor is signed out only because nobody can tell at the moment whether the token is
    /// good.</summary>
    public static bool IsUnchecked(this ClaimsPrincipal principal) =>
        principal.Identities.Any(identity => !identity.IsAuthenticated && identity.HasClaim(UncheckedClaim, "true"));

    internal static ClaimsIdentity Unchecked() => new([new Claim(UncheckedClaim, "true")]);

    /// <summary>The random id of this visitor's browser; null for a client that is no browser. Never shown and never in a token.</summary>
    public static string? VisitorId(this ClaimsPrincipal principal) => OfVisitor(principal, VisitorClaim);

    /// <summary>The mark of the address this visitor came from, for bounds on what one address may have; null for a client that is no
    /// browser.</summary>
    public static string? Source(this ClaimsPrincipal principal) => OfVisitor(principal, SourceClaim);

    internal static ClaimsIdentity Visitor(string visitorId, string? source) =>
        new([new Claim(VisitorClaim, visitorId), .. source is null ? (Claim[])[] : [new(SourceClaim, source)]]);

    // Never from a token, no matter who signed it: only the cookie names the visitor.
    private static string? OfVisitor(ClaimsPrincipal principal, string claim) =>
        principal.Identities.Where(identity => !identity.IsAuthenticated)
            .Select(identity => identity.FindFirst(claim)?.Value).FirstOrDefault(value => value is not null);

    /// <summary>
    /// The session of this visitor's browser, as the next token will name it in <c>sid</c>. It gives the visitor id away to nobody. Null
    /// for a client that is no browser.
    /// </summary>
    public static string? SessionId(this ClaimsPrincipal principal) => SessionOf(principal.VisitorId());

    [return: NotNullIfNotNull(nameof(visitorId))]
    public static string? SessionOf(string? visitorId) =>
        visitorId is null ? null : Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(visitorId)).AsSpan(..SessionBytes));
}
