using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens.Validation;

/// <summary>How ASP.NET makes claims of a token's members: the settings of JwtBearer that decide it.</summary>
/// <param name="MapInboundClaims">True to give some claims the long names of WS-Federation, as JwtBearer does unless told
/// otherwise.</param>
internal sealed record ClaimMapping(bool MapInboundClaims, string NameType, string RoleType)
{
    /// <summary>What this app's API goes by: the names as they stand in the token.</summary>
    public static ClaimMapping OfThisApp { get; } = new(false, "name", "role");

    /// <summary>What JwtBearer goes by when nobody sets anything.</summary>
    public static ClaimMapping OfTheFramework { get; } = new(true, ClaimsIdentity.DefaultNameClaimType,
        ClaimsIdentity.DefaultRoleClaimType);

    /// <summary>The principal that comes of a token that was accepted. The library makes it; who may come in was decided before.</summary>
    public async ValueTask<ClaimsPrincipal> PrincipalAsync(ValidatedToken token)
    {
        if (token.Verdict is not { Accepted: true }) throw new InvalidOperationException("Only an accepted token has a principal.");
        var rules = new TokenValidationParameters
        {
            // All of this was checked a moment ago, by stricter rules: here only the names of the claims are asked for.
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
            SignatureValidator = (_, _) => token,
            NameClaimType = NameType,
            RoleClaimType = RoleType,
            AuthenticationType = "Bearer",
        };
        var result = await new JsonWebTokenHandler { MapInboundClaims = MapInboundClaims }.ValidateTokenAsync(token, rules);
        return result.IsValid ? new(result.ClaimsIdentity) : throw result.Exception;
    }

    /// <summary>The member of the token that a claim was made of: mapping keeps its name as a property of the claim.</summary>
    public static string MemberOf(Claim claim) => claim.Properties.TryGetValue(JsonWebTokenHandler.ShortClaimTypeProperty, out var name)
        ? name : claim.Type;
}
