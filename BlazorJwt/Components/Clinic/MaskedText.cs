using System.Text.RegularExpressions;

namespace BlazorJwt.Components.Clinic;

/// <summary>Takes the usable part out of the tokens in a text before a page shows it again.</summary>
internal static partial class MaskedText
{
    /// <summary>The text with every token cut after a few letters, and with what follows Bearer, Basic or DPoP cut off.</summary>
    public static string Of(string text) => Credentials().Replace(Tokens().Replace(text, "$1… (token kept back)"), "$1 … (kept back)");

    // Whole or broken off: a header is a JSON object, and those begin with ey in base64url.
    [GeneratedRegex(@"((?:eyJ|\bey)[A-Za-z0-9_-]{5})[A-Za-z0-9_-]*(\.[A-Za-z0-9_=-]*)*", RegexOptions.NonBacktracking)]
    private static partial Regex Tokens();

    [GeneratedRegex(@"\b(Bearer|Basic|DPoP) +[A-Za-z0-9._~+/=-]{16,}", RegexOptions.NonBacktracking | RegexOptions.IgnoreCase)]
    private static partial Regex Credentials();
}
