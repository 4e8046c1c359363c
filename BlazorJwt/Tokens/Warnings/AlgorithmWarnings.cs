using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.Tokens.Warnings;

internal static class AlgorithmWarnings
{
    private static readonly HashSet<string> Verifiable = new(SigningAlgorithms.Jose, StringComparer.Ordinal);

    /// <summary><c>none</c> in any case: careless verifiers compare with one spelling and obey another.</summary>
    public static IEnumerable<TokenWarning> None(TokenFacts facts)
    {
        if (IsNone(facts))
            yield return new(TokenWarningKind.AlgorithmNone, "alg",
                "alg is none: the token has no signature and asks not to be checked. Anybody can write one.", "RFC 8725 sections 2.1, 3.2");
    }

    public static IEnumerable<TokenWarning> Missing(TokenFacts facts)
    {
        if (facts.HasWholeHeader && facts.HeaderText("alg") is null)
            yield return new(TokenWarningKind.MissingAlgorithm, "alg",
                "The header names no algorithm, and it must: nothing can check the token.", "RFC 7515 section 4.1.1");
    }

    /// <summary>EdDSA, ML-DSA and all others that this app can't verify. The library has ML-DSA, where the platform has it (OpenSSL
    /// 3.5).</summary>
    public static IEnumerable<TokenWarning> CannotVerify(TokenFacts facts)
    {
        if (facts.Token.IsEncrypted || IsNone(facts) || facts.HeaderText("alg") is not { } algorithm
            || Verifiable.Contains(algorithm)) yield break;
        var (what, source) = algorithm switch
        {
            "EdDSA" => ("EdDSA is an Edwards-curve signature, and the name is deprecated for Ed25519 and Ed448",
                "RFC 8037 section 3.1, RFC 9864 section 2.2"),
            "Ed25519" or "Ed448" => ($"{algorithm} is an Edwards-curve signature", "RFC 9864 section 2.2"),
            "ML-DSA-44" or "ML-DSA-65" or "ML-DSA-87" =>
                ($"{algorithm} is a signature meant to withstand quantum computers", "RFC 9964 section 8.1"),
            _ when Verifiable.Contains(algorithm.ToUpperInvariant()) =>
                ("alg has a case, and this one is written wrong", "RFC 7515 section 4.1.1"),
            _ => ($"{TokenFacts.Shown(algorithm)} is none of the twelve algorithms HS, RS, PS and ES", "RFC 7518 section 3.1"),
        };
        yield return new(TokenWarningKind.CannotVerify, "alg",
            $"{what}: cannot verify this algorithm here. The token is shown in full, and whether its signature fits stays open.", source);
    }

    private static bool IsNone(TokenFacts facts) => facts.HeaderText("alg") is { } algorithm
        && algorithm.Trim().Equals("none", StringComparison.OrdinalIgnoreCase);
}
