namespace BlazorJwt.Tokens.Warnings;

/// <summary>Claims without which a token says too little. Of a payload that breaks off nothing is called missing.</summary>
internal static class MissingClaimWarnings
{
    public static IEnumerable<TokenWarning> Expiry(TokenFacts facts) =>
        Missing(facts, "exp", TokenWarningKind.MissingExpiry, "exp is missing: where the token is accepted, it never expires. The " +
            "library and this API reject it.", "RFC 7519 section 4.1.4, RFC 9068 section 2.2");

    public static IEnumerable<TokenWarning> Audience(TokenFacts facts) =>
        Missing(facts, "aud", TokenWarningKind.MissingAudience, "aud is missing: nothing says whom the token is for, so one service can " +
            "use it at another.", "RFC 7519 section 4.1.3, RFC 8725 section 3.9");

    public static IEnumerable<TokenWarning> Issuer(TokenFacts facts) =>
        Missing(facts, "iss", TokenWarningKind.MissingIssuer, "iss is missing: nothing says who made the token, so nothing says whose " +
            "key it must fit.", "RFC 7519 section 4.1.1, RFC 8725 section 3.8");

    private static IEnumerable<TokenWarning> Missing(TokenFacts facts, string name, TokenWarningKind kind, string sentence, string source)
    {
        if (facts.HasWholePayload && facts.Claim(name) is null) yield return new(kind, name, sentence, source);
    }
}
