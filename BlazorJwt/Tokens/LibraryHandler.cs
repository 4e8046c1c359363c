using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens;

/// <summary>The library's handler, which also makes the identity of a token that was checked before.</summary>
internal sealed class LibraryHandler : JsonWebTokenHandler
{
    public LibraryHandler() => MapInboundClaims = false;

    /// <summary>A new identity for a token that was found good before, as after a check.</summary>
    public ClaimsIdentity IdentityOf(TokenVerdict verdict, TokenValidationParameters rules) =>
        // Who acts for somebody else is an identity within the identity: that is the library's to make.
        verdict.Remembered is { NamesActor: false } ? new RememberedIdentity(verdict, rules.AuthenticationType) : CreateClaimsIdentity(verdict.Token!, rules, verdict.Token!.Issuer);
}
