using Microsoft.AspNetCore.Authentication.Cookies;

namespace BlazorJwt.Labs.Sessions;

/// <summary>
/// Wires the lab of tokens and sessions: a second scheme beside the app's, the framework's own cookie authentication. By default that puts the whole ticket into
/// the cookie; here it has a session store (<see cref="LabTicketStore"/>), so that signing out ends the session.
/// </summary>
internal static class SessionLabSetup
{
    /// <summary>The name of the scheme. It is asked by name, and by this lab alone.</summary>
    public const string Scheme = "Lab session";

    /// <summary>How long a session lasts.</summary>
    public static readonly TimeSpan SessionLifetime = TimeSpan.FromMinutes(20);

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<SessionLabs>();
        services.AddSingleton<ISessionStore, InMemorySessionStore>();
        services.AddSingleton<LabTicketStore>();
        services.AddSingleton<SignInMethodTokens>();
        services.AddSingleton<SignInMethodCheck>();
        services.AddSingleton<SignInMethodThief>();
        services.AddSingleton(all => new SignInMethodServer(all.GetRequiredService<LabTicketStore>()));
        services.AddAuthentication().AddCookie(Scheme);
        services.AddOptions<CookieAuthenticationOptions>(Scheme).Configure<LabTicketStore>((options, store) =>
        {
            options.SessionStore = store;
            options.ExpireTimeSpan = SessionLifetime;
            options.SlidingExpiration = false;
            options.Cookie.Name = SignInMethod.Session.Cookie;
            options.Cookie.Path = SignInMethod.Session.Path;
            options.Cookie.HttpOnly = true;
            options.Cookie.SameSite = SameSiteMode.Strict;
        });
    }
}
