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

    internal TokenVerdict(string? text, TokenPolicy policy, DateTimeOffset at, TokenRefusal? refusal, TokenValidationResult? result = null)
    {
        Policy = policy;
        At = at;
        Refusal = refusal;
        Result = result;
        _text = text;
        if (Token is { } token) token.Verdict = this;
    }

    /// <summary>The same decision without the token and the identity, to be kept and shown: nobody gets in with it.</summary>
    public TokenVerdict WithoutToken() =>
        new(null, new() { Issuer = Policy.Issuer, Audience = null, Keys = new FixedKeySet() }, At, Refusal) { LookUps = LookUps, _checks = Checks };

    /// <summary>True when the library and the gate both said yes.</summary>
    public bool Accepted => Refusal is null;

    /// <summary>The check that failed, and why; null when the token is valid.</summary>
    public TokenRefusal? Refusal { get; }

    /// <summary>How often the server had to look something up in what it keeps of tokens: the denylist, once, when the checks came that far.</summary>
    public int LookUps { get; internal init; }

    /// <summary>The policy it was judged by.</summary>
    public TokenPolicy Policy { get; }

    /// <summary>When it was judged.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Every check, in order.</summary>
    public IReadOnlyList<TokenCheck> Checks => _checks ??= VerdictChecks.Describe(_text, Policy, At, Refusal);

    /// <summary>The decision in a sentence for a reader: why it was refused, or how many checks it passed, and which the policy did not ask for.</summary>
    public string Summary
    {
        get
        {
            if (Refusal is { } refusal) return refusal.Explanation;
            var unasked = Checks.Where(check => check.Outcome is TokenCheckOutcome.NotAsked).Select(check => check.Name.ToLowerInvariant()).ToArray();
            return unasked.Length == 0
                ? $"{Checks.Count} checks, all passed."
                : $"{Checks.Count - unasked.Length} checks passed, {unasked.Length} not asked: {string.Join(", ", unasked)}.";
        }
    }

    /// <summary>True when the policy left one of the checks out.</summary>
    public bool IsInPart => Checks.Any(check => check.Outcome is TokenCheckOutcome.NotAsked);

    /// <summary>The token; null unless it was accepted.</summary>
    public ValidatedToken? Token => Accepted ? Result?.SecurityToken as ValidatedToken : null;

    /// <summary>The identity the token speaks for; null unless it was accepted.</summary>
    public ClaimsIdentity? Identity => Accepted ? Result?.ClaimsIdentity : null;

    /// <summary>True when the cache knew the token. Only tests ask: the decision is the same.</summary>
    internal bool IsRemembered { get; init; }

    /// <summary>What the library returned; null when it was never asked.</summary>
    internal TokenValidationResult? Result { get; }

    /// <summary>The decision in a sentence, without the token.</summary>
    public override string ToString() => Refusal is null ? "accepted" : $"refused at {Refusal.Kind}: {Refusal.Explanation}";
}
