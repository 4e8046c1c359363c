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

    private const string TwiceIn = "A member stands twice in the";
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };
    private static readonly JsonDocumentOptions Lenient = new() { MaxDepth = MaxDepth };

    /// <summary>The object; null, with the problem in a sentence that quotes nothing, when it is none.</summary>
    /// <param name="json">The bytes of one part of a token.</param>
    /// <param name="part">What the part is called in the sentence.</param>
    /// <param name="problem">What is wrong; null when nothing is.</param>
    public static JsonDocument? Parse(ReadOnlyMemory<byte> json, string part, out string? problem)
    {
        problem = null;
        if (!Utf8.IsValid(json.Span))
        {
            problem = $"The {part} is not UTF-8.";
            return null;
        }

        JsonDocument? document = null;
        try
        {
            document = JsonDocument.Parse(json, Strict);
            if (document.RootElement.ValueKind is not JsonValueKind.Object) problem = $"The {part} is JSON, but not an object.";
            else if (json.Span.IndexOf((byte)'\\') >= 0) ReadEveryText(document.RootElement);
        }
        catch (InvalidOperationException)
        {
            problem = $"A text in the {part} holds half a character.";
        }
        catch (JsonException reason)
        {
            problem = reason.Message.Contains("depth", StringComparison.Ordinal) ? $"The {part} is nested deeper than {MaxDepth} levels."
                : LenientProblem(json, part);
        }

        if (problem is null) return document;
        document?.Dispose();
        return null;
    }

    /// <summary>What is wrong, as <see cref="Parse"/> says it; null when nothing is.</summary>
    public static string? Problem(ReadOnlyMemory<byte> json, string part)
    {
        using var document = Parse(json, part, out var problem);
        return problem;
    }

    /// <summary>True for the problem that leaves the JSON readable: two members of one name, and nothing else.</summary>
    public static bool IsDuplicate(string problem) => problem.StartsWith(TwiceIn, StringComparison.Ordinal);

    // Throws InvalidOperationException at the first text that cannot be read: an escape can name half a character.
    private static void ReadEveryText(JsonElement element)
    {
        if (element.ValueKind is JsonValueKind.String) element.GetString();
        if (element.ValueKind is JsonValueKind.Array)
        {
            foreach (var item in element.EnumerateArray()) ReadEveryText(item);
        }

        if (element.ValueKind is not JsonValueKind.Object) return;
        foreach (var member in element.EnumerateObject())
        {
            _ = member.Name;
            ReadEveryText(member.Value);
        }
    }

    // What only the strict reader refuses is an object with two members of one name.
    private static string LenientProblem(ReadOnlyMemory<byte> json, string part)
    {
        try
        {
            using var document = JsonDocument.Parse(json, Lenient);
            ReadEveryText(document.RootElement);
            return document.RootElement.ValueKind is JsonValueKind.Object
                ? $"{TwiceIn} {part}."
                : $"The {part} is JSON, but not an object.";
        }
        catch (InvalidOperationException)
        {
            return $"A text in the {part} holds half a character.";
        }
        catch (JsonException)
        {
            return $"The {part} is not JSON.";
        }
    }
}
