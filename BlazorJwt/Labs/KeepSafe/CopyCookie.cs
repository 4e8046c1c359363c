using BlazorJwt.AuthorizationServer.SignIn;
using Microsoft.Net.Http.Headers;
using SameSiteMode = Microsoft.Net.Http.Headers.SameSiteMode;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>A cookie that keeps a copy, with the attributes that decide who may read it and when it is sent (draft RFC 6265bis section 4.1.2).</summary>
/// <param name="Name">Its name.</param>
/// <param name="HttpOnly">Whether it is kept from scripts.</param>
/// <param name="SameSite">Which requests from other sites it goes with.</param>
/// <param name="Secure">Whether it goes over a trustworthy connection only.</param>
/// <param name="Path">Below which path it is sent.</param>
public sealed record CopyCookie(string Name, bool HttpOnly, SameSiteMode SameSite, bool Secure = true, string Path = "/")
{
    /// <summary>The name of the cookie that a script sets (wwwroot/storage.js).</summary>
    public const string ReadableName = TokenCookie.CopyMark + "Readable";

    /// <summary>The name of the cookie whose attributes the visitor chooses; it may have the prefix <c>__Host-</c> before it.</summary>
    public const string ChosenName = TokenCookie.CopyMark + "Yours";

    /// <summary>An HttpOnly cookie for every path.</summary>
    public static CopyCookie ForHttpOnly(SameSiteMode sameSite) => new($"{TokenCookie.CopyMark}{sameSite}", HttpOnly: true, sameSite);

    /// <summary>The value of a Set-Cookie header that sets it.</summary>
    /// <param name="token">What it keeps.</param>
    /// <param name="lifetime">How long the browser keeps it: no longer than the token is good.</param>
    public string Set(string token, TimeSpan lifetime) => Header(token, lifetime);

    /// <summary>The value of a Set-Cookie header that takes it away. The attributes must be those it was set with.</summary>
    public string Clear() => Header("", TimeSpan.Zero);

    private string Header(string value, TimeSpan lifetime) => new SetCookieHeaderValue(Name, value)
    {
        HttpOnly = HttpOnly,
        Secure = Secure,
        SameSite = SameSite,
        Path = Path,
        MaxAge = lifetime,
    }.ToString();
}
