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
    public ClaimsIdentity IdentityOf(CheckedToken token, TokenValidationParameters rules)
    {
        // Who acts for somebody else is an identity within the identity: that is the library's to make.
        if (token.TryGetPayloadValue<object>(ClaimTypes.Actor, out _)) return CreateClaimsIdentity(token, rules, token.Issuer);
        var identity = rules.CreateClaimsIdentity(token, token.Issuer);
        // It takes copies: these claims belong to every request with this token.
        identity.AddClaims(token.Claims);
        return identity;
    }
}
