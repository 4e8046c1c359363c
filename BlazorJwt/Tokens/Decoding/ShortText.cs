namespace BlazorJwt.Tokens.Decoding;

internal static class ShortText
{
    /// <summary>The text; a longer one is cut, between two characters and never within one, and an ellipsis says so.</summary>
    public static string Cut(this string text, int most) =>
        text.Length <= most ? text : string.Concat(text.AsSpan(0, char.IsHighSurrogate(text[most - 1]) ? most - 1 : most), "…");
}
