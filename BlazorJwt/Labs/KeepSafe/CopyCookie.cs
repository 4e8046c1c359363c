using BlazorJwt.AuthorizationServer.SignIn;
using Microsoft.Net.Http.Headers;
using SameSiteMode = Microsoft.Net.Http.Headers.SameSiteMode;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>A cookie that keeps a copy (draft RFC 6265bis section 4.1.2).</summary>
/// <param name="HttpOnly">Whether scripts cannot read it.</param>
/// <param name="SameSite">With which requests from other sites it is sent.</param>
/// <param name="Secure">Whether it is sent over a trustworthy connection only.</param>
/// <param name="Path">Below which path it is sent.</param>
public sealed record CopyCookie(string Name, bool HttpOnly, SameSiteMode SameSite, bool Secure = true, string Path = "/")
{
    /// <summary>The cookie that a script sets (wwwroot/storage.js).</summary>
    internal const string ReadableName = TokenCookie.CopyMark + "Readable";

    /// <summary>The cookie whose attributes the visitor chooses, perhaps with the prefix <c>__Host-</c>.</summary>
    internal const string ChosenName = TokenCookie.CopyMark + "Yours";

    /// <summary>The same as the strict one for <see cref="ForHttpOnly"/>, but that scripts can read it.</summary>
    internal static CopyCookie PlainTwin { get; } = new($"{TokenCookie.CopyMark}Plain", HttpOnly: false, SameSiteMode.Strict);

    internal static CopyCookie ForHttpOnly(SameSiteMode sameSite) => new($"{TokenCookie.CopyMark}{sameSite}", HttpOnly: true, sameSite);

    /// <summary>The value of the Set-Cookie header that sets it.</summary>
    internal string Set(string token, TimeSpan lifetime) => new SetCookieHeaderValue(Name, token)
    {
        HttpOnly = HttpOnly,
        Secure = Secure,
        SameSite = SameSite,
        Path = Path,
        MaxAge = lifetime,
    }.ToString();

    /// <summary>The value of the Set-Cookie header that deletes it. The attributes must be those it was set with.</summary>
    internal string Clear() => Set("", TimeSpan.Zero);
}
