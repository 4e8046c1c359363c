using System.Web;
using BlazorJwt.Components.Lessons;

namespace BlazorJwt.Components;

/// <summary>What the page request knew and the circuit can't see: the theme, the progress, the projector, a word to the visitor.</summary>
/// <param name="Theme"><c>light</c> or <c>dark</c>; null to follow the system.</param>
/// <param name="Notice">Why the visitor is signed out, in a sentence; null when there is nothing to say.</param>
/// <param name="IsPresenting">Whether the page is on a projector, a step at a time.</param>
public sealed record PagePreferences(string? Theme, string? Notice, bool IsHttps, bool IsPresenting)
{
    /// <summary>Keeps theme and presenter mode. Signing out empties the browser's storage, and would take them along.</summary>
    public const string CookieName = "BlazorJwt-Preferences";

    /// <summary>How far the visitor has come.</summary>
    public KeptProgress Progress { get; init; } = KeptProgress.None;

    /// <summary>The subject of the page's token; null for none. The page's antiforgery fields are valid for this person.</summary>
    public string? Person { get; init; }

    /// <summary>Nothing known.</summary>
    public static PagePreferences Empty { get; } = new(null, null, false, false);

    /// <summary>Reads the cookie, of which nothing is believed that is not on a list of ours.</summary>
    public static PagePreferences From(string? cookie, string? notice, bool isHttps)
    {
        var values = cookie is { Length: <= 512 } ? HttpUtility.ParseQueryString(cookie) : [];
        return new(
            values["theme"] is "light" or "dark" ? values["theme"] : null,
            notice,
            isHttps,
            values["presenting"] is "yes");
    }
}
