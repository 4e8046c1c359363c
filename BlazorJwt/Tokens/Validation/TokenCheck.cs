namespace BlazorJwt.Tokens.Validation;

/// <summary>The checks a token goes through, in this order. The first that fails ends the matter.</summary>
public enum TokenCheckKind
{
    /// <summary>It is there, and not too large to look at.</summary>
    Size,

    /// <summary>Three parts of canonical base64url (RFC 7515 sections 2 and 7.1).</summary>
    Form,

    /// <summary>Header and payload are JSON objects in which no member stands twice (RFC 7515 section 4, RFC 7519 section 4).</summary>
    Json,

    /// <summary>The registered members have the types that RFC 7515 section 4.1 and RFC 7519 section 4.1 give them.</summary>
    ClaimTypes,

    /// <summary><c>alg</c> is on the list of the policy (RFC 8725 section 3.1).</summary>
    Algorithm,

    /// <summary>No <c>crit</c>: this app understands no extension (RFC 7515 section 4.1.11).</summary>
    Critical,

    /// <summary><c>typ</c> says that this is an access token (RFC 9068 section 4).</summary>
    Type,

    /// <summary><c>kid</c> names a trusted key, strong enough and meant for this algorithm (RFC 8725 section 3.1).</summary>
    Key,

    /// <summary>The signature fits header and payload (RFC 7515 section 5.2).</summary>
    Signature,

    /// <summary><c>nbf</c> has been reached (RFC 7519 section 4.1.5).</summary>
    NotBefore,

    /// <summary><c>exp</c> is there and has not passed (RFC 7519 section 4.1.4).</summary>
    Expiry,

    /// <summary><c>aud</c> names this API (RFC 7519 section 4.1.3).</summary>
    Audience,

    /// <summary><c>iss</c> is the issuer we trust (RFC 7519 section 4.1.1).</summary>
    Issuer,

    /// <summary><c>iat</c> does not lie in the future (RFC 7519 section 4.1.6).</summary>
    IssuedAt,

    /// <summary>It does not live longer than the policy allows.</summary>
    Lifetime,

    /// <summary>The claims that an access token must have are there (RFC 9068 section 2.2).</summary>
    RequiredClaims,

    /// <summary>It was not taken back.</summary>
    Revocation,
}

/// <summary>What became of one check.</summary>
public enum TokenCheckOutcome
{
    /// <summary>The token met the rule.</summary>
    Passed,

    /// <summary>The token broke the rule, and was refused for it.</summary>
    Failed,

    /// <summary>An earlier check had failed already.</summary>
    NotReached,

    /// <summary>The policy asks nothing of it: any value is accepted, and none.</summary>
    NotAsked,
}

/// <summary>One check of a verdict, for a reader.</summary>
/// <param name="Kind">Which check.</param>
/// <param name="Name">Its name on a page.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Observed">What it looked at: the value in the token, or what is missing.</param>
/// <param name="Rule">What it asked for, in a sentence, with the setting's value.</param>
/// <param name="Source">Where the rule stands: RFC and section.</param>
/// <param name="Explanation">Why it failed, in a sentence; null otherwise.</param>
/// <param name="LibraryCode">The IDX code of Microsoft.IdentityModel, when the library refused; null otherwise.</param>
public sealed record TokenCheck(
    TokenCheckKind Kind,
    string Name,
    TokenCheckOutcome Outcome,
    string Observed,
    string Rule,
    string Source,
    string? Explanation,
    string? LibraryCode)
{
    /// <summary>What the library said when it refused, code included; null when it did not.</summary>
    public string? LibraryMessage { get; init; }
}
