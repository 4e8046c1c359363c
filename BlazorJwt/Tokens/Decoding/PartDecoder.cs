using System.Text.Json;

namespace BlazorJwt.Tokens.Decoding;

/// <summary>Reads one part of a token as far as it can be read, and says what is wrong with it, where.</summary>
internal static class PartDecoder
{
    private const int LongestName = 60;
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
        // Of a part with a stray character in it, what stands before that can be read.
        var solid = text.TrimEnd('=');
        var readable = string.Concat(solid.TakeWhile(IsBase64));
        var bytes = Bytes(readable);
        var isWhole = readable.Length == solid.Length;
        var part = new DecodedPart(name, start, text, isWhole ? (ReadOnlyMemory<byte>?)bytes : null, null) { ReadableBytes = bytes };
        if (!holdsJson) return part;
        return isWhole ? WithJson(part, bytes, problems) : part with { Beginning = ReadableJson.Beginning(bytes, out _) };
    }

    // Plain base64, a cut-off end, stray bits: the bytes can be read all the same, as far as whole ones go.
    private static byte[] Bytes(string text)
    {
        var whole = text.Length % 4 == 1 ? text[..^1] : text;
        return Convert.FromBase64String(whole.Replace('-', '+').Replace('_', '/').PadRight((whole.Length + 3) / 4 * 4, '='));
    }

    private static bool IsBase64(char character) => char.IsAsciiLetterOrDigit(character) || character is '-' or '_' or '+' or '/';

    // What is handed out as JSON can be read without an exception: StrictJson has seen every text in it.
    private static DecodedPart WithJson(DecodedPart part, byte[] bytes, List<TokenProblem> problems)
    {
        using var strict = StrictJson.Parse(bytes, part.Name, out var problem);
        if (strict is not null) return part with { Json = strict.RootElement.Clone() };
        if (!StrictJson.IsDuplicate(problem!))
        {
            var beginning = ReadableJson.Beginning(bytes, out var at);
            problems.Add(new(part.Name, Place(part, at), at == 0 ? problem! : $"{problem![..^1]}: it breaks off or goes wrong at " +
                $"byte {at + 1}."));
            return part with { Beginning = beginning };
        }

        var json = JsonDocument.Parse(bytes, Lenient).RootElement.Clone();
        var twice = DuplicateMembers.Find(bytes, out var second);
        problems.Add(new(part.Name, Place(part, second), $"{(twice[0].Length is > 0 and <= LongestName ? twice[0] : "A member")} appears " +
            $"twice in the {part.Name}. Readers differ in which one they take."));
        return part with { Json = json, Twice = twice };
    }

    // Three bytes are written as four characters.
    private static int Place(DecodedPart part, int at) => part.Start + Math.Min((int)(at * 4L / 3), part.Text.Length);
}
