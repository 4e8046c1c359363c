using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens;

/// <summary>What a key must be before anything it verified is believed (RFC 7518 sections 3.2 and 3.3).</summary>
internal static class KeyStrength
{
    /// <summary>Why this key may not be used; null when it may.</summary>
    public static string? Problem(TokenKey key) => key.SecurityKey switch
    {
        RsaSecurityKey { Rsa: { } rsa } => Problem(rsa),
        RsaSecurityKey rsa => SizeProblem(rsa.KeySize),
        SymmetricSecurityKey { KeySize: < 256 } secret => $"the secret has {secret.KeySize / 8} bytes; HS256 needs 32 or more",
        _ => null,
    };

    /// <summary>Why this RSA key may not be used; null when it may.</summary>
    public static string? Problem(RSA key) => SizeProblem(key.KeySize);

    // Exactly these three: sizes in between are where keys made by flawed hardware (ROCA) have turned up, and nobody needs them.
    private static string? SizeProblem(int bits) =>
        bits is 2048 or 3072 or 4096 ? null : $"the RSA key has {bits} bits; 2048, 3072 and 4096 are accepted";
}
