using System.Text.Json;

namespace BlazorJwt.Tokens.Decoding;

/// <summary>Reads the beginning of an object that breaks off or goes wrong: what stands whole before that place.</summary>
internal static class ReadableJson
{
    private static readonly JsonReaderOptions ReaderOptions = new() { MaxDepth = StrictJson.MaxDepth };
    private static readonly JsonDocumentOptions DocumentOptions = new() { MaxDepth = StrictJson.MaxDepth };

    /// <summary>The members that can be read; null when there are none. A value that breaks off is left out, a list or object keeps what stands whole in it.</summary>
    /// <param name="bytes">The bytes of one part of a token.</param>
    /// <param name="badByte">Where it breaks off or goes wrong, counted from 0.</param>
    public static JsonElement? Beginning(ReadOnlySpan<byte> bytes, out int badByte)
    {
        var text = bytes[..ValidUtf8(bytes)];
        var open = new Stack<byte>();
        var end = 0;
        badByte = text.Length;

        // Not the final block: so a number or a word that the end may have cut is not taken for a whole one.
        var reader = new Utf8JsonReader(text, isFinalBlock: false, new JsonReaderState(ReaderOptions));
        try
        {
            while (reader.Read())
            {
                if (reader.TokenType is JsonTokenType.StartObject) open.Push((byte)'}');
                else if (reader.TokenType is JsonTokenType.StartArray && open.Count > 0) open.Push((byte)']');
                else if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray && open.Count > 0) open.Pop();
                else if (open.Count == 0)
                {
                    badByte = 0;
                    return null;
                }

                if (reader.TokenType is JsonTokenType.PropertyName or JsonTokenType.String && !IsWholeText(ref reader))
                {
                    badByte = (int)reader.TokenStartIndex;
                    break;
                }

                if (reader.TokenType is JsonTokenType.PropertyName) continue;
                end = (int)reader.BytesConsumed;
            }
        }
        catch (JsonException reason)
        {
            badByte = Place(text, reason);
        }

        if (end == 0) return null;
        // What is open at the end was open at the last whole value too: only an object or a list that begins or ends changes it.
        byte[] whole = [.. text[..end], .. open];
        var json = JsonDocument.Parse(whole, DocumentOptions).RootElement.Clone();
        return json.EnumerateObject().MoveNext() ? json : null;
    }

    // An escape can name half a character, which no text can hold.
    private static bool IsWholeText(ref Utf8JsonReader reader)
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

    private static int ValidUtf8(ReadOnlySpan<byte> bytes)
    {
        var at = 0;
        while (at < bytes.Length && System.Text.Rune.DecodeFromUtf8(bytes[at..], out _, out var length) is System.Buffers.OperationStatus.Done) at += length;
        return at;
    }

    // The reader counts lines and bytes in a line; a token has no lines.
    private static int Place(ReadOnlySpan<byte> text, JsonException reason)
    {
        var at = 0;
        for (var line = reason.LineNumber ?? 0; line > 0; line--) at += text[at..].IndexOf((byte)'\n') + 1;
        return Math.Min(at + (int)(reason.BytePositionInLine ?? 0), text.Length);
    }
}
