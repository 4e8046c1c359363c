using System.Text.Json;
using System.Text.Unicode;

namespace BlazorJwt.Tokens.Decoding;

/// <summary>Reads the beginning of an object that breaks off or goes wrong: what stands whole before that place.</summary>
internal static class ReadableJson
{
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = StrictJson.MaxDepth };
    private static readonly JsonDocumentOptions DocumentOptions = new() { MaxDepth = StrictJson.MaxDepth };

    /// <summary>The members that can be read; null when there are none. A value that breaks off is left out, a list or object keeps what is
    /// whole in it. The bad byte is where it breaks off or goes wrong, counted from 0.</summary>
    public static JsonElement? Beginning(ReadOnlySpan<byte> bytes, out int badByte)
    {
        Utf8.ToUtf16(bytes, new char[bytes.Length], out var valid, out _, replaceInvalidSequences: false);
        var text = bytes[..valid];
        var open = new Stack<byte>();
        var end = 0;
        badByte = 0;
        if (text.TrimStart(" \t\r\n"u8) is not [(byte)'{', ..]) return null;

        // Not the final block: so a number or a word that the end may have cut is not taken for a whole one.
        var reader = new Utf8JsonReader(text, isFinalBlock: false, new JsonReaderState(ReaderOptions));
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                    open.Push(reader.TokenType is JsonTokenType.StartObject ? (byte)'}' : (byte)']');
                if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray) open.Pop();
                if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String) reader.GetString();
                if (reader.TokenType is not JsonTokenType.PropertyName) end = (int)reader.BytesConsumed;
            }

            badByte = text.Length;
        }
        catch (InvalidOperationException)
        {
            // An escape can name half a character, which no text can hold.
            badByte = (int)reader.TokenStartIndex;
        }
        catch (JsonException reason)
        {
            badByte = Place(text, reason);
        }

        // What is open at the end was open at the last whole value too: only an object or a list that begins or ends changes it.
        byte[] whole = [.. text[..end], .. open];
        var json = JsonDocument.Parse(whole, DocumentOptions).RootElement.Clone();
        return json.EnumerateObject().MoveNext() ? json : null;
    }

    // The reader counts lines and bytes in a line; a token has no lines.
    private static int Place(ReadOnlySpan<byte> text, JsonException reason)
    {
        var at = 0;
        for (var line = reason.LineNumber ?? 0; line > 0; line--) at += text[at..].IndexOf((byte)'\n') + 1;
        return Math.Min(at + (int)(reason.BytePositionInLine ?? 0), text.Length);
    }
}
