using System.Security.Cryptography;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens.Jwe;

/// <summary>Decrypts a JWE with a key that somebody brought. The library decrypts; what it can't undo gets a sentence.</summary>
internal static class JweReader
{
    // One sentence for whatever fails once the key is in use: which step it was would help somebody who sends many tokens and listens (RFC
    // 7516 section 11.5).
    private const string Failed = "It can’t be decrypted with this key: the key is another one, or the token was changed.";

    /// <summary>The content of a token, or a sentence why there is none. Never throws on a token or a key, however broken.</summary>
    /// <remarks>
    /// What a token may cost is bounded: its length, the compressed content it unpacks to (the library stops at 256,000 characters), and no
    /// password is stretched (<c>PBES2</c> is refused by name).
    /// </remarks>
    public static JweReading Decrypt(string token, string keyText, KeyForm form)
    {
        try
        {
            var decoded = TokenDecoder.Decode(token);
            var key = Key(keyText, form, JweHeader.Read(decoded));
            return new(new JsonWebTokenHandler()
                .DecryptToken(new JsonWebToken(decoded.Text), new TokenValidationParameters { TokenDecryptionKeys = [key] }), null);
        }
        catch (UnusableInputException reason)
        {
            return JweReading.Failed(reason.Message);
        }
        catch (SecurityTokenDecompressionFailedException)
        {
            return JweReading.Failed("It was decrypted, but what is in it can’t be unpacked: it is broken, or larger than 256,000 " +
                "characters.");
        }
        catch (Exception reason) when (reason is SecurityTokenException || UnusableInputException.SentenceOf(reason) is not null)
        {
            return JweReading.Failed(Failed);
        }
    }

    private static SecurityKey Key(string text, KeyForm form, JweHeader header)
    {
        try
        {
            return DecryptionKey.Read(text, form, header);
        }
        catch (Exception reason) when (UnusableInputException.SentenceOf(reason) is { } problem)
        {
            throw new UnusableInputException(problem);
        }
    }
}
