using System.Security.Claims;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens.Validation;

/// <summary>
/// The decision on one token, and the checks that led to it. The list of checks is written from the decision when somebody looks at it, so
/// the two can't disagree, and a request that nobody looks at does not pay for it.
/// </summary>
public sealed class TokenVerdict
{
    private readonly string? _text;
    private IReadOnlyList<TokenCheck>? _checks;

    internal TokenVerdict(string? text, TokenPolicy policy, DateTimeOffset at, TokenRefusal? refusal,
        TokenValidationResult? result = null) =>
        (_text, Policy, At, Refusal, Result) = (text, policy, at, refusal, result);

    /// <summary>The same decision without the token and the identity, to be kept and shown: nobody gets in with it.</summary>
    public TokenVerdict WithoutToken() =>
        new(null, new() { Issuer = Policy.Issuer, Audience = null, Keys = new FixedKeySet(), AsksDenylist = Policy.AsksDenylist }, At,
            Refusal)
        { _checks = Checks };

    /// <summary>True when the library and the gate both said yes.</summary>
    public bool Accepted => Refusal is null;

    /// <summary>The check that failed, and why; null when the token is valid.</summary>
    public TokenRefusal? Refusal { get; }

    /// <summary>How often the server had to look something up in what it keeps of tokens: the denylist, once, when the checks came that
    /// far.</summary>
    public int LookUps => Policy.AsksDenylist && (Accepted || Refusal is { Kind: TokenCheckKind.Revocation }) ? 1 : 0;

    internal TokenPolicy Policy { get; }

    internal DateTimeOffset At { get; }

    internal IReadOnlyList<TokenCheck> Checks => _checks ??= VerdictChecks.Describe(_text, Policy, At, Refusal);

    /// <summary>The decision in a sentence for a reader: why it was refused, or how many checks it passed, and which the policy did not ask
    /// for.</summary>
    public string Summary =>
        Refusal is { } refusal ? refusal.Explanation
        : !IsInPart ? $"{Checks.Count} checks, all passed."
        : $"{Checks.Count - Unasked.Count()} checks passed, {Unasked.Count()} not " +
            $"asked: {string.Join(", ", Unasked.Select(check => check.Name.ToLowerInvariant()))}.";

    /// <summary>True when the policy left one of the checks out.</summary>
    public bool IsInPart => Unasked.Any();

    private IEnumerable<TokenCheck> Unasked => Checks.Where(check => check.Outcome is TokenCheckOutcome.NotAsked);

    /// <summary>The identity the token speaks for; null unless it was accepted.</summary>
    public ClaimsIdentity? Identity => Accepted ? Result?.ClaimsIdentity : null;

    /// <summary>True when the cache knew the token. Only tests ask: the decision is the same.</summary>
    internal bool IsRemembered { get; init; }

    /// <summary>What the library returned; null when it was never asked.</summary>
    internal TokenValidationResult? Result { get; }

    public override string ToString() => Refusal is null ? "accepted" : $"refused at {Refusal.Kind}: {Refusal.Explanation}";
}
