using System.Security.Claims;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens;

/// <summary>
/// The decision on one token, and the checks that led to it. The list of checks is written from the decision when somebody looks at it, so
/// the two can't disagree, and a request that nobody looks at does not pay for it.
/// </summary>
public sealed class TokenVerdict
{
    private readonly string? _text;
    private readonly CheckedToken? _remembered;
    private readonly Func<TokenVerdict, ClaimsIdentity>? _identityOf;
    private readonly bool _isShownAsRemembered;
    private IReadOnlyList<TokenCheck>? _checks;
    private TokenValidationResult? _result;

    // Each request has a token object and an identity of its own: what one does to them no other sees.
    private CheckedToken? _token;
    private ClaimsIdentity? _identity;

    internal TokenVerdict(string? text, TokenPolicy policy, DateTimeOffset at, TokenRefusal? refusal, TokenValidationResult? result)
    {
        Policy = policy;
        At = at;
        Refusal = refusal;
        _result = result;
        _text = text;
    }

    /// <summary>The verdict on a token that was found good before, and still is.</summary>
    internal TokenVerdict(CheckedToken remembered, DateTimeOffset at, Func<TokenVerdict, ClaimsIdentity> identityOf)
        : this(remembered.EncodedToken, remembered.Verdict!.Policy, at, null, null) => (_remembered, _identityOf) = (remembered, identityOf);

    private TokenVerdict(IReadOnlyList<TokenCheck> checks, TokenPolicy policy, DateTimeOffset at, TokenRefusal? refusal, bool isRemembered)
        : this(null, policy, at, refusal, null) => (_checks, _isShownAsRemembered) = (checks, isRemembered);

    /// <summary>A verdict as another server came to it, for a page to show. It has no token and no identity, and trusts no key: nobody gets in with it.</summary>
    internal static TokenVerdict ToLookAt(IReadOnlyList<TokenCheck> checks, TokenRefusal? refusal, DateTimeOffset at, bool isRemembered, int lookUps, string? issuer) =>
        new(checks, new() { Issuer = issuer, Audience = null, Keys = new FixedKeySet() }, at, refusal, isRemembered) { LookUps = lookUps };

    /// <summary>True when the library and the gate both said yes.</summary>
    public bool Accepted => Refusal is null;

    /// <summary>The check that failed, and why; null when the token is good.</summary>
    public TokenRefusal? Refusal { get; }

    /// <summary>
    /// True when the same text was found good before: then form, signature, issuer and audience, which can't change, were not computed again.
    /// </summary>
    public bool IsRemembered => _remembered is not null || _isShownAsRemembered;

    /// <summary>How often the server had to look something up in what it keeps of tokens: the denylist, once, when the checks came that far.</summary>
    public int LookUps { get; internal init; }

    /// <summary>The policy it was judged by.</summary>
    public TokenPolicy Policy { get; }

    /// <summary>When it was judged.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Every check, in order.</summary>
    public IReadOnlyList<TokenCheck> Checks => _checks ??= VerdictChecks.Describe(_text, Policy, At, Refusal, IsRemembered);

    /// <summary>The token; null unless it was accepted.</summary>
    public CheckedToken? Token => !Accepted ? null : _remembered is null ? _result?.SecurityToken as CheckedToken : _token ??= _remembered.With(this);

    /// <summary>The identity the token speaks for; null unless it was accepted.</summary>
    public ClaimsIdentity? Identity => !Accepted ? null : _remembered is null ? _result?.ClaimsIdentity : _identity ??= _identityOf!(this);

    /// <summary>The token as it is remembered, for every request with it: to read from, and never to hand on. Null when it was not remembered.</summary>
    internal CheckedToken? Remembered => _remembered;

    /// <summary>What the library returned; null when it was never asked.</summary>
    internal TokenValidationResult? Result => _result ??= _remembered is null
        ? null
        : new() { IsValid = true, SecurityToken = Token, ClaimsIdentity = Identity, Issuer = _remembered.Issuer, TokenType = _remembered.Typ };

    /// <summary>The decision in a sentence, without the token.</summary>
    public override string ToString() => Refusal is null ? "accepted" : $"refused at {Refusal.Kind}: {Refusal.Explanation}";
}
