using System.Text.RegularExpressions;
using BlazorJwt.HttpLog;

namespace BlazorJwt.Components.Teaching;

/// <summary>Finds the tokens in a piece of a message, so that a page can draw them in their colours and keep the signature back.</summary>
internal static partial class TokensInText
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
    public const string KeptBack = SecretMask.Signature;

    /// <summary>True for what the log keeps of this token.</summary>
    public static bool IsWithoutSignature(string piece, string token) =>
        token.LastIndexOf('.') is var end && piece.Length == end + 1 + KeptBack.Length
            && piece.EndsWith(KeptBack, StringComparison.Ordinal) && piece.AsSpan(..(end + 1)).SequenceEqual(token.AsSpan(..(end + 1)));

    // A token's header is a JSON object: in base64url those begin with ey, or with ew before a line break.
    [GeneratedRegex(@"e[wy][A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]+\.(?:[A-Za-z0-9_-]+|••••••)?", RegexOptions.NonBacktracking)]
    private static partial Regex Token();
}
