using System.Buffers;
using System.Buffers.Text;

namespace BlazorJwt.Tokens.Decoding;

/// <summary>
/// The outer form of a signed token: three parts of base64url with dots between (RFC 7515 section 7.1), each written in the one
/// canonical way: no padding, no space, no stray bits in the last character. What has two spellings can slip past a comparison.
/// </summary>
internal static class TokenForm
{
    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private static readonly SearchValues<char> AlphabetAndDot =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    /// <summary>What a JWS or JWE in JSON is told (RFC 7515 section 7.2).</summary>
    public const string JsonSerialization =
        "This is JSON, perhaps the JSON serialization of a JWS or JWE. A JWT is always compact: parts of base64url with dots between.";

    /// <summary>Finds the two dots of a well-formed token; or says in a sentence what is wrong with the form. Claims are never empty; the
    /// payload of a JWS over any bytes may be.</summary>
    public static string? Problem(ReadOnlySpan<char> text, out Range header, out Range payload, bool payloadMayBeEmpty = false)
    {
        header = payload = default;
        if (text.IndexOfAnyExcept(AlphabetAndDot) is var stray and >= 0)
        {
            return text.TrimStart() is ['{' or '[', ..] ? JsonSerialization : $"Character {stray + 1} {StrayProblem(text[stray])}";
        }

        var dots = text.Count('.');
        if (dots == 4) return "Five parts: this is an encrypted token (JWE). A signed one has three.";
        if (dots != 2) return $"A signed token has three parts with dots between; this has {dots + 1}.";

        var first = text.IndexOf('.');
        var second = first + 1 + text[(first + 1)..].IndexOf('.');
        header = ..first;
        payload = (first + 1)..second;
        return PartProblem(text[header], "header", out _)
            ?? (payloadMayBeEmpty && text[payload].IsEmpty ? null : PartProblem(text[payload], "payload", out _))
            ?? PartProblem(text[(second + 1)..], "signature", out _);
    }

    /// <summary>What is wrong with one part, in a sentence; null when it is canonical base64url. The position is counted from 0, in the
    /// part.</summary>
    public static string? PartProblem(ReadOnlySpan<char> part, string name, out int position)
    {
        position = 0;
        if (part.IsEmpty) return $"The {name} is empty.";
        if (part.IndexOfAnyExcept(Alphabet) is var stray and >= 0)
        {
            position = stray;
            return $"Character {stray + 1} of the {name} {StrayProblem(part[stray])}";
        }

        position = part.Length - 1;
        if (part.Length % 4 == 1) return $"The {name} has a length that base64url can't have: a character is missing or one too many.";
        // Two characters carry 12 bits for one byte, three carry 18 for two: the bits left over must be zero.
        return Base64Url.IsValid(part)
            ? null : $"The last character of the {name} has bits set that nothing uses: the same bytes have another spelling.";
    }

    public static bool IsInAlphabet(ReadOnlySpan<char> part) => !part.ContainsAnyExcept(Alphabet);

    private static string StrayProblem(char character) => character switch
    {
        '=' => "is '=': base64url in a token has no padding.",
        '+' or '/' => $"is '{character}', which is base64: a token is written in base64url, with - for + and _ for /.",
        <= ' ' => "is a space or a control character: a token has none.",
        '"' => "is a double quotation mark: a token has A-Z a-z 0-9 - _ and the dot.",
        '\'' => "is a single quotation mark: a token has A-Z a-z 0-9 - _ and the dot.",
        '\\' => "is a backslash: a token has A-Z a-z 0-9 - _ and the dot.",
        > '~' => "is not ASCII: a token has A-Z a-z 0-9 - _ and the dot.",
        _ => $"is '{character}': a token has A-Z a-z 0-9 - _ and the dot.",
    };
}
