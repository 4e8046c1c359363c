using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens.Validation;

/// <summary>The library's handler, which also makes the result for a token that it validated before.</summary>
internal sealed class LibraryHandler : JsonWebTokenHandler
{
    public LibraryHandler() => MapInboundClaims = false;

    /// <summary>Parses a token that the gate let through; null, with the refusal, where the library cannot read it.</summary>
    public static ValidatedToken? Read(string text, GateFindings findings, out TokenRefusal? refusal)
    {
        refusal = null;
        try
        {
            return new(text, findings);
        }
        catch (Exception reason) when (reason is ArgumentException or SecurityTokenException)
        {
            refusal = new(TokenCheckKind.ClaimTypes, "The library can't read the token.") { Thrown = reason };
            return null;
        }
    }

    /// <summary>The same result as after a validation, with an identity of its own: what one request does to it, no other sees.</summary>
    public TokenValidationResult ResultFor(ValidatedToken token, TokenValidationParameters rules) => new()
    {
        IsValid = true,
        SecurityToken = token,
        // Not Clone: the library's identity leaves its token behind there.
        ClaimsIdentity = CreateClaimsIdentity(token, rules, token.Issuer),
        Issuer = token.Issuer,
        TokenType = token.Typ,
    };
}
