using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens;

/// <summary>The library's handler, which also makes the identity of a token that was checked before.</summary>
internal sealed class LibraryHandler : JsonWebTokenHandler
{
    public LibraryHandler() => MapInboundClaims = false;

    /// <summary>
    /// A new identity for a token, as after a check. A copy of the one made then would not do: the library's <c>Clone</c> leaves the token behind
    /// (<see cref="CaseSensitiveClaimsIdentity.SecurityToken"/>).
    /// </summary>
    public ClaimsIdentity IdentityOf(CheckedToken token, TokenValidationParameters rules) => CreateClaimsIdentity(token, rules, token.Issuer);
}
