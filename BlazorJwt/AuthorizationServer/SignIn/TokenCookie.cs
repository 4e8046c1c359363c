using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>
/// The cookie that carries the token. No script can read it (HttpOnly), no other site can make the browser send it (SameSite=Strict), and
/// the prefix <c>__Host-</c> makes the browser refuse it unless it is Secure, for this host alone and for every path. It goes to every port
/// of the host: SameSite speaks of sites, and another port is the same site.
/// </summary>
internal static class TokenCookie
{
    public const string Name = "__Host-BlazorJwt";

    /// <summary>What the names of the cookies hold that keep a copy of a token for a lesson.</summary>
    public const string CopyMark = "BlazorJwt-Copy-";

    /// <summary>Hands the token to the browser, which forgets it when the token expires.</summary>
    public static void SetTokenCookie(this HttpResponse response, IssuedToken token) =>
        response.Cookies.Append(Name, token.Text, Attributes(token.ExpiresAt));

    /// <summary>Makes the browser forget the token. The attributes must be those it was set with, or the browser refuses this
    /// too.</summary>
    public static void ClearTokenCookie(this HttpResponse response) => response.Cookies.Delete(Name, Attributes());

    public static bool HasTokenCookie(this HttpRequest request) => request.Cookies.ContainsKey(Name);

    private static CookieOptions Attributes(DateTimeOffset? expires = null) =>
        new() { Expires = expires, HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Path = "/" };
}
