using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace BlazorJwt.Labs.KeepSafe.Guestbook;

/// <summary>
/// Names the scripts of the page with the hole one by one, its own and the entry's (CSP Level 3 section 2.3.1, hash-source). With
/// <c>'unsafe-inline'</c> alone an entry could contain speculation rules, and a browser requests what those name from other sites: that was
/// measured, and no directive stops it. An event handler in the markup still runs.
/// </summary>
internal static partial class EntryScripts
{
    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>The element with this policy. It narrows the policy of the header, and cannot widen it.</summary>
    public static string Policy(string? entry)
    {
        var scripts = Inline().Matches(entry ?? "").Select(match => match.Groups[1].Value).Where(text => !IsJson(text));
        var hashes = string.Join(' ', scripts.Prepend(GuestbookWatch.Script).Select(Hash));
        return $"<meta http-equiv=\"Content-Security-Policy\" content=\"script-src-elem {hashes}; script-src-attr 'unsafe-inline'\">";
    }

    // A browser hashes what it has parsed, and there a line ends with a line feed.
    private static string Hash(string script) =>
        $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(script.ReplaceLineEndings("\n"))))}'";

    // Speculation rules are JSON, and no script is. Their hash would allow them under any other type, too.
    private static bool IsJson(string text)
    {
        try
        {
            using var _ = JsonDocument.Parse(text, Lenient);
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    [GeneratedRegex("<script\\b[^>]*>(.*?)</script", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Inline();
}
