namespace BlazorJwt.Tokens.Validation;

/// <summary>The checks a token goes through, in this order; the first that fails ends it. <see cref="VerdictChecks"/> has the rule and the source of each.</summary>
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

/// <summary>What became of one check.</summary>
internal enum TokenCheckOutcome
{
    Passed,
    Failed,

    /// <summary>An earlier check had failed already.</summary>
    NotReached,

    /// <summary>The policy asks nothing of it: any value is accepted, and none.</summary>
    NotAsked,
}

/// <summary>One check of a verdict, for a reader: what it observed in the token, the rule with the setting's value, and where the rule is from.</summary>
internal sealed record TokenCheck(
    TokenCheckKind Kind, string Name, TokenCheckOutcome Outcome, string Observed, string Rule, string Source, TokenRefusal? Refusal);
