using System.Buffers.Text;

namespace BlazorJwt.Tokens;

/// <summary>
/// Reads the shared secret of HS256 from the settings, and refuses one that could be guessed: RFC 8725 section 3.5 says
/// that a password is no key. Attackers try public lists of secrets against any HS256 token they hold, offline.
/// </summary>
internal static class SharedSecret
{
    private const int NeededBytes = 32;

    // Words that stand in the secrets of tutorials and public lists. Random text of 43 characters has one of them by chance
    // less than once in a million.
    private static readonly string[] GuessableWords =
    [
        "secret", "passw", "changeme", "change-me", "change_me", "example", "sample", "default", "tutorial",
        "token", "admin", "qwert", "asdfg", "12345", "abcde", "01234", "98765", "my-key", "mykey", "supersecure", "jwtkey", "jwt-key",
    ];

    /// <summary>The bytes of a secret written as base64, base64url or hex.</summary>
    /// <exception cref="FormatException">The secret is unreadable, short or guessable. The message does not quote it.</exception>
    public static byte[] Read(string text)
    {
        text = text.Trim();
        var bytes = Decode(text) ?? throw new FormatException("the secret is not base64, base64url or hex");
        if (bytes.Length < NeededBytes)
        {
            throw new FormatException($"the secret has {bytes.Length} bytes; HS256 needs {NeededBytes} or more");
        }

        if (IsGuessable(text, bytes)) throw new FormatException("the secret looks like words, a pattern or a known example, so it can be guessed");
        return bytes;
    }

    private static byte[]? Decode(string text)
    {
        if (text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit)) return Convert.FromHexString(text);
        var canonical = text.TrimEnd('=').Replace('+', '-').Replace('/', '_');
        if (canonical.Any(character => !char.IsAsciiLetterOrDigit(character) && character is not ('-' or '_')) || canonical.Length % 4 == 1) return null;
        try
        {
            return Base64Url.DecodeFromChars(canonical);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static bool IsGuessable(string text, byte[] bytes)
    {
        // 32 random bytes have about 30 different values, and their text has digits and, unless it is hex, both cases.
        var isHex = text.All(char.IsAsciiHexDigit);
        return bytes.Distinct().Count() < 20
            || !text.Any(char.IsAsciiDigit)
            || (!isHex && !(text.Any(char.IsAsciiLetterUpper) && text.Any(char.IsAsciiLetterLower)))
            || GuessableWords.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase))
            || GuessableWords.Any(word => System.Text.Encoding.Latin1.GetString(bytes).Contains(word, StringComparison.OrdinalIgnoreCase));
    }
}
