using BlazorJwt.AuthorizationServer.SignIn;

namespace BlazorJwt.Labs.Sessions;

/// <summary>
/// A way for one person to be signed in: a cookie, and a path of its own, so that the browser sends each cookie to one method only.
/// </summary>
internal sealed record SignInMethod(string Name, string Slug, string Cookie)
{
    /// <summary>Below this path each method has its own.</summary>
    public const string Root = "/labs/sessions";

    /// <summary>The authentication scheme of <see cref="Session"/>. Only this lab uses it, by its name.</summary>
    public const string SessionScheme = "Lab session";

    public static TimeSpan SessionLifetime { get; } = TimeSpan.FromMinutes(20);

    /// <summary>A JWT in a cookie. It contains what the server needs to know.</summary>
    public static SignInMethod Token { get; } = new("JWT in a cookie", "token", TokenCookie.CopyMark + "SignIn");

    /// <summary>The framework's cookie authentication with a ticket store: the cookie holds an encrypted reference to a ticket.</summary>
    public static SignInMethod Session { get; } = new("Session", "session", "BlazorJwt-Lab-Session");

    /// <summary>The smallest session there is: the cookie holds 128 random bits, which name a ticket in the same store.</summary>
    public static SignInMethod BareId { get; } = new("Bare id", "id", "BlazorJwt-Lab-Id");

    /// <summary>All of them. The first two are the columns of the table.</summary>
    public static IReadOnlyList<SignInMethod> All { get; } = [Token, Session, BareId];

    public string Path => $"{Root}/{Slug}";

    public static SignInMethod? Find(string slug) => All.FirstOrDefault(method => method.Slug == slug);

    /// <summary>The attributes of its cookie. It has no expiry of its own: the server decides how long a credential is valid.</summary>
    public CookieOptions Attributes() => new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Path = Path };
}
