using BlazorJwt.AuthorizationServer;
using Microsoft.AspNetCore.Authentication.Cookies;

namespace BlazorJwt.Labs.Sessions;

/// <summary>
/// Wires the lab of tokens and sessions: a second scheme, the framework's own cookie authentication. By default it puts the whole ticket
/// into the cookie; here it has a session store (<see cref="LabTicketStore"/>), so that signing out ends the session.
/// </summary>
internal static class SessionLabSetup
{
    public static void AddSessionLab(this IServiceCollection services)
    {
        services.AddPerVisitor<SessionLabs>();
        services.AddSingleton<ISessionStore, InMemorySessionStore>();
        services.AddSingleton<LabTicketStore>();
        services.AddSingleton<SignInMethodTokens>();
        services.AddSingleton<SignInMethodCheck>();
        services.AddSingleton<SignInMethodThief>();
        services.AddSingleton<IEndsWithSignOut>(new LabCookies(SignInMethod.All.Select(method => (method.Cookie, method.Attributes()))));
        services.AddAuthentication().AddCookie(SignInMethod.SessionScheme);
        services.AddOptions<CookieAuthenticationOptions>(SignInMethod.SessionScheme).Configure<LabTicketStore>((options, store) =>
        {
            options.SessionStore = store;
            options.ExpireTimeSpan = SignInMethod.SessionLifetime;
            options.SlidingExpiration = false;
            options.Cookie.Name = SignInMethod.Session.Cookie;
            options.Cookie.Path = SignInMethod.Session.Path;
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
        });
    }
}
