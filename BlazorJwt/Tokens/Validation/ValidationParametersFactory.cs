using System.Runtime.CompilerServices;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens.Validation;

/// <summary>A <see cref="TokenPolicy"/> in the library's own terms, with every default that is too generous tightened.</summary>
internal sealed class ValidationParametersFactory(TimeProvider time)
{
    private readonly ConditionalWeakTable<TokenPolicy, TokenValidationParameters> _byPolicy = [];

    public TokenValidationParameters For(TokenPolicy policy) => _byPolicy.GetValue(policy, Build);

    private TokenValidationParameters Build(TokenPolicy policy) => new()
    {
        ValidIssuer = policy.Issuer,
        ValidateIssuer = policy.Issuer is not null,
        ValidAudience = policy.Audience,
        ValidateAudience = policy.Audience is not null,
        IgnoreTrailingSlashWhenValidatingAudience = false,
        ValidAlgorithms = policy.Algorithms,
        // The key was found by the gate, once: looked up again, the key set could have changed between the two.
        IssuerSigningKeyResolver = (_, token, _, _) => ((ValidatedToken)token).Findings.Key.AsCandidates,
        TryAllIssuerSigningKeys = false,
        RequireSignedTokens = true,
        RequireExpirationTime = true,
        RequireAudience = policy.Audience is not null,
        ClockSkew = policy.ClockSkew,
        // ValidTypes would compare to the letter, and two spellings of a media type are one (RFC 7515 section 4.1.9).
        TypeValidator = (type, _, _) => policy.Types.Count == 0 || TokenTypeName.IsOneOf(type, policy.Types)
            ? type : throw new SecurityTokenInvalidTypeException("IDX10257: another type."),
        // The library reads the machine's clock unless it is handed the rule; the clock is ours.
        LifetimeValidator = (notBefore, expires, _, rules) =>
            LifetimeProblem(notBefore, expires, policy.At ?? time.GetUtcNow(), rules.ClockSkew) is { } problem ? throw problem : true,
        NameClaimType = policy.NameClaim,
        RoleClaimType = policy.RoleClaim,
        AuthenticationType = "Bearer",
        LogValidationExceptions = false,
        IncludeTokenOnFailedValidation = false,
    };

    /// <summary>What is wrong with the times of a token, in the library's own words; null when it is alive.</summary>
    public static SecurityTokenValidationException? LifetimeProblem(DateTime? notBefore, DateTime? expires, DateTimeOffset at,
        TimeSpan skew)
    {
        var now = at.UtcDateTime;
        // All that concerns nbf first: the list of checks names it before exp.
        if (notBefore > expires)
            return new SecurityTokenInvalidLifetimeException(Said(
                $"IDX10224: Lifetime validation failed. The NotBefore (UTC): '{notBefore}' is after Expires (UTC): '{expires}'."));
        if (notBefore > now + skew)
            return new SecurityTokenNotYetValidException("IDX10222: Lifetime validation failed. The token is not yet valid. "
                + Said($"ValidFrom (UTC): '{notBefore}', Current time (UTC): '{now}'."));
        if (expires is null)
            return new SecurityTokenNoExpirationException("IDX10225: Lifetime validation failed. The token is missing an Expiration Time. "
                + $"Tokentype: '{typeof(ValidatedToken)}'.");
        // At the very second of exp it is over (RFC 7519 section 4.1.4); the library's own rule would still take it.
        if (expires <= now - skew)
            return new SecurityTokenExpiredException("IDX10223: Lifetime validation failed. The token is expired. "
                + Said($"ValidTo (UTC): '{expires}', Current time (UTC): '{now}'."))
            { Expires = expires.Value };
        return null;
    }

    private static string Said(FormattableString text) => FormattableString.Invariant(text);
}
