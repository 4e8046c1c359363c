using System.Security.Cryptography;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens.Jwe;

/// <summary>Decrypts a JWE with a key that somebody brought. The library decrypts; what it can't undo gets a sentence.</summary>
public static class JweReader
{
    // One sentence for whatever fails once the key is in use: which step it was would help somebody who sends many tokens and listens (RFC 7516 section 11.5).
    private const string Failed = "It can’t be decrypted with this key: the key is another one, or the token was changed.";

    /// <summary>The content of a token, or a sentence why there is none. Never throws on a token or a key, however broken.</summary>
    /// <remarks>
    /// What a token may cost is bounded: its length, the compressed content it unpacks to (the library stops at 256,000 characters), and no
    /// password is stretched (<c>PBES2</c> is refused by name).
    /// </remarks>
    /// <param name="token">The compact serialization of a JWE.</param>
    /// <param name="keyText">The shared secret, or the private key.</param>
    /// <param name="form">How the key is written.</param>
    public static JweReading Decrypt(string token, string keyText, KeyForm form)
    {
        var decoded = TokenDecoder.Decode(token);
        var (header, problem) = JweHeader.Read(decoded);
        if (header is null) return JweReading.Failed(problem!);
        var (key, keyProblem) = DecryptionKey.Read(keyText, form, header);
        if (key is null) return JweReading.Failed(keyProblem!);
        try
        {
            return new(new JsonWebTokenHandler().DecryptToken(new JsonWebToken(decoded.Text), new TokenValidationParameters { TokenDecryptionKeys = [key] }), null);
        }
        catch (SecurityTokenDecompressionFailedException)
        {
            return JweReading.Failed("It was decrypted, but what is in it can’t be unpacked: it is broken, or larger than 256,000 characters.");
        }
        catch (Exception reason) when (reason is SecurityTokenException or ArgumentException or CryptographicException or InvalidOperationException or NotSupportedException or FormatException)
        {
            return JweReading.Failed(Failed);
        }
        finally
        {
            (key as RsaSecurityKey)?.Rsa.Dispose();
        }
    }
}
