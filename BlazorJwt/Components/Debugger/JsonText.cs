using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using BlazorJwt.Components.Teaching;

namespace BlazorJwt.Components.Debugger;

/// <summary>A JSON object as a visitor types it: spread over lines, and perhaps not finished.</summary>
/// <param name="Compact">The same object without the space between; null while it is none.</param>
/// <param name="Problem">What is wrong, with line and column; null for an object.</param>
internal sealed record JsonText(string? Compact, JsonElement? Value, string? Problem)
{
    private static readonly JsonSerializerOptions InOneLine = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Reads what was typed. Members that stand twice stay twice: to show them is the point.</summary>
    public static JsonText Read(string typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return new(null, null, "This field is empty. The smallest object is {}.");
        try
        {
            using var document = JsonDocument.Parse(typed);
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
                return new(null, null, $"Line 1, column 1: this is {Kind(document.RootElement)}, and must be an object, in braces.");
            return new(JsonSerializer.Serialize(document.RootElement, InOneLine), document.RootElement.Clone(), null);
        }
        catch (JsonException reason) when (reason.LineNumber is not null)
        {
            return new(null, null, Sentence(typed, reason));
        }
        catch (Exception reason) when (reason is JsonException or InvalidOperationException or ArgumentException)
        {
            // Half of a surrogate pair, written as \ud800: JSON lets it through, and no text holds it.
            return new(null, null, "A \\u escape in it stands for half a character.");
        }
    }

    /// <summary>An object spread over lines; in one line where that would be longer than a field takes.</summary>
    public static string Spread(JsonElement value)
    {
        var lines = IndentedJson.Of(value);
        return lines.Length <= TypedText.Longest ? lines : JsonSerializer.Serialize(value, InOneLine);
    }

    public override string ToString() => Problem is null ? "a JSON object (redacted)" : "no JSON object (redacted)";

    // The reader counts lines from 0, and bytes in a line; a person counts both from 1, and letters.
    private static string Sentence(string typed, JsonException reason)
    {
        var line = (int)(reason.LineNumber ?? 0);
        var text = typed.Split('\n').ElementAtOrDefault(line) ?? "";
        var bytes = Encoding.UTF8.GetBytes(text);
        var column = Encoding.UTF8.GetCharCount(bytes, 0, Math.Min((int)(reason.BytePositionInLine ?? 0), bytes.Length)) + 1;
        return $"Line {line + 1}, column {column}: {reason.Message.Split(" LineNumber:", 2)[0].Split(" Path:", 2)[0]}";
    }

    private static string Kind(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a string",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "true or false",
    };
}
