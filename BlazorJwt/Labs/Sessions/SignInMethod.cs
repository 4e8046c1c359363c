using BlazorJwt.AuthorizationServer.SignIn;

namespace BlazorJwt.Labs.Sessions;

/// <summary>A way for one person to be signed in: the cookie it uses, and the path that cookie is sent to.</summary>
/// <param name="Name">Its name on the page.</param>
/// <param name="Slug">The end of its path.</param>
/// <param name="Cookie">The name of its cookie.</param>
public sealed record SignInMethod(string Name, string Slug, string Cookie)
{
    /// <summary>Below this path lie the lanes, each on a path of its own: the browser sends a lane its own cookie and no other lane's.</summary>
    public const string Root = "/labs/sessions";

    /// <summary>A JWT in a cookie. It carries what the server wants to know.</summary>
    public static SignInMethod Token { get; } = new("JWT in a cookie", "token", TokenCookie.CopyMark + "Lane");

    /// <summary>The framework's cookie authentication with a store of tickets: the cookie holds a protected reference to a ticket.</summary>
    public static SignInMethod Session { get; } = new("Session", "session", "BlazorJwt-Lane-Session");

    /// <summary>The smallest session there is: the cookie holds 128 random bits, which name the ticket in the same store.</summary>
    public static SignInMethod BareId { get; } = new("Bare id", "id", "BlazorJwt-Lane-Id");

    /// <summary>All of them. The first two are the lanes of the table.</summary>
    public static IReadOnlyList<SignInMethod> All { get; } = [Token, Session, BareId];

    /// <summary>Where its requests go.</summary>
    public string Path => $"{Root}/{Slug}";

    /// <summary>The lane on this path; null when there is none.</summary>
    public static SignInMethod? Find(string slug) => All.FirstOrDefault(lane => lane.Slug == slug);

    /// <summary>The attributes of its cookie. Without an end of its own: when a credential is over is for the server to say.</summary>
    internal CookieOptions Attributes() => new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Path = Path };
}
