using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.SignIn;
using Microsoft.Net.Http.Headers;
using SameSiteMode = Microsoft.Net.Http.Headers.SameSiteMode;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>The cookies that keep copies: which came along with a request, and their end.</summary>
public sealed class CopyCookies(TokenCopies copies) : IEndsWithSignOut
{
    /// <summary>The path that a visitor can bind the cookie of their own choice to.</summary>
    public const string NarrowPath = "/labs/copies";

    private static readonly SameSiteMode[] Modes = [SameSiteMode.None, SameSiteMode.Lax, SameSiteMode.Strict];

    /// <summary>What ends the cookie of the visitor's own choice, whichever name and path it was given.</summary>
    public static IReadOnlyList<string> ChosenEndings { get; } =
    [
        new CopyCookie(CopyCookie.ChosenName, HttpOnly: false, SameSiteMode.Lax).Clear(),
        new CopyCookie(CopyCookie.ChosenName, HttpOnly: false, SameSiteMode.Lax, Path: NarrowPath).Clear(),
        new CopyCookie($"__Host-{CopyCookie.ChosenName}", HttpOnly: false, SameSiteMode.Lax).Clear(),
    ];

    // Whatever could have been set, each with the attributes that a browser wants to see again before it lets go.
    private static readonly string[] Endings =
    [
        .. Modes.Select(mode => CopyCookie.ForHttpOnly(mode).Clear()),
        new CopyCookie(CopyCookie.ReadableName, HttpOnly: false, SameSiteMode.Lax).Clear(),
        .. ChosenEndings,
    ];

    /// <summary>The copies that came along with a request in cookies of their own.</summary>
    public IReadOnlyList<FoundCopy> In(HttpRequest request) =>
        [.. Texts(request).Select(copies.Identify).OfType<FoundCopy>()];

    /// <summary>The copy for this place that came along; null when it did not.</summary>
    public string? TextFor(HttpRequest request, string place) => Texts(request).FirstOrDefault(text => copies.Identify(text)?.Place == place);

    /// <inheritdoc/>
    public void EndFor(HttpContext context)
    {
        foreach (var ending in Endings) context.Response.Headers.Append(HeaderNames.SetCookie, ending);
    }

    private static IEnumerable<string> Texts(HttpRequest request) =>
        request.Cookies.Where(cookie => cookie.Key.Contains(TokenCookie.CopyMark, StringComparison.Ordinal)).Select(cookie => cookie.Value);
}

/// <summary>A copy that was found somewhere: which it is, never what it is.</summary>
/// <param name="Place">The place its claim names.</param>
/// <param name="JwtId">Its <c>jti</c>.</param>
public sealed record FoundCopy(string Place, string JwtId);
