using System.Text.Json;
using System.Text.Unicode;

namespace BlazorJwt.Tokens;

/// <summary>Reads one part of a token as far as it can be read, and says what is wrong with it, where.</summary>
internal static class PartDecoder
{
    private static readonly JsonDocumentOptions Lenient = new() { MaxDepth = StrictJson.MaxDepth };

    public static DecodedPart Decode(string name, int start, string text, bool holdsJson, List<TokenProblem> problems)
    {
        // With direct encryption the key part of a JWE is empty, and rightly so. An empty signature is worth a word.
        if (text.Length == 0)
        {
            if (name is not "encrypted key") problems.Add(new(name, start, $"The {name} is empty."));
            return new(name, start, text, Array.Empty<byte>(), null);
        }

        if (TokenForm.PartProblem(text, name, out var position) is { } problem) problems.Add(new(name, start + position, problem));
        var bytes = Bytes(text);
        return new(name, start, text, bytes, bytes is not null && holdsJson ? Json(name, start, bytes, problems) : null);
    }

    // Plain base64, padding, a cut-off end, stray bits: the bytes can be read all the same, as far as whole ones go.
    private static byte[]? Bytes(string text)
    {
        var readable = text.TrimEnd('=').Replace('-', '+').Replace('_', '/');
        if (!readable.All(character => char.IsAsciiLetterOrDigit(character) || character is '+' or '/')) return null;
        if (readable.Length % 4 == 1) readable = readable[..^1];
        return Convert.FromBase64String(readable.PadRight((readable.Length + 3) / 4 * 4, '='));
    }

    // What is handed out as JSON can be read without an exception: StrictJson has seen every text in it.
    private static JsonElement? Json(string name, int start, byte[] bytes, List<TokenProblem> problems)
    {
        var problem = StrictJson.Problem(bytes, name);
        if (problem is not null && !StrictJson.IsDuplicate(problem))
        {
            var at = FirstBadByte(bytes);
            // Three bytes are written as four characters.
            problems.Add(new(name, start + (int)(at * 4L / 3), at == 0 ? problem : $"{problem[..^1]}: it breaks off or goes wrong at byte {at + 1}."));
            return null;
        }

        if (problem is not null) problems.Add(new(name, start, $"{problem} Readers differ in which one they take."));
        return JsonDocument.Parse(bytes, Lenient).RootElement.Clone();
    }

    private static int FirstBadByte(byte[] bytes)
    {
        if (!Utf8.IsValid(bytes)) return 0;
        var reader = new Utf8JsonReader(bytes, new JsonReaderOptions { MaxDepth = StrictJson.MaxDepth });
        try
        {
            while (reader.Read()) { }
            return 0;
        }
        catch (JsonException reason)
        {
            // The reader counts lines and bytes in a line; a token has no lines.
            var at = 0;
            for (var line = reason.LineNumber ?? 0; line > 0; line--) at += bytes.AsSpan(at).IndexOf((byte)'\n') + 1;
            return Math.Min(at + (int)(reason.BytePositionInLine ?? 0), bytes.Length);
        }
    }
}
