using BlazorJwt.Tokens.Keys;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens.Warnings;

/// <summary>Keys: those that a token brings along, and the one that was chosen for it.</summary>
internal static class KeyWarnings
{
    private static readonly (string Member, string Brings, string Source)[] Brought =
    [
        ("jwk", "a key", "RFC 7515 section 4.1.3, RFC 8725 section 3.8"),
        ("jku", "the address of a key set", "RFC 7515 section 4.1.2, RFC 8725 section 3.10"),
        ("x5u", "the address of a certificate", "RFC 7515 section 4.1.5, RFC 8725 section 3.10"),
        ("x5c", "a certificate", "RFC 7515 section 4.1.6, RFC 8725 section 3.8"),
    ];

    /// <summary>The header brings a key: shown, never fetched, never trusted.</summary>
    public static IEnumerable<TokenWarning> FromToken(TokenFacts facts)
    {
        foreach (var (member, brings, source) in Brought)
        {
            if (facts.Header(member) is null) continue;
            var isProof = member == "jwk" && string.Equals(facts.HeaderText("typ"), "dpop+jwt", StringComparison.OrdinalIgnoreCase);
            var sentence = facts.Token.IsEncrypted
                ? $"{member} brings {brings}, to say which key can decrypt it. It is shown here, never fetched and never trusted."
                : isProof ? "jwk brings a key, as a DPoP proof must. It shows that the sender holds that key, and nothing of who the " +
                    "sender is. It is never trusted here."
                : $"{member} brings {brings}. Anybody can put their own there and sign with it, so it proves nothing: it is shown here, " +
                    "never fetched and never trusted.";
            yield return new(TokenWarningKind.KeyFromToken, member, sentence, isProof ? "RFC 9449 section 4.2" : source);
        }
    }

    /// <summary>The chosen key is weaker than its algorithm needs, or it is a secret that attackers try first.</summary>
    public static IEnumerable<TokenWarning> Weak(TokenFacts facts)
    {
        if (facts.Key is not { } key) yield break;
        if (key.Weakness is { } weakness)
            yield return new(TokenWarningKind.WeakKey, null, $"The key is weak: {weakness}.", "RFC 7518 sections 3.2 to 3.4");
        if (key.SecurityKey is SymmetricSecurityKey secret && SharedSecret.GuessableProblem(secret.Key) is { } problem)
            yield return new(TokenWarningKind.WeakKey, null, $"Attackers can find the key: {problem}. Anyone who has one token can try " +
                "secrets against it, offline.", "RFC 8725 section 3.5");
    }
}
