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

internal static class AuthorizationServerSetup
{
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
            options.Cookie.Name = PostedForm.AntiforgeryCookie;
            options.Cookie.SecurePolicy = CookieSecurePolicy.None;
            options.Cookie.SameSite = SameSiteMode.Strict;
            options.Cookie.Path = "/";
            // Who may frame a page is said once, by the security headers.
            options.SuppressXFrameOptionsHeader = true;
        });
        return services;
    }

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

    public static WebApplication MapAuthorizationServer(this WebApplication app)
    {
        var oauth = app.MapGroup("").WithMetadata(OAuthErrors.Json, new RecordedExchange())
            .AddEndpointFilter(OAuthErrors.ForbidStoring);
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
