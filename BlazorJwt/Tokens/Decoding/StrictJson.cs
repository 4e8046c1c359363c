using System.Text.Json;
using System.Text.Unicode;

namespace BlazorJwt.Tokens.Decoding;

/// <summary>
/// Reads bytes that must be one JSON object which every reader reads alike: no member appears twice, at any depth, and no text holds half a
/// character. Parsers differ in which of two members they take; a token that two parsers read differently can pass the check of one and
/// be used by the other (RFC 7515 section 4, RFC 7493 section 2).
/// </summary>
internal static class StrictJson
{
    /// <summary>How deep objects and arrays may be nested. Ours are three deep.</summary>
    public const int MaxDepth = 32;

    private const string TwiceIn = "A member appears twice in the";
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };
    private static readonly JsonDocumentOptions Lenient = new() { MaxDepth = MaxDepth };

    /// <summary>The object; null, with the problem in a sentence that quotes nothing, when it is none.</summary>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> json, string part, out string? problem)
    {
        var document = Read(json, part, Strict, out problem);
        if (document is not null || problem != NotJson(part)) return document;
        // What only the strict reader refuses is an object with two members of one name.
        using var lenient = Read(json, part, Lenient, out problem);
        problem ??= $"{TwiceIn} {part}.";
        return null;
    }

    public static string? Problem(ReadOnlyMemory<byte> json, string part)
    {
        using var document = Parse(json, part, out var problem);
        return problem;
    }

    /// <summary>True for the problem that leaves the JSON readable: two members of one name, and nothing else.</summary>
    public static bool IsDuplicate(string problem) => problem.StartsWith(TwiceIn, StringComparison.Ordinal);

    private static JsonDocument? Read(ReadOnlyMemory<byte> json, string part, JsonDocumentOptions options, out string? problem)
    {
        problem = Utf8.IsValid(json.Span) ? null : $"The {part} is not UTF-8.";
        if (problem is not null) return null;
        try
        {
            var document = JsonDocument.Parse(json, options);
            // An escape can name half a character. Without one there is none.
            if (json.Span.Contains((byte)'\\')) ReadEveryText(json.Span);
            if (document.RootElement.ValueKind is JsonValueKind.Object) return document;
            document.Dispose();
            problem = $"The {part} is JSON, but not an object.";
        }
        catch (InvalidOperationException)
        {
            problem = $"A text in the {part} holds half a character.";
        }
        catch (JsonException reason)
        {
            problem = reason.Message.Contains("depth", StringComparison.Ordinal)
                ? $"The {part} is nested deeper than {MaxDepth} levels." : NotJson(part);
        }

        return null;
    }

    private static string NotJson(string part) => $"The {part} is not JSON.";

    // Throws InvalidOperationException at the first text that cannot be read.
    private static void ReadEveryText(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String) reader.GetString();
        }
    }
}
