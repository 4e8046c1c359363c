namespace BlazorJwt.Tokens;

/// <summary>Takes off what people paste along with a token: quotes, the word Bearer, line breaks.</summary>
internal static class PastedText
{
    private static readonly char[] Quotes = ['"', '\'', '`', '“', '”', '‘', '’'];

    /// <summary>The token itself, and a word for each thing that was taken off.</summary>
    public static string Clean(string pasted, out IReadOnlyList<string> cleaned)
    {
        var notes = new List<string>();
        var text = pasted.Trim();
        if (Strip(ref text, "Authorization:")) notes.Add("the header's name");
        text = Unquote(text, notes);
        if (Strip(ref text, "Bearer ")) notes.Add("the word Bearer");
        text = Unquote(text, notes);

        if (text.Any(char.IsWhiteSpace))
        {
            text = string.Concat(text.Where(character => !char.IsWhiteSpace(character)));
            notes.Add("spaces and line breaks");
        }

        cleaned = notes;
        return text;
    }

    private static bool Strip(ref string text, string prefix)
    {
        if (!text.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)) return false;
        text = text[prefix.Length..].Trim();
        return true;
    }

    private static string Unquote(string text, List<string> notes)
    {
        var inner = text.Trim(Quotes).Trim();
        if (inner.Length != text.Length && !notes.Contains("quotes")) notes.Add("quotes");
        return inner;
    }
}
