namespace BlazorJwt.Tokens.Validation;

/// <summary>
/// The checks a token goes through, in this order; the first that fails ends it. <see cref="VerdictChecks"/> has the rule and the source of
/// each.
/// </summary>
public enum TokenCheckKind
{
    Size,
    Form,
    Json,
    ClaimTypes,
    Algorithm,
    Critical,
    Type,
    Key,
    Signature,
    NotBefore,
    Expiry,
    Audience,
    Issuer,
    IssuedAt,
    Lifetime,
    RequiredClaims,
    Revocation,
}
