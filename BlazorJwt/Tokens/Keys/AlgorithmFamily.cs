using System.Security.Cryptography;

namespace BlazorJwt.Tokens.Keys;

/// <summary>What the names of the signature algorithms stand for (RFC 7518 section 3.1).</summary>
internal static class AlgorithmFamily
{
    // RFC 8037, RFC 9864, RFC 8812 and RFC 9964: names with a meaning, which this app can't verify. ML-DSA is in the library, and not on every platform.
    private static readonly string[] OutOfReach = ["EdDSA", "Ed25519", "Ed448", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87", "ES256K"];

    public static bool IsShared(string algorithm) => algorithm is SigningAlgorithms.HS256 or SigningAlgorithms.HS384 or SigningAlgorithms.HS512;

    public static bool IsRsa(string algorithm) => algorithm is SigningAlgorithms.RS256 or SigningAlgorithms.RS384 or SigningAlgorithms.RS512
        or SigningAlgorithms.PS256 or SigningAlgorithms.PS384 or SigningAlgorithms.PS512;

    public static bool IsEllipticCurve(string algorithm) => algorithm is SigningAlgorithms.ES256 or SigningAlgorithms.ES384 or SigningAlgorithms.ES512;

    /// <summary>The name of a registered algorithm that can't be verified here; null for every other text, which is then not quoted.</summary>
    public static string? BeyondReach(string algorithm) => Array.Find(OutOfReach, name => name == algorithm);

    /// <summary>The bytes an HMAC secret needs: as many as the hash has (RFC 7518 section 3.2).</summary>
    public static int SecretBytes(string algorithm) => algorithm switch
    {
        SigningAlgorithms.HS384 => 48,
        SigningAlgorithms.HS512 => 64,
        _ => 32,
    };

    /// <summary>The one algorithm of a curve (RFC 7518 section 3.4); null for a curve that has none.</summary>
    public static string? OfCurve(ECCurve curve) =>
        !curve.IsNamed ? null
        : Is(curve, ECCurve.NamedCurves.nistP256) ? SigningAlgorithms.ES256
        : Is(curve, ECCurve.NamedCurves.nistP384) ? SigningAlgorithms.ES384
        : Is(curve, ECCurve.NamedCurves.nistP521) ? SigningAlgorithms.ES512
        : null;

    /// <summary>The curve of an algorithm, as .NET makes it.</summary>
    public static ECCurve Curve(string algorithm) => algorithm switch
    {
        SigningAlgorithms.ES256 => ECCurve.NamedCurves.nistP256,
        SigningAlgorithms.ES384 => ECCurve.NamedCurves.nistP384,
        _ => ECCurve.NamedCurves.nistP521,
    };

    /// <summary>The curve of an algorithm, as a JWK names it (RFC 7518 section 6.2.1.1).</summary>
    public static string CurveName(string algorithm) => algorithm switch
    {
        SigningAlgorithms.ES256 => "P-256",
        SigningAlgorithms.ES384 => "P-384",
        _ => "P-521",
    };

    // Windows knows the curves by name alone, others by number.
    private static bool Is(ECCurve curve, ECCurve other) => curve.Oid.Value == other.Oid.Value || curve.Oid.FriendlyName == other.Oid.FriendlyName;
}
