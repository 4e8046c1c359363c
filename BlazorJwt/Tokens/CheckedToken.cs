using System.Security.Claims;
using Microsoft.IdentityModel.JsonWebTokens;

namespace BlazorJwt.Tokens;

/// <summary>
/// A token that carries the verdict on it. The library puts it on the identity it makes (<c>CaseSensitiveClaimsIdentity.SecurityToken</c>),
/// and so both reach the page's circuit, on the server only.
/// </summary>
public sealed class CheckedToken : JsonWebToken
{
    private bool? _namesActor;

    internal CheckedToken(string text, TokenGate.Findings findings)
        : base(text) => Findings = findings;

    /// <summary>What the checks said.</summary>
    public TokenVerdict? Verdict { get; internal set; }

    /// <summary>What the gate read in it before the library did.</summary>
    internal TokenGate.Findings Findings { get; }

    /// <summary>True when it says who acts for its subject.</summary>
    internal bool NamesActor => _namesActor ??= TryGetPayloadValue<object>(ClaimTypes.Actor, out _);

    /// <summary>The same token with another verdict on it: each request has its own.</summary>
    internal CheckedToken With(TokenVerdict verdict)
    {
        var copy = (CheckedToken)MemberwiseClone();
        copy.Verdict = verdict;
        return copy;
    }

    /// <summary>Names the token by its id, never by its text.</summary>
    public override string ToString() => $"token {Id} (redacted)";
}
