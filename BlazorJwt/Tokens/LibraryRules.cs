using System.Runtime.CompilerServices;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens;

/// <summary>A <see cref="TokenPolicy"/> in the library's own terms, with every default that is too generous tightened.</summary>
internal sealed class LibraryRules(TimeProvider time)
{
    private readonly ConditionalWeakTable<TokenPolicy, TokenValidationParameters> _byPolicy = [];

    public TokenValidationParameters For(TokenPolicy policy) => _byPolicy.GetValue(policy, Build);

    private TokenValidationParameters Build(TokenPolicy policy) => new()
    {
        ValidIssuer = policy.Issuer,
        ValidAudience = policy.Audience,
        IgnoreTrailingSlashWhenValidatingAudience = false,
        ValidAlgorithms = policy.Algorithms,
        IssuerSigningKeyResolver = (_, _, keyId, _) => policy.Keys.Find(keyId) is { } key ? [key.SecurityKey] : [],
        TryAllIssuerSigningKeys = false,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        RequireAudience = true,
        ClockSkew = policy.ClockSkew,
        // The library reads the machine's clock unless it is handed the rule; the rule is its own, the clock is ours.
        LifetimeValidator = (notBefore, expires, _, rules) => ThrowUnlessAlive(notBefore, expires, rules.ClockSkew),
        NameClaimType = "name",
        RoleClaimType = "role",
        AuthenticationType = "Bearer",
        LogValidationExceptions = false,
        IncludeTokenOnFailedValidation = false,
    };

    private bool ThrowUnlessAlive(DateTime? notBefore, DateTime? expires, TimeSpan skew)
    {
        var now = time.GetUtcNow().UtcDateTime;
        if (expires is null) throw new SecurityTokenNoExpirationException("IDX10225: the token has no expiration time.");
        if (notBefore > expires) throw new SecurityTokenInvalidLifetimeException("IDX10224: nbf lies after exp.");
        if (notBefore > now + skew) throw new SecurityTokenNotYetValidException("IDX10222: the token is not yet valid.");
        if (expires < now - skew) throw new SecurityTokenExpiredException("IDX10223: the token has expired.") { Expires = expires.Value };
        return true;
    }
}
