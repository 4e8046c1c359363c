using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens.Validation;

/// <summary>
/// A token that carries the verdict on it. The library puts it on the identity it makes (<c>CaseSensitiveClaimsIdentity.SecurityToken</c>),
/// and so both reach the page's circuit, on the server only.
/// </summary>
public sealed class ValidatedToken : JsonWebToken
{
    private ValidatedToken(string text, TokenGate.Findings findings)
        : base(text) => Findings = findings;

    /// <summary>Parses a token that the gate let through; null, with the refusal, where the library cannot read it.</summary>
    internal static ValidatedToken? Read(string text, TokenGate.Findings findings, out TokenRefusal? refusal)
    {
        refusal = null;
        try
        {
            return new(text, findings);
        }
        catch (Exception reason) when (reason is ArgumentException or SecurityTokenException)
        {
            refusal = LibraryErrors.Unreadable(reason);
            return null;
        }
    }

    /// <summary>What the checks said.</summary>
    public TokenVerdict? Verdict { get; internal set; }

    /// <summary>What the gate read in it before the library did.</summary>
    internal TokenGate.Findings Findings { get; }

    /// <summary>The same token for another request, which has a verdict of its own.</summary>
    internal ValidatedToken Copy() => (ValidatedToken)MemberwiseClone();

    /// <summary>Names the token by its id, never by its text.</summary>
    public override string ToString() => $"token {Id} (redacted)";
}
