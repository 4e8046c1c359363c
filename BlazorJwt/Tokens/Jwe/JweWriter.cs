using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens.Jwe;

/// <summary>Writes a JWE in the compact serialization (RFC 7516 section 7.1). The content is encrypted with A256CBC-HS512 (RFC 7518 section
/// 5.2.5).</summary>
internal static class JweWriter
{
    /// <summary>The size of the shared key for <see cref="JweKeyManagement.Direct"/>, in bytes: one half encrypts, the other
    /// authenticates.</summary>
    public const int DirectKeyBytes = 64;

    // The library writes cty "JWT" unless told otherwise, and that would be a signed token within (RFC 7519 section 5.2). These are claims.
    private static readonly Dictionary<string, object> Header = new() { [JwtHeaderParameterNames.Cty] = "json" };

    /// <summary>Encrypts a JSON object. Nothing is signed: with <c>dir</c> anyone who shares the key, with RSA anyone who knows the public
    /// key can make such a token. The key has <see cref="DirectKeyBytes"/> bytes for <c>dir</c>, and is RSA otherwise.</summary>
    /// <exception cref="SecurityTokenException">The key does not fit.</exception>
    public static string Encrypt(string payloadJson, SecurityKey key, JweKeyManagement how) => new JsonWebTokenHandler().EncryptToken(
        payloadJson,
        new EncryptingCredentials(key, how is JweKeyManagement.Direct ? "dir" : SecurityAlgorithms.RsaOAEP,
            SecurityAlgorithms.Aes256CbcHmacSha512),
        Header);
}
