using System.Diagnostics.CodeAnalysis;
using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace BlazorJwt.Tokens.Decoding;

/// <summary>Ends the reading of a key, or of an encrypted token, that a visitor gave. The message is a sentence for the visitor and quotes
/// nothing of it.</summary>
internal sealed class UnusableInputException(string sentence) : Exception(sentence)
{
    public static void ThrowIf([DoesNotReturnIf(true)] bool isUnusable, string sentence)
    {
        if (isUnusable) throw new UnusableInputException(sentence);
    }

    /// <summary>What to say of anything that broken input makes a reader throw; null for an exception that no input explains.</summary>
    public static string? SentenceOf(Exception reason) => reason switch
    {
        UnusableInputException => reason.Message,
        JsonException => "The key is not JSON.",
        EncoderFallbackException => "The key holds half a character, which has no bytes.",
        CryptographicException or AsnContentException or ArgumentException or FormatException or InvalidOperationException
            or NotSupportedException or OverflowException =>
            "The key can't be used: it is damaged, or its numbers do not belong together.",
        _ => null,
    };
}
