using BlazorJwt.AuthorizationServer.Metadata;
using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.AuthorizationServer.SigningKeys;
using BlazorJwt.AuthorizationServer.TokenEndpoint;
using BlazorJwt.Hosting;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Validation;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.Options;

namespace BlazorJwt.AuthorizationServer;

/// <summary>Wires who may sign in, and how a request says who it is.</summary>
internal static class AuthorizationServerSetup
{
    /// <summary>The cookie that belongs to the hidden field of every form.</summary>
    internal const string AntiforgeryCookie = "__Host-BlazorJwt-Antiforgery";

    /// <summary>Adds the signing keys, refresh tokens, the demo people, the authentication scheme, antiforgery, and who the visitor is in a circuit.</summary>
    public static IServiceCollection AddAuthorizationServer(this IServiceCollection services)
    {
        services.AddSettings<AccountsOptions>(AccountsOptions.Section).ValidateDataAnnotations();
        services.AddSettings<DemoOptions>(DemoOptions.Section);
        services.AddDataProtection();
        services
            .AddSingleton<IValidateOptions<DemoOptions>, DemoOptionsValidator>()
            .AddSingleton<IKeyScheduleStore, KeySchedulesInMemory>()
            .AddSingleton<TokenKeyRing>()
            .AddSingleton<ISigningKeys>(all => all.GetRequiredService<TokenKeyRing>())
            .AddSingleton<DemoPeople>()
            .AddSingleton<IAttemptLimits, AttemptLimitsInMemory>()
            .AddSingleton<CredentialCheck>()
            .AddSingleton<VisitorCookie>()
            .AddSingleton<SignIns>()
            .AddSingleton<ExperimentTokens>()
            .AddSingleton<TokenRenewalNotifier>()
            .AddSingleton<IServiceAccountStore, ServiceAccountsInMemory>()
            .AddSingleton<IUsedAssertions, UsedAssertionsInMemory>()
            .AddSingleton<ServiceAccountRegistry>()
            .AddSingleton<Assertions>()
            .AddSingleton(new AddressMetadata(DiscoveryEndpoints.Address, AnswersInJson.AsProblem))
            .AddScoped<AuthenticationStateProvider, TokenAuthenticationStateProvider>()
            .AddRefreshTokens()
            .AddTokenEndpoint()
            .AddAuthorization();

        services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer();
        services.AddOptions<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme).Configure<TokenService>(BearerOrCookie.Configure);

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
        return services;
    }

    /// <summary>Finds out who asks: token, visitor, and what a page owes them.</summary>
    public static WebApplication UseAuthorizationServer(this WebApplication app)
    {
        app.UseCookiePolicy(new() { Secure = CookieSecurePolicy.Always });
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
