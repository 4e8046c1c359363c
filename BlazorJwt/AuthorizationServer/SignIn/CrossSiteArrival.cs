using BlazorJwt.Hosting;
using Microsoft.AspNetCore.Http.Extensions;

namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>
/// A visitor who comes by a link on another site comes without the token cookie, which is SameSite=Strict, and would see the page signed
/// out. Such a visitor gets a page that asks for the same address once more: this time the request comes from this site, with the cookie.
/// </summary>
internal static class CrossSiteArrival
{
    /// <summary>Says that the visitor was asked to come again, in case a browser takes the second request for a cross-site one
    /// too.</summary>
    public const string AskedCookie = "__Host-BlazorJwt-Arrival";

    private static readonly TimeSpan AskedFor = TimeSpan.FromSeconds(10);

    public static Task ComeAgain(HttpContext context, RequestDelegate next)
    {
        // A page of failure stands at an address that nobody asked for.
        if (!context.IsPageRequest() || context.IsFailurePage()) return next(context);
        var (request, response) = (context.Request, context.Response);
        if (request.Cookies.ContainsKey(AskedCookie))
        {
            response.Cookies.Delete(AskedCookie, Attributes());
            return next(context);
        }

        if (request.Headers["Sec-Fetch-Site"] != "cross-site" || request.HasTokenCookie()) return next(context);
        response.Cookies.Append(AskedCookie, "1", Attributes(AskedFor));
        // Relative and local, whatever was asked for: the path //evil.example would lead away.
        var address = LocalAddress.OrStart(Escaped(UriHelper.BuildRelative(request.PathBase, request.Path, request.QueryString)));
        return new PlainPage(StatusCodes.Status200OK, "One moment",
            "You came from another site. This page opens again, so that your browser shows who you are.", address, "Open the page")
        {
            Follow = true,
        }.ExecuteAsync(context);
    }

    // The path comes escaped, the query as the client wrote it.
    private static string Escaped(string address) =>
        string.Concat(address.EnumerateRunes()
            .Select(letter => letter.Value is <= ' ' or > '~' or '"' or '<' or '>' or '\\'
                ? Uri.EscapeDataString(letter.ToString()) : letter.ToString()));

    private static CookieOptions Attributes(TimeSpan? maxAge = null) =>
        new() { MaxAge = maxAge, HttpOnly = true, Secure = true, SameSite = SameSiteMode.Lax, Path = "/" };
}
