namespace BlazorJwt.Labs.KeepSafe.EvilSite;

/// <summary>
/// A cookie of the lab. It stands for a session cookie and has the attributes of one, and opens nothing: its value is a word. It goes to the
/// labs only and is gone after a quarter of an hour.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">The place of the table that has the same attributes.</param>
/// <param name="SameSite">Which requests from other sites it goes with (draft RFC 6265bis section 4.1.2.7).</param>
/// <param name="HttpOnly">Whether it is kept from scripts.</param>
internal sealed record LabCookie(string Name, string Place, SameSiteMode SameSite, bool HttpOnly)
{
    /// <summary>All of them.</summary>
    public static IReadOnlyList<LabCookie> All { get; } =
    [
        new("BlazorJwt-Lab-None", PlaceNames.HttpOnlyNone, SameSiteMode.None, HttpOnly: true),
        new("BlazorJwt-Lab-Lax", PlaceNames.HttpOnlyLax, SameSiteMode.Lax, HttpOnly: true),
        new("BlazorJwt-Lab-Strict", PlaceNames.HttpOnlyStrict, SameSiteMode.Strict, HttpOnly: true),
        new("BlazorJwt-Lab-Readable", PlaceNames.ReadableCookie, SameSiteMode.Lax, HttpOnly: false),
    ];

    /// <summary>The places of the lab's cookies that came along with a request.</summary>
    public static IReadOnlySet<string> PlacesIn(HttpRequest request) =>
        All.Where(cookie => request.Cookies.ContainsKey(cookie.Name)).Select(cookie => cookie.Place).ToHashSet();

    /// <summary>Hands all of them to the browser.</summary>
    public static void SetAll(HttpResponse response)
    {
        foreach (var cookie in All)
        {
            var options = cookie.Attributes();
            options.MaxAge = EvilSiteRuns.Lifetime;
            response.Cookies.Append(cookie.Name, "lab", options);
        }
    }

    /// <summary>The attributes it is set with. The browser wants to see the path again before it lets go.</summary>
    public CookieOptions Attributes() => new() { SameSite = SameSite, HttpOnly = HttpOnly, Secure = true, Path = "/labs" };
}
