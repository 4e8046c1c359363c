using System.Buffers.Text;
using System.Text;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Tokens.Keys;

/// <summary>
/// Reads the shared secret of HS256 from the settings, and refuses one that could be guessed: RFC 8725 section 3.5 says
/// that a password is no key. Attackers try public lists of secrets against any HS256 token they hold, offline.
/// Of secrets that are really random it refuses less than one in ten thousand.
/// </summary>
internal static class SharedSecret
{
    private const int NeededBytes = 32;
    private const string IsPublic = "the secret is in public examples, where attackers look first";
    private const string IsPattern = "the secret looks like words or a pattern, so it can be guessed";

    // Words of six letters or more, or with digits: shorter ones turn up in random text.
    private static readonly string[] GuessableWords =
    [
        "secret", "passwd", "password", "passphrase", "changeme", "change-me", "change_me", "replace", "example", "sample-", "sample_",
            "default", "tutorial",
        "qwerty", "asdfgh", "my-key", "my_key", "apikey", "jwtkey", "jwt-key", "jwt_key", "signing", "supersec", "development", "localhost",
    ];

    /// <summary>The bytes of a secret written as base64, base64url or hex.</summary>
    /// <exception cref="FormatException">The secret is unreadable, short, public or guessable. The message does not quote it.</exception>
    public static byte[] Read(string text)
    {
        text = text.Trim();
        if (KnownSecrets.Contains(text)) throw new FormatException(IsPublic);
        var bytes = Decode(text) ?? throw new FormatException("the secret is not base64, base64url or hex");
        if (bytes.Length < NeededBytes)
            throw new FormatException($"the secret has {bytes.Length} bytes; HS256 needs {NeededBytes} or more");
        if ((GuessableProblem(bytes) ?? GuessableProblem(Encoding.Latin1.GetBytes(text))) is { } problem)
            throw new FormatException(problem);
        // 32 random bytes have about 30 different values, and never all of them can be printed.
        return bytes.Distinct().Count() >= 20 && !IsText(bytes) ? bytes : throw new FormatException(IsPattern);
    }

    /// <summary>Why attackers would find this secret, in a clause that does not quote it; null when nothing says so.</summary>
    /// <param name="secret">The bytes that sign. They may be text, as most tools take a secret, or random bytes.</param>
    public static string? GuessableProblem(byte[] secret)
    {
        if (KnownSecrets.Contains(secret)) return IsPublic;
        var text = Encoding.Latin1.GetString(secret);
        // Characters typed at random are as good as random bytes, so text alone is no fault here.
        return HasWord(text) || LongestSequence(text) >= 9 || secret.Distinct().Count() < Math.Min(12, secret.Length / 2)
            || (IsText(secret) && IsWritten(text) && !IsHex(text))
            ? IsPattern
            : null;
    }

    private static byte[]? Decode(string text)
    {
        if (IsHex(text)) return Convert.FromHexString(text);
        var canonical = text.TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return TokenForm.PartProblem(canonical, "secret", out _) is null ? Base64Url.DecodeFromChars(canonical) : null;
    }

    private static bool IsText(byte[] secret) => secret.All(value => value is >= 0x20 and < 0x7f);

    private static bool IsHex(string text) => text.Length % 2 == 0 && text.All(char.IsAsciiHexDigit);

    private static bool HasWord(string text) => GuessableWords.Any(word => text.Contains(word, StringComparison.OrdinalIgnoreCase));

    // Lower case alone, or letters alone, most of them next to one of the same case: people write so, a random generator does not.
    private static bool IsWritten(string text)
    {
        if (!text.Any(char.IsAsciiLetterUpper) || !text.Any(char.IsAsciiLetterLower)) return true;
        var alike = text.Zip(text.Skip(1)).Count(pair => char.IsAsciiLetterUpper(pair.First) == char.IsAsciiLetterUpper(pair.Second));
        return text.TrimEnd('=').All(char.IsAsciiLetter) && alike > text.Length * 0.6;
    }

    // How many characters in a row go up by one, down by one or stay: 01234567, zyxwvuts, aaaaaaaa.
    private static int LongestSequence(string text)
    {
        var (longest, current, lastStep) = (1, 1, int.MaxValue);
        for (var index = 1; index < text.Length; index++)
        {
            var step = text[index] - text[index - 1];
            current = step is >= -1 and <= 1 && step == lastStep ? current + 1 : 2;
            lastStep = step;
            longest = Math.Max(longest, current);
        }

        return longest;
    }
}
