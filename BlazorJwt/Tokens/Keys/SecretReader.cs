using System.Buffers.Text;
using System.Text;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Tokens.Keys;

/// <summary>Reads a shared secret in the spelling that was chosen for it.</summary>
internal static class SecretReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>What is said of a secret that attackers try first.</summary>
    private const string PublicExample = "This secret stands in public examples: anybody can sign with it.";

    public static KeyReading Read(string text, KeyForm form, string algorithm)
    {
        var notes = new List<string>();
        var (secret, problem) = Bytes(text, form, notes);
        if (secret is null) return KeyReading.Failed(problem!, notes);
        AddCaution(secret, notes, text);
        return new([TokenKey.FromSecret(secret, KeyChoice.ForSecret(algorithm, notes)).AsBrought()], null, notes);
    }

    /// <summary>The bytes of a secret, at least one; or what is wrong with it, in a sentence.</summary>
    public static (byte[]? Secret, string? Problem) Bytes(string text, KeyForm form, List<string> notes)
    {
        var (secret, problem) = form switch
        {
            KeyForm.PlainSecret => Plain(text, notes),
            KeyForm.HexSecret => Hex(text.Trim()),
            _ => Base64(text.Trim(), notes),
        };
        return secret is { Length: > 0 } ? (secret, null) : (null, problem ?? "The secret is empty: it has no bytes.");
    }

    /// <summary>Notes that everybody knows this secret.</summary>
    public static void AddCaution(byte[] secret, List<string> notes, string? text = null)
    {
        if ((text is not null && KnownSecrets.Contains(text.Trim())) || KnownSecrets.Contains(secret)) notes.Add(PublicExample);
    }

    private static (byte[]? Secret, string? Problem) Plain(string text, List<string> notes)
    {
        if (text.Length == 0) return (null, null);
        if (char.IsWhiteSpace(text[0]) || char.IsWhiteSpace(text[^1])) notes.Add("The secret begins or ends with a space or a line break, and that counts.");
        try
        {
            return (Strict.GetBytes(text), null);
        }
        catch (EncoderFallbackException)
        {
            return (null, "The secret holds half a character, which has no bytes.");
        }
    }

    private static (byte[]? Secret, string? Problem) Hex(string text)
    {
        if (!text.All(char.IsAsciiHexDigit)) return (null, "The secret is not hexadecimal: only 0-9 and a-f are.");
        return text.Length % 2 == 0 ? (Convert.FromHexString(text), null) : (null, "The secret has an odd number of hexadecimal digits: one is missing or one too many.");
    }

    private static (byte[]? Secret, string? Problem) Base64(string text, List<string> notes)
    {
        if (text.AsSpan().ContainsAny("+/=")) notes.Add("The secret is written in base64, with + / or =. It is read all the same: base64url gives those bytes another spelling.");
        var canonical = text.TrimEnd('=').Replace('+', '-').Replace('/', '_');
        if (canonical.Length == 0) return (null, null);
        // The words of a token's part would mislead: this is none.
        return TokenForm.PartProblem(canonical, "secret", out _) is { } problem
            ? (null, problem.StartsWith("Character", StringComparison.Ordinal) ? "The secret is not base64url: that has A-Z a-z 0-9 - and _." : problem)
            : (Base64Url.DecodeFromChars(canonical), null);
    }
}
