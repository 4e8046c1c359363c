namespace BlazorJwt.AuthorizationServer.Refresh;

/// <summary>
/// The cookie that carries the refresh token of the app's own sign-in. Its path is <c>/account</c>: it goes to signing in, refreshing and
/// signing out, and with no page, no script, no call of the API. The prefix <c>__Host-</c> would ask for the path <c>/</c>, so the prefix
/// is <c>__Secure-</c>; what that gives away, another host of the same domain planting a cookie here, comes to nothing: a refresh token of
/// another visitor is refused.
/// </summary>
internal static class RefreshCookie
{
    public const string Name = "__Secure-BlazorJwt-Refresh";

    /// <summary>
    /// The name of a second cookie, without secret, that goes with every page: it says that the first one is there. A page that is opened
    /// after the access token expired knows by it that asking for a new one is worth it.
    /// </summary>
    public const string MarkName = "__Host-BlazorJwt-Renewable";

    private const string Folder = "/account";

    /// <summary>Hands the refresh token to the browser, which forgets it when it expires. Without one, makes it forget the
    /// former.</summary>
    public static void SetRefreshCookie(this HttpResponse response, TokenPair pair)
    {
        if (pair.Refresh is null)
        {
            response.ClearRefreshCookie();
            return;
        }

        response.Cookies.Append(Name, pair.Refresh, Attributes(Folder, pair.Family.IdleUntil));
        response.Cookies.Append(MarkName, "renewable", Attributes("/", pair.Family.IdleUntil));
    }

    public static void ClearRefreshCookie(this HttpResponse response)
    {
        response.Cookies.Delete(Name, Attributes(Folder));
        response.Cookies.Delete(MarkName, Attributes("/"));
    }

    /// <summary>The refresh token that was sent, valid or not; null for none.</summary>
    public static string? RefreshToken(this HttpRequest request) => request.Cookies[Name];

    /// <summary>True when the browser says that it holds a refresh token.</summary>
    public static bool IsRenewable(this HttpRequest request) => request.Cookies.ContainsKey(MarkName);

    private static CookieOptions Attributes(string path, DateTimeOffset? until = null) =>
        new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Path = path, Expires = until };
}
