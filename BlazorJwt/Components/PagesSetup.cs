using BlazorJwt.Components.Clinic;
using BlazorJwt.Components.Layout;
using BlazorJwt.Components.Lessons;
using BlazorJwt.Components.Lessons.KeepSafe;
using BlazorJwt.Hosting;
using BlazorJwt.Labs;
using Microsoft.AspNetCore.Routing;

namespace BlazorJwt.Components;

internal static class PagesSetup
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents().AddInteractiveServerComponents();
        services.AddCascadingAuthenticationState();
        services.AddScoped<PageScript>();
        services.AddSingleton<Lessons.CallApi.CredentialTokens>();
        services.AddTransient<Lessons.CallApi.RequestState>();
        services.AddSingleton<Lessons.CallApi.TapExperiment>();
        services.AddScoped<Lessons.CallApi.BrowserFetch>();
        services.AddTransient<Lessons.OthersTokens.TrustState>();
        services.AddSingleton<ProgressCookie>();
        services.AddPerVisitor<StepResults>();
        services.AddTransient<StepRun>();
        services.AddScoped<Stage.StageScript>();
        services.AddScoped<Teaching.DrawerScript>();
        services.AddScoped<StorageExperiments>();
        services.AddTransient<TheftExperiment>();
        services.AddTransient<ActingExperiment>();
        services.AddTransient<OtherSiteExperiment>();
        services.AddTransient<CookieQuestion>();
        services.AddTransient<StorageExperiment>();
        services.AddTransient<OurKeys.CachedClientState>();
        services.AddTransient<OurKeys.RotationState>();
        services.AddTransient<Lessons.TokenOrSession.ClockState>();
        services.AddTransient<Lessons.TokenOrSession.RefreshState>();
        services.AddScoped<Lessons.TokenOrSession.SignInMethodExperiments>();
        services.AddSingleton<Lessons.KeysForMachines.ClientAuthenticationRunner>();
        services.AddTransient<Lessons.KeysForMachines.ClientAuthenticationState>();
        return services;
    }

    public static WebApplication MapPages(this WebApplication app)
    {
        app.MapStaticAssets();
        app.MapDocument("/spa", "spa/index.html");
        app.MapStages();
        app.UseNotFoundStatus("/error-clinic", name => ClinicCatalogue.At(name) is not null);
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options =>
        {
            // Our own policy header says who may frame a page; Blazor's would be a second one.
            options.ContentSecurityFrameAncestorsPolicy = null;
            // An idle circuit then costs a third of the memory, and nobody can guess a secret from the length of a compressed message.
            options.DisableWebSocketCompression = true;
        }).AnswerHead();
        return app;
    }
}
