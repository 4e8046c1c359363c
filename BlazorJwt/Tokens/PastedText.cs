using System.Globalization;

namespace BlazorJwt.Tokens;

/// <summary>Takes off what people paste along with a token: quotes, the word Bearer, line breaks.</summary>
internal static class PastedText
{
    private static readonly char[] Quotes = ['"', '\'', '`', '“', '”', '‘', '’', ',', ';'];
    private static readonly string[] Leads = ["-H", "Authorization:", "Bearer"];

    /// <summary>The token itself, and a word for each thing that was taken off.</summary>
    public static string Clean(string pasted, out IReadOnlyList<string> cleaned)
    {
        var notes = new SortedSet<string>(StringComparer.Ordinal);
        var text = pasted.Trim();

        // They come in any order, and in each other: -H "Authorization: Bearer …".
        for (var before = -1; before != text.Length;)
        {
            before = text.Length;
            var inner = text.Trim(Quotes).Trim();
            if (inner.Length != text.Length) notes.Add("quotes");
            text = inner;
            foreach (var lead in Leads) text = WithoutLead(text, lead, notes);
        }

        var solid = string.Concat(text.Where(character => !IsUnseen(character)));
        if (solid.Length != text.Length) notes.Add("spaces and line breaks");
        cleaned = [.. notes];
        return solid;
    }

    // A word is a lead only when something else follows: "Bearer" may begin a token as well as any six letters.
    private static string WithoutLead(string text, string lead, SortedSet<string> notes)
    {
        if (!text.StartsWith(lead, StringComparison.OrdinalIgnoreCase)) return text;
        var rest = text[lead.Length..];
        if (rest.Length > 0 && !lead.EndsWith(':') && !char.IsWhiteSpace(rest[0])) return text;
        notes.Add(lead is "Bearer" ? "the word Bearer" : "the header's name");
        return rest.Trim();
    }

    // White space, and what a chat or a text processor puts between letters without showing it: U+200B, U+FEFF.
    private static bool IsUnseen(char character) => char.IsWhiteSpace(character) || char.GetUnicodeCategory(character) is UnicodeCategory.Format;
}
