using BlazorJwt.Tokens.Keys;
using Microsoft.IdentityModel.JsonWebTokens;

namespace BlazorJwt.Tokens.Validation;

/// <summary>
/// A token that carries the verdict on it. The library puts it on the identity it makes (<c>CaseSensitiveClaimsIdentity.SecurityToken</c>),
/// and so both reach the page's circuit, on the server only.
/// </summary>
public sealed class ValidatedToken : JsonWebToken
{
    /// <exception cref="ArgumentException">The library can't read the text.</exception>
    internal ValidatedToken(string text, GateFindings findings)
        : base(text) => Findings = findings;

    /// <summary>The decision on it; null while it is being checked.</summary>
    public TokenVerdict? Verdict { get; private set; }

    internal GateFindings Findings { get; }

    /// <summary>The same token for another request, which has a verdict of its own.</summary>
    internal ValidatedToken Copy() => (ValidatedToken)MemberwiseClone();

    internal static TokenVerdict Carry(TokenVerdict verdict)
    {
        if (verdict.Token is { } token) token.Verdict = verdict;
        return verdict;
    }

    public override string ToString() => $"token {Id} (redacted)";
}

/// <summary>What the gate found in a token that may go on to the library.</summary>
/// <param name="Key">The one key to verify it with.</param>
/// <param name="IssuedAt">The <c>iat</c>, in seconds since 1970; null when absent.</param>
/// <param name="Expires">The <c>exp</c>; null when absent.</param>
/// <param name="Binding">What <c>cnf</c> binds it to, in a sentence; null when it is anybody's who has it.</param>
internal sealed record GateFindings(TokenKey Key, double? IssuedAt, double? Expires, string? Binding);

internal static class AcceptedToken
{
    extension(TokenVerdict verdict)
    {
        /// <summary>The token; null unless it was accepted.</summary>
        public ValidatedToken? Token => verdict.Accepted ? verdict.Result?.SecurityToken as ValidatedToken : null;
    }
}
