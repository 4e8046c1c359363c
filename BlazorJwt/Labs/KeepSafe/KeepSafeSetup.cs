using BlazorJwt.AuthorizationServer;
using Microsoft.AspNetCore.Components.Server.ProtectedBrowserStorage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>Wires the places where a browser can keep a token.</summary>
internal static class KeepSafeSetup
{
    /// <summary>Adds the places and the maker of copies.</summary>
    public static IServiceCollection AddTokenPlaces(this IServiceCollection services)
    {
        services.AddDataProtection();
        services.TryAddScoped<ProtectedLocalStorage>();
        services.AddSingleton<TokenCopies>();
        services.AddSingleton<CookieHandover>();
        services.AddSingleton<CopyCookies>();
        services.AddSingleton<ServerTokens>();
        services.AddSingleton<CopyRegistry>();
        services.AddSingleton<IEndsWithSignOut>(all => all.GetRequiredService<CopyCookies>());
        services.AddSingleton<IKeptForVisitor>(all => all.GetRequiredService<ServerTokens>());
        services.AddSingleton<IKeptForVisitor>(all => all.GetRequiredService<CopyRegistry>());
        services.AddScoped<StorageScript>();
        services.AddScoped<TokenPlaces>();
        services.AddScoped<SizeProbe>();
        return services;
    }
}
