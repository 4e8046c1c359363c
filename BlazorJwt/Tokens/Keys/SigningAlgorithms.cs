namespace BlazorJwt.Tokens.Keys;

/// <summary>The signature algorithms by their JWS names (RFC 7518 section 3.1): the four this app signs and accepts, and those a visitor
/// may try.</summary>
internal static class SigningAlgorithms
{
    /// <summary>ECDSA on P-256 with SHA-256: small signatures, public verification. The default.</summary>
    public const string ES256 = "ES256";
    public const string ES384 = "ES384";
    public const string ES512 = "ES512";

    /// <summary>RSASSA-PKCS1-v1_5 with SHA-256: what most third parties sign with.</summary>
    public const string RS256 = "RS256";
    public const string RS384 = "RS384";
    public const string RS512 = "RS512";

    /// <summary>RSASSA-PSS with SHA-256: RSA with the padding that has a security proof.</summary>
    public const string PS256 = "PS256";
    public const string PS384 = "PS384";
    public const string PS512 = "PS512";

    /// <summary>HMAC with SHA-256: one shared secret signs and verifies.</summary>
    public const string HS256 = "HS256";
    public const string HS384 = "HS384";
    public const string HS512 = "HS512";

    /// <summary>The app's own, the default first. No other is accepted by its API.</summary>
    public static IReadOnlyList<string> All { get; } = [ES256, RS256, PS256, HS256];

    /// <summary>All twelve of RFC 7518 section 3.1 that sign, for a visitor's own tokens.</summary>
    public static IReadOnlyList<string> Jose { get; } = [ES256, ES384, ES512, RS256, RS384, RS512, PS256, PS384, PS512, HS256,
        HS384, HS512];
}
