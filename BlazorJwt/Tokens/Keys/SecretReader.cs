using System.Buffers.Text;
using System.Text;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Tokens.Keys;

/// <summary>Reads a shared secret in the spelling that was chosen for it.</summary>
internal static class SecretReader
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static KeyReading Read(string text, KeyForm form, string algorithm)
    {
        var notes = new List<string>();
        var secret = WithNote(Bytes(text, form, notes), notes);
        return new([TokenKey.FromSecret(secret, KeyChoice.ForSecret(algorithm, notes)).AsBrought()], null, notes);
    }

    /// <summary>The bytes of a secret, at least one.</summary>
    /// <exception cref="UnusableInputException">The text is none.</exception>
    public static byte[] Bytes(string text, KeyForm form, List<string> notes)
    {
        var secret = form switch
        {
            KeyForm.PlainSecret => Plain(text, notes),
            KeyForm.HexSecret => Hex(text.Trim()),
            _ => Base64(text.Trim(), notes),
        };
        UnusableInputException.ThrowIf(secret.Length == 0, "The secret is empty: it has no bytes.");
        return secret;
    }

    public static byte[] WithNote(byte[] secret, List<string> notes)
    {
        if (KnownSecrets.Contains(secret)) notes.Add("This secret is in public examples: anybody can sign with it.");
        return secret;
    }

    private static byte[] Plain(string text, List<string> notes)
    {
        if (text.Length > text.Trim().Length) notes.Add("The secret begins or ends with a space or a line break, and that counts.");
        return Strict.GetBytes(text);
    }

    private static byte[] Hex(string text)
    {
        UnusableInputException.ThrowIf(!text.All(char.IsAsciiHexDigit), "The secret is not hexadecimal: only 0-9 and a-f are.");
        UnusableInputException.ThrowIf(text.Length % 2 == 1,
            "The secret has an odd number of hexadecimal digits: one is missing or one too many.");
        return Convert.FromHexString(text);
    }

    private static byte[] Base64(string text, List<string> notes)
    {
        if (text.AsSpan().ContainsAny("+/="))
            notes.Add("The secret is written in base64, with + / or =. It is read all the same: base64url gives those bytes another " +
                "spelling.");
        var canonical = text.TrimEnd('=').Replace('+', '-').Replace('/', '_');
        UnusableInputException.ThrowIf(!TokenForm.IsInAlphabet(canonical), "The secret is not base64url: that has A-Z a-z 0-9 - and _.");
        if (canonical.Length > 0 && TokenForm.PartProblem(canonical, "secret", out _) is { } problem)
            throw new UnusableInputException(problem);
        return Base64Url.DecodeFromChars(canonical);
    }
}
