using System.Globalization;
using System.Text.RegularExpressions;

namespace BlazorJwt.Tokens.Decoding;

/// <summary>Takes off what people paste along with a token: quotes, the word Bearer, line breaks, the link or the answer it stands
/// in.</summary>
internal static partial class PastedText
{
    private static readonly char[] Quotes = ['"', '\'', '`', '“', '”', '„', '‘', '’', '‚', '«', '»', '<', '>', '(', ')', '\\', ',', ';'];
    private static readonly string[] Leads = ["-H", "--header", "Authorization:", "Bearer", "DPoP", "JWT"];

    /// <summary>The token itself, and a word for each thing that was taken off.</summary>
    public static string Clean(string pasted, out IReadOnlyList<string> cleaned)
    {
        var notes = new SortedSet<string>(StringComparer.Ordinal);
        var text = WithoutFrame(WithoutEscapes(pasted.Trim(), notes), notes);
        if (SurroundedToken.Find(text) is var (token, around))
        {
            notes.Add(around);
            text = token;
        }

        var solid = string.Concat(text.Where(character => !IsUnseen(character)));
        if (solid.Length != text.Length) notes.Add("spaces and line breaks");
        cleaned = [.. notes];
        return solid;
    }

    // They come in any order, and in each other: -H "Authorization: Bearer …".
    private static string WithoutFrame(string text, SortedSet<string> notes)
    {
        for (var before = -1; before != text.Length;)
        {
            before = text.Length;
            var inner = text.Trim(Quotes).Trim();
            if (inner.Length != text.Length) notes.Add("quotes");
            text = inner;
            foreach (var lead in Leads) text = WithoutLead(text, lead, notes);
        }

        return text;
    }

    // A word is a lead only when something else follows: "Bearer" may begin a token as well as any six letters.
    private static string WithoutLead(string text, string lead, SortedSet<string> notes)
    {
        if (!text.StartsWith(lead, StringComparison.OrdinalIgnoreCase)) return text;
        var rest = text[lead.Length..];
        if (rest.Length > 0 && !lead.EndsWith(':') && !char.IsWhiteSpace(rest[0])) return text;
        notes.Add(lead[0] is '-' || lead[^1] is ':' ? "the header's name" : $"the word {lead}");
        return rest.Trim();
    }

    // Only what a token, or the link around it, can hold: another escape is a stray character like any other, and stays to be pointed at.
    private static string WithoutEscapes(string text, SortedSet<string> notes)
    {
        var plain = Escapes().Replace(text, escape => ((char)Convert.ToByte(escape.Groups[1].Value, 16)).ToString());
        if (plain.Length != text.Length) notes.Add("URL encoding");
        return plain;
    }

    // White space, and what a chat or a text processor puts between letters without showing it: U+200B, U+FEFF.
    private static bool IsUnseen(char character) =>
        char.IsWhiteSpace(character) || char.GetUnicodeCategory(character) is UnicodeCategory.Format;

    [GeneratedRegex("%(2E|2D|5F|3D|2B|2F|3A|23|3F|26|20|22|27|0A|0D)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Escapes();
}
