namespace BlazorJwt.Tokens.Validation;

/// <summary>Quotes what came from outside, so that the sentence around it may go into a header and a log: printable ASCII on one line, and
/// bounded (RFC 6750 section 3).</summary>
internal static class Quotation
{
    private const int Longest = 100;

    /// <summary>The text in quotation marks; what a header can't hold, and a quotation mark, becomes a question mark.</summary>
    public static string Quoted(this string text)
    {
        var shown = text.Length <= Longest ? text : text[..Longest];
        return $"'{string.Concat(shown.Select(letter => letter is >= ' ' and <= '~' and not ('\'' or '"' or '\\') ? letter : '?'))}" +
            $"{(shown.Length < text.Length ? "..." : "")}'";
    }
}
