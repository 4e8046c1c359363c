using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.SignIn;
using Microsoft.Net.Http.Headers;
using SameSiteMode = Microsoft.Net.Http.Headers.SameSiteMode;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>The cookies that keep copies: those that a request contains, and their end.</summary>
internal sealed class CopyCookies(TokenCopies copies) : IEndsWithSignOut
{
    /// <summary>A path that the visitor can choose for the cookie of their own.</summary>
    public const string NarrowPath = "/labs/copies";

    /// <summary>The headers that delete the visitor's own cookie, whichever name and path it has.</summary>
    public static IReadOnlyList<string> ChosenEndings { get; } =
    [
        new CopyCookie(CopyCookie.ChosenName, HttpOnly: false, SameSiteMode.Lax).Clear(),
        new CopyCookie(CopyCookie.ChosenName, HttpOnly: false, SameSiteMode.Lax, Path: NarrowPath).Clear(),
        new CopyCookie($"__Host-{CopyCookie.ChosenName}", HttpOnly: false, SameSiteMode.Lax).Clear(),
    ];

    private static readonly string[] Endings =
    [
        CopyCookie.ForHttpOnly(SameSiteMode.None).Clear(),
        CopyCookie.ForHttpOnly(SameSiteMode.Lax).Clear(),
        CopyCookie.ForHttpOnly(SameSiteMode.Strict).Clear(),
        CopyCookie.PlainTwin.Clear(),
        new CopyCookie(CopyCookie.ReadableName, HttpOnly: false, SameSiteMode.Lax).Clear(),
        .. ChosenEndings,
    ];

    /// <summary>The copies that a request contains in cookies.</summary>
    public IReadOnlyList<FoundCopy> In(HttpRequest request) => [.. Texts(request).Select(copies.Identify).OfType<FoundCopy>()];

    /// <summary>The text of the copy for this place; null when the request does not contain it.</summary>
    public string? TextFor(HttpRequest request, string place) =>
        Texts(request).FirstOrDefault(text => copies.Identify(text)?.Place == place);

    public void EndFor(HttpContext context)
    {
        foreach (var ending in Endings) context.Response.Headers.Append(HeaderNames.SetCookie, ending);
    }

    private static IEnumerable<string> Texts(HttpRequest request) =>
        request.Cookies.Where(cookie => cookie.Key.Contains(TokenCookie.CopyMark, StringComparison.Ordinal)).Select(cookie => cookie.Value);
}
