using System.Buffers.Text;
using System.Security.Cryptography;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Jwe;
using BlazorJwt.Tokens.Keys;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Components.Lessons.ReadToken;

/// <summary>Claims encrypted with a key that was made for it, and that key: both live as long as the page.</summary>
internal sealed record EncryptedCopy(string Text, string KeyText, KeyForm Form)
{
    public static EncryptedCopy Of(string payloadJson, JweKeyManagement how, TokenService tokens)
    {
        if (how is JweKeyManagement.Direct)
        {
            var shared = RandomNumberGenerator.GetBytes(JweWriter.DirectKeyBytes);
            return new(tokens.Encrypt(payloadJson, new SymmetricSecurityKey(shared), how), Base64Url.EncodeToString(shared),
                KeyForm.Base64UrlSecret);
        }

        using var pair = RSA.Create(2048);
        return new(tokens.Encrypt(payloadJson, new RsaSecurityKey(pair), how), pair.ExportPkcs8PrivateKeyPem(), KeyForm.Pem);
    }

    public override string ToString() => "encrypted token and its key (redacted)";
}
