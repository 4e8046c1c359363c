using BlazorJwt.AuthorizationServer.Metadata;
using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.AuthorizationServer.SigningKeys;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.AuthorizationServer.TokenEndpoint;
using BlazorJwt.Hosting;
using BlazorJwt.Tokens;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.AspNetCore.CookiePolicy;
using Microsoft.Extensions.Options;

namespace BlazorJwt.AuthorizationServer;

/// <summary>Wires who may sign in, and how a request says who it is.</summary>
public static class AuthorizationServerSetup
{
    /// <summary>The cookie that belongs to the hidden field of every form.</summary>
    internal const string AntiforgeryCookie = "__Host-BlazorJwt-Antiforgery";

    /// <summary>Adds the signing keys, refresh tokens, the demo people, the authentication scheme, antiforgery, and who the visitor is in a circuit.</summary>
    public static IServiceCollection AddAuthorizationServer(this IServiceCollection services)
    {
        services.AddSettings<AccountsOptions>(AccountsOptions.Section).ValidateDataAnnotations();
        services.AddSettings<DemoOptions>(DemoOptions.Section);
        services.AddSingleton<IValidateOptions<DemoOptions>, DemoOptionsValidator>();
        services.AddSingleton(all => new TokenKeyRing(
            all.GetRequiredService<IOptions<TokenOptions>>(), all.GetRequiredService<TimeProvider>(), all.GetService<IKeyScheduleStore>()));
        services.AddSingleton<ISigningKeys>(all => all.GetRequiredService<TokenKeyRing>());
        services.AddRefreshTokens();
        services.AddSingleton<DemoPeople>();
        services.AddSingleton<IAttemptLimits, AttemptLimitsInMemory>();
        services.AddSingleton<CredentialCheck>();
        services.AddDataProtection();
        services.AddSingleton<VisitorCookie>();
        services.AddSingleton<SignIns>();
        services.AddSingleton<ExperimentTokens>();
        services.AddSingleton<TokenRenewalNotifier>();
        services.AddSingleton<IServiceAccountStore, ServiceAccountsInMemory>();
        services.AddSingleton<IUsedAssertions, UsedAssertionsInMemory>();
        services.AddSingleton<ServiceAccountRegistry>();
        services.AddSingleton<Assertions>();
        services.AddTokenEndpoint();

        services.AddSingleton(new AddressMetadata(DiscoveryEndpoints.Address, AnswersInJson.AsProblem));
        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.ConfigureOptions<BearerOrCookie>();
        services.AddAuthorization();
        services.AddScoped<AuthenticationStateProvider, TokenAuthenticationStateProvider>();

        // SecurePolicy.Always throws on http://localhost. The cookie policy below makes this cookie Secure all the same.
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = AntiforgeryCookie;
            options.Cookie.SecurePolicy = CookieSecurePolicy.None;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.Path = "/";
            // Who may frame a page is said once, by the security headers.
            options.SuppressXFrameOptionsHeader = true;
        });
        services.Configure<CookiePolicyOptions>(options =>
        {
            options.Secure = CookieSecurePolicy.Always;
            options.HttpOnly = HttpOnlyPolicy.None;
        });
        return services;
    }

    /// <summary>Finds out who asks: token, visitor, and what a page owes them.</summary>
    public static WebApplication UseAuthorizationServer(this WebApplication app)
    {
        app.UseCookiePolicy();
        app.Use(CrossSiteArrival.ComeAgain);
        app.UseAuthentication();
        app.Use(StoreOutageGuard.Refuse);
        app.Use(app.Services.GetRequiredService<VisitorCookie>().Recognise);
        app.Use(StaleCookieMiddleware.Greet);
        app.UseAuthorization();
        app.UseAntiforgery();
        app.Lifetime.ApplicationStarted.Register(app.Services.GetRequiredService<DemoPeople>().Prepare);
        return app;
    }

    /// <summary>Maps signing in, staying signed in, signing out, the token endpoints, and what others need to know to trust its tokens.</summary>
    public static WebApplication MapAuthorizationServer(this WebApplication app)
    {
        var oauth = app.MapGroup("").WithMetadata(OAuthErrors.Json, new RecordedExchange()).ExcludeFromDescription().AddEndpointFilter(OAuthErrors.ForbidStoring);
        oauth.MapToken();
        var bounded = oauth.MapGroup("").AddEndpointFilter(TokenRequestLimit.Bound);
        bounded.MapRefresh();
        bounded.MapRevocation();
        bounded.MapIntrospection();
        var forms = app.MapGroup("").WithMetadata(new RecordedExchange(IsForm: true)).ExcludeFromDescription();
        forms.MapSignIn();
        forms.MapSessions();
        forms.MapSignOut();
        app.MapArrival();
        app.MapDiscovery();
        app.MapRotation();
        return app;
    }
}
