using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens.Keys;

/// <summary>What a key must be before anything it verified is believed (RFC 7518 sections 3.2 to 3.5).</summary>
internal static class KeyStrength
{
    /// <summary>Why this key must not be used with this algorithm; null when it may.</summary>
    public static string? Problem(SecurityKey key, string algorithm) => key switch
    {
        RsaSecurityKey { Rsa: { } rsa } => Problem(rsa),
        ECDsaSecurityKey { ECDsa: { } ecdsa } when SigningCurve.For(algorithm) is var curve => SigningCurve.Of(ecdsa) == curve
            ? null : $"the key is not on the curve {curve!.Name}",
        SymmetricSecurityKey secret when AlgorithmFamily.SecretBytes(algorithm) is var needed =>
            secret.KeySize >= needed * 8 ? null : $"the secret has {secret.KeySize / 8} bytes; {algorithm} needs {needed} or more",
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
}
