using System.Text.Json;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tests.Production;

/// <summary>JwtBearer for an API that accepts access tokens of one issuer (RFC 9068), with its defaults tightened.</summary>
public static class StrictBearer
{
    /// <summary>Adds the scheme. The keys come from the issuer's metadata, and follow its rotation.</summary>
    public static AuthenticationBuilder AddStrictBearer(
        this AuthenticationBuilder builder, string issuer, string audience, string algorithm, Action<JwtBearerOptions>? configure = null)
    {
        builder.AddJwtBearer(options =>
        {
            options.Authority = issuer;
            options.TokenHandlers.Clear();
            options.TokenHandlers.Add(new StrictTokenHandler());   // the rules that no setting has
            options.TokenValidationParameters = new()
            {
                ValidIssuer = issuer,
                ValidAudience = audience,
                IgnoreTrailingSlashWhenValidatingAudience = false, // an audience is compared as it is
                ValidTypes = ["at+jwt"],                           // an ID token or a logout token is no access token
                ValidAlgorithms = [algorithm],                     // one key, one algorithm (RFC 8725 section 3.1)
                TryAllIssuerSigningKeys = false,                   // the key is the one that kid names
                ValidateIssuerSigningKey = true,
                IssuerSigningKeyValidator = (key, _, _) => Fits(key, algorithm),
                ClockSkew = TimeSpan.FromSeconds(30),              // the default is five minutes
                NameClaimType = "name",
                RoleClaimType = "role",
            };
            configure?.Invoke(options);
        });
        builder.Services.PostConfigure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options =>
        {
            // By default a key that the issuer has withdrawn is good for an hour more. This must come after AddJwtBearer, which makes the
            // object.
            if (options.ConfigurationManager is BaseConfigurationManager keys) keys.UseLastKnownGoodConfiguration = false;
        });
        return builder;
    }

    /// <summary>
    /// A policy for each scope. An endpoint that is open says so with <c>AllowAnonymous</c>; every other one needs a token.
    /// </summary>
    public static AuthorizationBuilder AddScopes(this AuthorizationBuilder builder, params string[] scopes)
    {
        builder.SetFallbackPolicy(new AuthorizationPolicyBuilder().RequireAuthenticatedUser().Build());
        foreach (var scope in scopes)
        {
            builder.AddPolicy(scope, policy => policy.RequireAuthenticatedUser().RequireAssertion(context =>
                context.User.FindAll("scope").Any(claim => claim.Value.Split(' ').Contains(scope, StringComparer.Ordinal))));
        }

        return builder;
    }

    // RFC 7518 sections 3.2 to 3.4: a secret as long as the hash or longer, an RSA key of 2048 bits or more, the curve that the
    // algorithm names.
    private static bool Fits(SecurityKey key, string algorithm) => algorithm switch
    {
        "HS256" => key.KeySize >= 256,
        "HS384" => key.KeySize >= 384,
        "HS512" => key.KeySize >= 512,
        "ES256" => key.KeySize == 256,
        "ES384" => key.KeySize == 384,
        "ES512" => key.KeySize == 521,
        _ => key.KeySize is 2048 or 3072 or 4096,
    };
}

/// <summary>What the settings of JwtBearer can't ask for. The library decides; this class only rejects more.</summary>
public sealed class StrictTokenHandler : JsonWebTokenHandler
{
    private static readonly JsonDocumentOptions NoDuplicates = new() { AllowDuplicateProperties = false };

    /// <summary>Leaves the names of claims alone: <c>sub</c> stays <c>sub</c>.</summary>
    public StrictTokenHandler()
    {
        MapInboundClaims = false;
        MaximumTokenSizeInBytes = 8192;
    }

    /// <summary>The longest time from <c>iat</c> to <c>exp</c>.</summary>
    public TimeSpan MaxLifetime { get; init; } = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        if (FormProblem(token) is { } problem) return Rejected(problem);
        var result = await base.ValidateTokenAsync(token, validationParameters);
        return result.IsValid && LifetimeProblem((JsonWebToken)result.SecurityToken, validationParameters.ClockSkew) is { } time
            ? Rejected(time) : result;
    }

    private string? FormProblem(string token)
    {
        if (token.Length > MaximumTokenSizeInBytes) return "The token is too long.";
        if (token.Any(character => !char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_' or '.')))
            return "The token has a character that base64url does not have.";
        if (token.Split('.') is not [var header, var payload, _]) return "The token does not have three parts.";
        try
        {
            using var headerJson = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(header), NoDuplicates);
            using var payloadJson = JsonDocument.Parse(Base64UrlEncoder.DecodeBytes(payload), NoDuplicates);
            if (headerJson.RootElement.TryGetProperty("crit",
                out _)) return "The token names an extension that must be understood, and none is.";
            foreach (var name in new[] { "exp", "nbf", "iat" })
            {
                if (payloadJson.RootElement.TryGetProperty(name, out var time) && time.ValueKind is not JsonValueKind.Number)
                    return "A time in the token is not a number.";
            }

            return null;
        }
        catch (Exception reason) when (reason is JsonException or FormatException or InvalidOperationException)
        {
            // A lone surrogate in a member's name, and JSON that is no object, throw InvalidOperationException.
            return "The header or the payload is not a JSON object, or has a member twice.";
        }
    }

    // Without iat the token counts from the year 1.
    private string? LifetimeProblem(JsonWebToken token, TimeSpan skew) =>
        token.IssuedAt > DateTime.UtcNow + skew ? "The token was issued in the future."
        : token.ValidTo - token.IssuedAt > MaxLifetime ? "The token is valid for too long."
        : null;

    private static TokenValidationResult Rejected(string reason) =>
        new() { IsValid = false, Exception = new SecurityTokenException(reason) };
}
