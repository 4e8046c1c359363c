using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;

namespace BlazorJwt.Tests.Production;

/// <summary>The strict block for two issuers whose access tokens are older than RFC 9068.</summary>
public static class KnownIssuers
{
    /// <summary>
    /// Microsoft Entra ID: one tenant, tokens of version 2.0 (<c>requestedAccessTokenVersion: 2</c> in the API's registration).
    /// </summary>
    /// <param name="builder">The authentication.</param>
    /// <param name="tenantId">The tenant's id. Not <c>common</c>: then anybody's tenant is an issuer.</param>
    /// <param name="apiClientId">The client id of the API's own registration, not of the app that calls it.</param>
    public static AuthenticationBuilder AddEntraBearer(this AuthenticationBuilder builder, string tenantId, string apiClientId) =>
        builder.AddStrictBearer($"https://login.microsoftonline.com/{tenantId}/v2.0", apiClientId, "RS256", options =>
        {
            // Its access tokens and its ID tokens are both of type JWT: here only the audience and the scope tell them apart.
            options.TokenValidationParameters.ValidTypes = ["JWT"];
            options.TokenValidationParameters.RoleClaimType = "roles";
            options.TokenHandlers[0] = new StrictTokenHandler { MaxLifetime = TimeSpan.FromHours(2) };
            options.Events = new() { OnTokenValidated = context => Rename(context, "scp", "scope") };
        });

    /// <summary>
    /// Keycloak: one realm. The client needs an audience mapper that puts <paramref name="audience"/> into its access tokens.
    /// </summary>
    public static AuthenticationBuilder AddKeycloakBearer(this AuthenticationBuilder builder, Uri realm, string audience) =>
        builder.AddStrictBearer(realm.AbsoluteUri, audience, "RS256", options =>
        {
            // Its access tokens and its ID tokens have the same typ in the header, and say what they are in a claim of the same name.
            options.TokenValidationParameters.ValidTypes = ["JWT"];
            options.TokenValidationParameters.NameClaimType = "preferred_username";
            options.Events = new() { OnTokenValidated = AcceptKeycloakAccessToken };
        });

    private static Task Rename(TokenValidatedContext context, string from, string to)
    {
        var identity = (ClaimsIdentity)context.Principal!.Identity!;
        if (identity.FindFirst(from) is { } claim) identity.AddClaim(new(to, claim.Value));
        return Task.CompletedTask;
    }

    private static Task AcceptKeycloakAccessToken(TokenValidatedContext context)
    {
        var token = (JsonWebToken)context.SecurityToken;
        if (!token.TryGetPayloadValue<string>("typ", out var type) || type != "Bearer")
        {
            context.Fail("This is no access token.");
            return Task.CompletedTask;
        }

        // "realm_access": { "roles": ["customer"] }
        if (token.TryGetPayloadValue<JsonElement>("realm_access", out var access) && access.TryGetProperty("roles", out var roles))
            ((ClaimsIdentity)context.Principal!.Identity!).AddClaims(roles.EnumerateArray().Select(role =>
                new Claim("role", role.GetString()!)));
        return Task.CompletedTask;
    }
}
