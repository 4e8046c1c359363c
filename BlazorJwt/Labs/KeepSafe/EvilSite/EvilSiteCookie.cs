namespace BlazorJwt.Labs.KeepSafe.EvilSite;

/// <summary>
/// A cookie of the lab. It stands for a session cookie and has its attributes, but its value is a word and gives access to nothing. It is
/// sent to the labs only, and expires after a quarter of an hour.
/// </summary>
/// <param name="Place">The place of the table that has the same attributes.</param>
/// <param name="SameSite">With which requests from other sites it is sent (draft RFC 6265bis section 4.1.2.7).</param>
/// <param name="HttpOnly">Whether scripts cannot read it.</param>
internal sealed record EvilSiteCookie(string Name, string Place, SameSiteMode SameSite, bool HttpOnly)
{
    public static IReadOnlyList<EvilSiteCookie> All { get; } =
    [
        new("BlazorJwt-Lab-None", PlaceNames.HttpOnlyNone, SameSiteMode.None, HttpOnly: true),
        new("BlazorJwt-Lab-Lax", PlaceNames.HttpOnlyLax, SameSiteMode.Lax, HttpOnly: true),
        new("BlazorJwt-Lab-Strict", PlaceNames.HttpOnlyStrict, SameSiteMode.Strict, HttpOnly: true),
        new("BlazorJwt-Lab-Readable", PlaceNames.ReadableCookie, SameSiteMode.Lax, HttpOnly: false),
    ];

    /// <summary>Those of the lesson's step: they differ in SameSite alone.</summary>
    public static IReadOnlyList<EvilSiteCookie> OfStep { get; } = [.. All.Where(cookie => cookie.HttpOnly)];

    /// <summary>The places whose cookies a request contains.</summary>
    public static IReadOnlySet<string> PlacesIn(HttpRequest request) =>
        All.Where(cookie => request.Cookies.ContainsKey(cookie.Name)).Select(cookie => cookie.Place).ToHashSet();

    public static void Set(IReadOnlyList<EvilSiteCookie> cookies, HttpResponse response)
    {
        foreach (var cookie in cookies)
        {
            var options = cookie.Attributes();
            options.MaxAge = LabRun.Lifetime;
            response.Cookies.Append(cookie.Name, "lab", options);
        }
    }

    public CookieOptions Attributes() => new() { SameSite = SameSite, HttpOnly = HttpOnly, Secure = true, Path = "/labs" };
}
