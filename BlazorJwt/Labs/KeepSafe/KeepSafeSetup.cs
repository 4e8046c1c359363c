using BlazorJwt.AuthorizationServer;
using BlazorJwt.Labs.KeepSafe.EvilSite;
using BlazorJwt.Labs.KeepSafe.Guestbook;
using Microsoft.AspNetCore.Components.Server.ProtectedBrowserStorage;
using Microsoft.AspNetCore.HostFiltering;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Labs.KeepSafe;

internal static class KeepSafeSetup
{
    public static void AddKeepSafe(this IServiceCollection services)
    {
        services.AddSingleton<TokenCopies>();
        services.AddPerVisitor<CopyRegistry>();
        services.AddPerVisitor<LabResults>();
        services.AddPlaces();
        services.AddScoped<HostileScript>();
        services.AddPerVisitor<ThiefBox>();
        services.AddSingleton(typeof(LabRuns<>));
        services.AddSingleton<SecondHostName>();
        services.AddSingleton<IPostConfigureOptions<HostFilteringOptions>>(all => all.GetRequiredService<SecondHostName>());
        services.AddSingleton<EvilSiteObserver>();
        services.AddSingleton<IEndsWithSignOut>(new LabCookies(EvilSiteCookie.All.Select(cookie => (cookie.Name, cookie.Attributes()))));
        services.AddSingleton<DecoyTokens>();
        LabPolicies.Add(services);
    }

    public static void MapKeepSafe(this IEndpointRouteBuilder routes)
    {
        routes.MapCopies();
        routes.MapThief();
        routes.MapEvilSite();
        routes.MapGuestbook();
    }

    private static void AddPlaces(this IServiceCollection services)
    {
        services.AddDataProtection();
        services.TryAddScoped<ProtectedLocalStorage>();
        services.AddSingleton<CookieHandover>();
        services.AddSingleton<CopyCookies>();
        services.AddSingleton<IEndsWithSignOut>(all => all.GetRequiredService<CopyCookies>());
        services.AddPerVisitor<ServerTokens>();
        services.AddScoped<StorageScript>();
        services.AddScoped<TokenPlaces>();
        services.AddScoped<SizeProbe>();
    }
}
