using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens.Keys;

/// <summary>Writes a key as the library's JWK (RFC 7517), member by member: what is not named here can't be published by mistake.</summary>
internal static class JwkWriter
{
    /// <summary>The public half with <c>kid</c>, <c>alg</c> and <c>use</c>; null for a shared secret, which has none.</summary>
    public static JsonWebKey? PublicJwk(this TokenKey key) => key.IsShared ? null : Write(key, includePrivate: false);

    internal static JsonWebKey Write(TokenKey key, bool includePrivate)
    {
        var jwk = key.SecurityKey switch
        {
            RsaSecurityKey { Rsa: { } rsa } => Rsa(rsa.ExportParameters(includePrivate)),
            ECDsaSecurityKey { ECDsa: { } ecdsa } => Curve(ecdsa.ExportParameters(includePrivate), key.Algorithm),
            SymmetricSecurityKey secret when includePrivate =>
                new() { Kty = JsonWebAlgorithmsKeyTypes.Octet, K = Base64Url.EncodeToString(secret.Key) },
            _ => throw new ArgumentException("A shared secret has no public half.", nameof(key)),
        };
        (jwk.Kid, jwk.Alg, jwk.Use) = (key.KeyId, key.Algorithm, JsonWebKeyUseNames.Sig);
        return jwk;
    }

    private static JsonWebKey Rsa(RSAParameters numbers) => new()
    {
        Kty = JsonWebAlgorithmsKeyTypes.RSA,
        N = Short(numbers.Modulus),
        E = Short(numbers.Exponent),
        D = Short(numbers.D),
        P = Short(numbers.P),
        Q = Short(numbers.Q),
        DP = Short(numbers.DP),
        DQ = Short(numbers.DQ),
        QI = Short(numbers.InverseQ),
    };

    private static JsonWebKey Curve(ECParameters numbers, string algorithm) => new()
    {
        Kty = JsonWebAlgorithmsKeyTypes.EllipticCurve,
        Crv = SigningCurve.For(algorithm)!.Name,
        X = Base64Url.EncodeToString(numbers.Q.X),
        Y = Base64Url.EncodeToString(numbers.Q.Y),
        D = numbers.D is null ? null : Base64Url.EncodeToString(numbers.D),
    };

    // A number of RSA is written without zeros in front (RFC 7518 section 2); a coordinate of a curve with all of them.
    private static string? Short(byte[]? number) => number is null ? null : Base64Url.EncodeToString(number.AsSpan().TrimStart((byte)0));
}
