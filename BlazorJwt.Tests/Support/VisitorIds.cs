using BlazorJwt.AuthorizationServer;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Support;

/// <summary>Visitor ids, and the cookies that carry them, with the keys of the app under test: no client can make either up.</summary>
internal static class VisitorIds
{
    /// <summary>The value of a visitor cookie with this id, as the app would set it.</summary>
    public static string VisitorCookieFor(this RunningApp app, string visitorId) => Cookies(app).Protect(visitorId);

    /// <summary>The id in the value of a visitor cookie. Fails for a cookie that the app did not set.</summary>
    public static string VisitorIdIn(this RunningApp app, string? cookie) =>
        Cookies(app).Unprotect(cookie) ?? throw new InvalidOperationException("That is no visitor cookie of this app.");

    /// <summary>The id of this browser.</summary>
    public static string VisitorIdOf(this RunningApp app, VisitorSession visitor) => app.VisitorIdIn(visitor.Cookies[VisitorCookie.Name]);

    /// <summary>The session that the tokens of this browser name.</summary>
    public static string SessionOf(this RunningApp app, VisitorSession visitor) =>
        ClaimsPrincipalExtensions.SessionOf(app.VisitorIdOf(visitor));

    private static VisitorCookie Cookies(RunningApp app) => app.Services.GetRequiredService<VisitorCookie>();
}
