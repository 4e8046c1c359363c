using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens;

/// <summary>What a key must be before anything it verified is believed (RFC 7518 sections 3.2 to 3.4).</summary>
internal static class KeyStrength
{
    /// <summary>Why this key may not be used; null when it may.</summary>
    public static string? Problem(SecurityKey key) => key switch
    {
        RsaSecurityKey { Rsa: { } rsa } => Problem(rsa),
        ECDsaSecurityKey { ECDsa: { } ecdsa } => Problem(ecdsa),
        SymmetricSecurityKey { KeySize: >= 256 } => null,
        SymmetricSecurityKey secret => $"the secret has {secret.KeySize / 8} bytes; HS256 needs 32 or more",
        _ => "it is a kind of key that is not used here",
    };

    private static string? Problem(RSA key)
    {
        // Exactly these three: sizes in between are where keys made by flawed hardware (ROCA) have turned up, and nobody needs them.
        if (key.KeySize is not (2048 or 3072 or 4096)) return $"the RSA key has {key.KeySize} bits; 2048, 3072 and 4096 are accepted";

        // With the exponent 1 anybody can write signatures, with 3 careless verifiers could be fooled. FIPS 186-5 asks for 65537 or more.
        var exponent = key.ExportParameters(includePrivateParameters: false).Exponent.AsSpan().TrimStart((byte)0);
        return exponent.Length > 2 ? null : "the RSA key has a public exponent below 65537";
    }

    private static string? Problem(ECDsa key)
    {
        var curve = key.ExportParameters(includePrivateParameters: false).Curve;
        return curve.IsNamed && (curve.Oid.Value == P256.Value || curve.Oid.FriendlyName == P256.FriendlyName) ? null : "the key is not on the curve P-256";
    }

    private static Oid P256 => ECCurve.NamedCurves.nistP256.Oid;
}
