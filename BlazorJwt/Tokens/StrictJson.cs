using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace BlazorJwt.Tokens;

/// <summary>
/// Reads a part of a token as JSON in which no member stands twice. Parsers differ in which of two they take; a token that two
/// parsers read differently can pass the check of one and be used by the other (RFC 7515 section 4, RFC 8259 section 4).
/// </summary>
internal static class StrictJson
{
    private static readonly JsonDocumentOptions Options = new() { AllowDuplicateProperties = false, MaxDepth = 32 };

    /// <summary>The object in this part; or null, and a sentence that says what is wrong. The caller disposes the document.</summary>
    /// <param name="part">Canonical base64url, as <see cref="TokenForm"/> left it.</param>
    /// <param name="name">What the part is called in the sentence.</param>
    /// <param name="problem">The sentence; null when there is a document.</param>
    public static JsonDocument? Read(ReadOnlySpan<char> part, string name, out string? problem)
    {
        var rented = ArrayPool<byte>.Shared.Rent(Base64Url.GetMaxDecodedLength(part.Length));
        try
        {
            var length = Base64Url.DecodeFromChars(part, rented);
            return Parse(rented.AsSpan(0, length), name, out problem);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(rented);
        }
    }

    private static JsonDocument? Parse(ReadOnlySpan<byte> json, string name, out string? problem)
    {
        if (!Utf8.IsValid(json))
        {
            problem = $"The {name} is not UTF-8.";
            return null;
        }

        try
        {
            var document = ParseWhole(json);
            if (document.RootElement.ValueKind is JsonValueKind.Object)
            {
                problem = null;
                return document;
            }

            document.Dispose();
            problem = $"The {name} is JSON, but not an object.";
        }
        catch (JsonException reason)
        {
            problem = reason.Message.Contains("uplicate", StringComparison.Ordinal)
                ? $"A member stands twice in the {name}."
                : $"The {name} is not JSON.";
        }

        return null;
    }

    // The document must own its bytes: the rented array goes back to the pool.
    private static JsonDocument ParseWhole(ReadOnlySpan<byte> json) => JsonDocument.Parse(json.ToArray(), Options);
}
