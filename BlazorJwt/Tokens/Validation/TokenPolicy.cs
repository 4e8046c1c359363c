using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.Tokens.Validation;

/// <summary>What a token must be, to be accepted. A new policy is made with <c>with</c>; the service never changes one.</summary>
internal sealed record TokenPolicy
{
    /// <summary>The only issuer accepted (RFC 7519 section 4.1.1); null when none is asked for.</summary>
    public required string? Issuer { get; init; }

    /// <summary>The audience that must be named, to the letter (RFC 7519 section 4.1.3); null when none is asked for.</summary>
    public required string? Audience { get; init; }

    /// <summary>The keys that are trusted. Each belongs to one algorithm.</summary>
    public required IKeySet Keys { get; init; }

    /// <summary>The algorithms accepted, compared with their case (RFC 8725 section 3.1).</summary>
    public IReadOnlyList<string> Algorithms { get; init; } = SigningAlgorithms.All;

    /// <summary>False when <see cref="Keys"/> may find the key without a <c>kid</c>: somebody chose it for this token, or a client has only
    /// one. Never false for an API.</summary>
    public bool KeyMustBeNamed { get; init; } = true;

    /// <summary>The <c>typ</c> values accepted (RFC 9068 section 4; RFC 8725 section 3.11). Empty: any type, and none.</summary>
    public IReadOnlyList<string> Types { get; init; } = ["at+jwt", "application/at+jwt"];

    /// <summary>The claims that must be there, beside <c>iss</c>, <c>aud</c> and <c>exp</c> (RFC 9068 section 2.2).</summary>
    public IReadOnlyList<string> RequiredClaims { get; init; } = ["sub", "client_id", "iat", "jti"];

    /// <summary>Claims that must have this very value, by name: <c>token_use</c> is <c>access</c>, say. Empty for our own tokens.</summary>
    public IReadOnlyDictionary<string, string> RequiredValues { get; init; } = new Dictionary<string, string>();

    public string NameClaim { get; init; } = "name";

    public string RoleClaim { get; init; } = "role";

    /// <summary>The claim that holds the scopes: a text with spaces between, or a list (RFC 8693 section 4.2; others say <c>scp</c> or
    /// <c>permissions</c>).</summary>
    public string ScopeClaim { get; init; } = "scope";

    /// <summary>What stands before the name of each scope in that claim.</summary>
    public string ScopePrefix { get; init; } = "";

    /// <summary>Scopes that each accepted token has, whatever it says: for an issuer that knows no scopes.</summary>
    public IReadOnlyList<string> GrantedScopes { get; init; } = [];

    internal TimeSpan ClockSkew { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The moment to check for, as if it were then; null for now. What was revoked stays so at any moment.</summary>
    public DateTimeOffset? At { get; init; }

    /// <summary>False for a check that keeps no memory: a token that was revoked is accepted until it expires. Only a lab asks for
    /// that.</summary>
    public bool AsksDenylist { get; init; } = true;

    public TimeSpan MaxLifetime { get; init; } = TimeSpan.FromHours(1);

    public int MaxBytes { get; init; } = 8 * 1024;

    /// <summary>False for a check that this policy leaves out: it accepts any value, and none.</summary>
    internal bool AsksFor(TokenCheckKind kind) => kind switch
    {
        TokenCheckKind.Type => Types.Count > 0,
        TokenCheckKind.Audience => Audience is not null,
        TokenCheckKind.Issuer => Issuer is not null,
        TokenCheckKind.Lifetime => MaxLifetime < TimeSpan.MaxValue,
        TokenCheckKind.RequiredClaims => RequiredClaims.Count > 0 || RequiredValues.Count > 0,
        TokenCheckKind.Revocation => AsksDenylist,
        _ => true,
    };
}
