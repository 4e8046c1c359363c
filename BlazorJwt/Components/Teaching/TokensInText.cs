using System.Text.RegularExpressions;

namespace BlazorJwt.Components.Teaching;

/// <summary>Finds the tokens in a piece of a message, so that a page can draw them in their colours and keep the signature back.</summary>
public static partial class TokensInText
{
    /// <summary>The text cut into pieces; those with <c>IsToken</c> are tokens.</summary>
    public static IEnumerable<(string Text, bool IsToken)> Pieces(string text)
    {
        var from = 0;
        foreach (Match match in Token().Matches(text))
        {
            if (match.Index > from) yield return (text[from..match.Index], false);
            yield return (match.Value, true);
            from = match.Index + match.Length;
        }

        if (from < text.Length) yield return (text[from..], false);
    }

    /// <summary>What stands in place of a signature.</summary>
    public const string KeptBack = "••••••";

    /// <summary>The text with every token in it made useless: its signature is gone, and a page draws it as before.</summary>
    public static string KeepSignaturesBack(string text) => Token().Replace(text, token => token.ValueSpan[^1] is '.' ? token.Value : $"{token.Value[..(token.Value.LastIndexOf('.') + 1)]}{KeptBack}");

    // A token's header is a JSON object, and those begin with ey in base64url.
    [GeneratedRegex(@"ey[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]+\.(?:[A-Za-z0-9_-]+|••••••)?", RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
