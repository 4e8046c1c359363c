using System.Text.RegularExpressions;

namespace BlazorJwt.Tokens.Decoding;

/// <summary>Finds the token in a text that was pasted whole: a link with <c>#token=</c>, the JSON answer of a token endpoint, a request, a
/// cookie.</summary>
internal static partial class SurroundedToken
{
    // Of several tokens this is the one that people mean.
    private static readonly string[] Preferred = ["access_token", "id_token"];

    /// <summary>The token and a word for what stands around it; null when the text is a token from its first letter to its last, or holds
    /// none.</summary>
    public static (string Token, string Around)? Find(string text)
    {
        var found = Tokens().Matches(text).Where(match => IsWhole(match) || match.Index + match.Length == text.Length).Take(8).ToArray();
        if (found.Length == 0) return null;
        // A text that begins with a token is one. What follows it is cut off only where no token could go on; a stray character stays and
        // is pointed at.
        if (found[0].Index == 0) return found[0].Length < text.Length
            && text[found[0].Length] is '&' or ';' or '"' or '\'' or ',' or '<' or '#' ? (found[0].Value, "the text after it") : null;

        var names = found.Select(match => Name().Match(text[Math.Max(0, match.Index - 80)..match.Index]).Groups[1].Value).ToArray();
        var chosen = Preferred.Select(name => Array.IndexOf(names, name)).FirstOrDefault(index => index >= 0, 0);
        var others = names.Where((_, index) => index != chosen).Distinct(StringComparer.Ordinal).ToArray();
        var around = names[chosen].Length > 0 ? $"the text around {names[chosen]}" : "the text around it";
        return (found[chosen].Value, others.Length == 0
            ? around : $"{around} with {(others.All(name => name.Length > 0) ? string.Join(" and ", others) : "more tokens")} in it");
    }

    private static bool IsWhole(Match match) => match.Value.AsSpan().Count('.') is 2 or 4;

    // A header is a JSON object, and {" or a brace and white space are ey or ew in base64url.
    [GeneratedRegex(@"(?<![A-Za-z0-9_.+-])e[yw][A-Za-z0-9_-]{6,}(?:\.[A-Za-z0-9_-]*){1,4}", RegexOptions.CultureInvariant)]
    private static partial Regex Tokens();

    // The name a value goes by, in a query, in a form, in JSON, as a cookie or a header.
    [GeneratedRegex(@"([A-Za-z][A-Za-z0-9_-]{0,40})\\?[""']?\s*[:=]\s*\\?[""']?(?:Bearer\s+)?\z",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)]
    private static partial Regex Name();
}
