using System.Buffers.Text;
using System.Security.Cryptography;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Jwe;
using BlazorJwt.Tokens.Keys;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Components.Lessons.ReadToken;

/// <summary>Claims encrypted with a key that was made for it, and that key: both live as long as the page.</summary>
/// <param name="Text">The JWE.</param>
/// <param name="KeyText">The key that decrypts it.</param>
/// <param name="Form">How the key is written.</param>
public sealed record EncryptedCopy(string Text, string KeyText, KeyForm Form)
{
    /// <summary>Encrypts claims with a fresh key.</summary>
    public static EncryptedCopy Of(string payloadJson, JweKeyManagement how, TokenService tokens)
    {
        if (how is JweKeyManagement.Direct)
        {
            var shared = RandomNumberGenerator.GetBytes(JweWriter.DirectKeyBytes);
            return new(tokens.Encrypt(payloadJson, new SymmetricSecurityKey(shared), how), Base64Url.EncodeToString(shared), KeyForm.Base64UrlSecret);
        }

        using var pair = RSA.Create(2048);
        return new(tokens.Encrypt(payloadJson, new RsaSecurityKey(pair), how), pair.ExportPkcs8PrivateKeyPem(), KeyForm.Pem);
    }

    /// <summary>Says what it is, never the key.</summary>
    public override string ToString() => "encrypted token and its key (redacted)";
}
