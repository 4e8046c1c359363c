using System.Buffers.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace BlazorJwt.Tokens;

/// <summary>Reads a token without checking it. Takes whatever a person pastes, and never throws.</summary>
internal static class TokenDecoder
{
    /// <summary>The longest text that is read. Nothing that is called a token is longer, and a page stays quick below it.</summary>
    public const int MaxCharacters = 64 * 1024;

    private static readonly string[] JwsParts = ["header", "payload", "signature"];
    private static readonly string[] JwePartNames = ["header", "encrypted key", "initialization vector", "ciphertext", "authentication tag"];
    private static readonly JsonDocumentOptions Lenient = new() { MaxDepth = 32 };

    public static DecodedToken Decode(string? pasted)
    {
        if (string.IsNullOrWhiteSpace(pasted)) return new("", [], [new(null, null, "There is nothing to read yet.")], []);
        if (pasted.Length > MaxCharacters)
        {
            return new("", [], [new(null, null, $"The text has {pasted.Length:N0} characters; the first {MaxCharacters:N0} would be the most that is read. A token has a few hundred.")], []);
        }

        var text = PastedText.Clean(pasted, out var cleaned);
        var pieces = text.Split('.');
        var problems = new List<TokenProblem>();
        if (text.StartsWith('{')) problems.Add(new(null, 0, "This is the JSON serialization of a JWS or JWE. A JWT is always compact: parts with dots between."));
        else if (pieces.Length is not (3 or 5)) problems.Add(new(null, null, $"A signed token has three parts with dots between, an encrypted one five; this has {pieces.Length}."));

        var parts = new List<DecodedPart>();
        var start = 0;
        foreach (var (index, piece) in pieces.Take(5).Index())
        {
            parts.Add(ReadPart(NameOf(index, pieces.Length), start, piece, expectsJson: index == 0 || (index == 1 && pieces.Length != 5), problems));
            start += piece.Length + 1;
        }

        return new(text, parts, problems, cleaned);
    }

    private static string NameOf(int index, int count) => count == 5 ? JwePartNames[index] : index < 3 ? JwsParts[index] : $"part {index + 1}";

    private static DecodedPart ReadPart(string name, int start, string text, bool expectsJson, List<TokenProblem> problems)
    {
        if (Decode(name, start, text, problems) is not { } bytes) return new(name, start, text, null, null);
        return new(name, start, text, bytes, expectsJson ? ReadJson(name, start, bytes, problems) : null);
    }

    private static byte[]? Decode(string name, int start, string text, List<TokenProblem> problems)
    {
        // With direct encryption a JWE has an empty key part, and an unsigned token an empty signature: the second is worth a word.
        if (text.Length == 0)
        {
            if (name is not "encrypted key") problems.Add(new(name, start, $"The {name} is empty."));
            return [];
        }

        if (TokenForm.PartProblem(text, name) is { } problem) problems.Add(new(name, start + StrayAt(text), problem));
        var readable = text.TrimEnd('=').Replace('+', '-').Replace('/', '_');
        if (!readable.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '_')) return null;

        // A cut-off part is read as far as whole bytes go.
        if (readable.Length % 4 == 1) readable = readable[..^1];
        try
        {
            return Base64Url.DecodeFromChars(readable);
        }
        catch (FormatException)
        {
            return null;
        }
    }

    private static int StrayAt(string text)
    {
        var stray = text.AsSpan().IndexOfAnyExcept(Base64UrlAlphabet);
        return stray < 0 ? text.Length - 1 : stray;
    }

    private static readonly System.Buffers.SearchValues<char> Base64UrlAlphabet =
        System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private static JsonElement? ReadJson(string name, int start, byte[] bytes, List<TokenProblem> problems)
    {
        if (!Utf8.IsValid(bytes))
        {
            problems.Add(new(name, start, $"The {name} is not UTF-8 text."));
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(bytes, Lenient);
            if (document.RootElement.ValueKind is not JsonValueKind.Object)
            {
                problems.Add(new(name, start, $"The {name} is JSON, but not an object."));
                return null;
            }

            if (HasDuplicates(bytes)) problems.Add(new(name, start, $"A member stands twice in the {name}. Readers differ in which one they take."));
            return document.RootElement.Clone();
        }
        catch (JsonException reason)
        {
            // Three bytes are written as four characters.
            var position = reason.LineNumber is 0 && reason.BytePositionInLine is { } at ? start + (int)(at * 4 / 3) : start;
            problems.Add(new(name, position, $"The {name} is not JSON: it breaks off or goes wrong at byte {reason.BytePositionInLine ?? 0}."));
            return null;
        }
    }

    private static bool HasDuplicates(byte[] bytes)
    {
        try
        {
            JsonDocument.Parse(bytes, new() { AllowDuplicateProperties = false, MaxDepth = 32 }).Dispose();
            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }
}
