namespace BlazorJwt.Tokens;

/// <summary>The signature algorithms this app signs and accepts, by their JWS names (RFC 7518 section 3.1).</summary>
public static class SigningAlgorithms
{
    /// <summary>ECDSA on P-256 with SHA-256: small signatures, public verification. The default.</summary>
    public const string ES256 = "ES256";

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256: what most third parties sign with.</summary>
    public const string RS256 = "RS256";

    /// <summary>RSASSA-PSS with SHA-256: RSA with the padding that has a security proof.</summary>
    public const string PS256 = "PS256";

    /// <summary>HMAC with SHA-256: one shared secret signs and verifies.</summary>
    public const string HS256 = "HS256";

    /// <summary>All of them, the default first.</summary>
    public static IReadOnlyList<string> All { get; } = [ES256, RS256, PS256, HS256];
}
