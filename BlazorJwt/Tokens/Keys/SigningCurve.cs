using System.Security.Cryptography;

namespace BlazorJwt.Tokens.Keys;

/// <summary>A curve and the one algorithm it is for (RFC 7518 section 3.4), by its name in a JWK (section 6.2.1.1). Each of its numbers has
/// that many bytes, zeros in front included.</summary>
internal sealed record SigningCurve(string Algorithm, string Name, ECCurve Parameters, int Bytes)
{
    public static readonly SigningCurve[] All =
    [
        new(SigningAlgorithms.ES256, "P-256", ECCurve.NamedCurves.nistP256, 32),
        new(SigningAlgorithms.ES384, "P-384", ECCurve.NamedCurves.nistP384, 48),
        new(SigningAlgorithms.ES512, "P-521", ECCurve.NamedCurves.nistP521, 66),
    ];

    public static SigningCurve? For(string algorithm) => Array.Find(All, curve => curve.Algorithm == algorithm);

    public static SigningCurve? Named(string? name) => Array.Find(All, curve => curve.Name == name);

    /// <summary>The curve of a key; null for one that has no algorithm.</summary>
    public static SigningCurve? Of(ECDsa key) =>
        Array.Find(All, curve => curve.Is(key.ExportParameters(includePrivateParameters: false).Curve));

    // Windows knows the curves by name alone, others by number.
    private bool Is(ECCurve curve) =>
        curve.IsNamed && (curve.Oid.Value == Parameters.Oid.Value || curve.Oid.FriendlyName == Parameters.Oid.FriendlyName);
}
