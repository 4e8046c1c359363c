using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Tokens.Keys;

/// <summary>Reads a key that somebody brought, in the form they say it has. It goes nowhere from here: no log, no store, no cache of the
/// library.</summary>
internal static class KeyReader
{
    /// <summary>The longest text that is read, in characters. A JWK set with certificates has a few thousand.</summary>
    public const int MaxCharacters = 64 * 1024;

    /// <summary>The keys in a text, or a sentence why there are none. Never throws on a text, however broken. The algorithm is for a key
    /// that does not name its own.</summary>
    public static KeyReading Read(string text, KeyForm form, string algorithm)
    {
        if (string.IsNullOrEmpty(text)) return KeyReading.Failed("There is no key yet.");
        if (text.Length > MaxCharacters)
            return KeyReading.Failed($"The text has {text.Length:N0} characters, and at most {MaxCharacters:N0} are read. Give the key " +
                "alone.");
        return Readable(() => form switch
        {
            KeyForm.Pem => PemReader.Read(text, algorithm),
            KeyForm.Jwk => JwkReader.Read(text, [algorithm]),
            _ => SecretReader.Read(text, form, algorithm),
        });
    }

    /// <summary>The keys in a set that an issuer publishes. How long it may be is for the caller who fetched it to say. A key that names no
    /// algorithm is for each of these that fits its kind.</summary>
    internal static KeyReading ReadSet(string keySet, IReadOnlyList<string> algorithms) =>
        Readable(() => JwkReader.Read(keySet, algorithms));

    private static KeyReading Readable(Func<KeyReading> read)
    {
        try
        {
            return read();
        }
        catch (Exception reason) when (UnusableInputException.SentenceOf(reason) is { } problem)
        {
            return KeyReading.Failed(problem);
        }
    }
}
