using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace BlazorJwt.Tokens;

/// <summary>
/// Says whether bytes are one JSON object that every reader reads alike: no member stands twice, at any depth, and no text holds half a
/// character. Parsers differ in which of two members they take; a token that two parsers read differently can pass the check of one and
/// be used by the other (RFC 7515 section 4, RFC 7493 section 2).
/// </summary>
internal static class StrictJson
{
    /// <summary>How deep objects and arrays may lie in each other. Ours are three deep.</summary>
    public const int MaxDepth = 32;

    private const int FewNames = 32;
    private const string TwiceIn = "A member stands twice in the";
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = MaxDepth };
    private static readonly JsonDocumentOptions NoDuplicates = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    /// <summary>What is wrong, in a sentence that quotes nothing; null when nothing is.</summary>
    /// <param name="json">The bytes of one part of a token.</param>
    /// <param name="part">What the part is called in the sentence.</param>
    public static string? Problem(ReadOnlySpan<byte> json, string part)
    {
        if (!Utf8.IsValid(json)) return $"The {part} is not UTF-8.";
        try
        {
            return Walk(json, part);
        }
        catch (JsonException reason)
        {
            return reason.Message.Contains("depth", StringComparison.Ordinal)
                ? $"The {part} is nested deeper than {MaxDepth} levels."
                : $"The {part} is not JSON.";
        }
    }

    private static string? Walk(ReadOnlySpan<byte> json, string part)
    {
        var reader = new Utf8JsonReader(json, ReaderOptions);
        Span<Range> names = stackalloc Range[FewNames];
        Span<int> firstNameOf = stackalloc int[MaxDepth + 1];
        var count = 0;
        var twice = false;
        var manyOrEscaped = false;

        reader.Read();
        if (reader.TokenType is not JsonTokenType.StartObject)
        {
            reader.Skip();
            while (reader.Read()) { }
            return $"The {part} is JSON, but not an object.";
        }

        // Names stand on one stack; an object that ends takes its own away.
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.StartObject)
            {
                firstNameOf[reader.CurrentDepth + 1] = count;
            }
            else if (reader.TokenType is JsonTokenType.EndObject)
            {
                count = firstNameOf[reader.CurrentDepth + 1];
            }
            else if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String)
            {
                if (reader.ValueIsEscaped && !IsWholeText(ref reader)) return $"A text in the {part} holds half a character.";
                if (reader.TokenType is JsonTokenType.String) continue;
                if (reader.ValueIsEscaped || count == FewNames)
                {
                    manyOrEscaped = true;
                    continue;
                }

                var name = reader.ValueSpan;
                foreach (var other in names[firstNameOf[reader.CurrentDepth]..count])
                {
                    twice |= name.SequenceEqual(json[other]);
                }

                var start = (int)reader.TokenStartIndex + 1;
                names[count++] = start..(start + name.Length);
            }
        }

        return twice || (manyOrEscaped && HasDuplicates(json)) ? $"{TwiceIn} {part}." : null;
    }

    /// <summary>True for the problem that leaves the JSON readable: two members of one name, and nothing else.</summary>
    public static bool IsDuplicate(string problem) => problem.StartsWith(TwiceIn, StringComparison.Ordinal);

    /// <summary>The name the reader stands on, without escapes. Comparing it takes a fraction of what <c>ValueTextEquals</c> takes.</summary>
    public static ReadOnlySpan<byte> Name(ref Utf8JsonReader reader) =>
        reader.ValueIsEscaped ? Encoding.UTF8.GetBytes(reader.GetString()!) : reader.ValueSpan;

    /// <summary>True when the text the reader stands on can be read: an escape can name half a character.</summary>
    public static bool IsWholeText(ref Utf8JsonReader reader)
    {
        try
        {
            reader.GetString();
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    // The framework's own check: it takes time by the number of names, not by its square, and knows that "\u0061" is "a".
    private static bool HasDuplicates(ReadOnlySpan<byte> json)
    {
        try
        {
            JsonDocument.Parse(json.ToArray(), NoDuplicates).Dispose();
            return false;
        }
        catch (JsonException)
        {
            return true;
        }
    }
}
