using System.Globalization;
using BlazorJwt.Hosting;
using BlazorJwt.Tokens;

namespace BlazorJwt.AuthorizationServer.Refresh;

/// <summary>Wires refresh tokens.</summary>
internal static class RefreshSetup
{
    public static IServiceCollection AddRefreshTokens(this IServiceCollection services)
    {
        services.AddSettings<RefreshOptions>(RefreshOptions.Section).ValidateDataAnnotations().Validate<IConfiguration>(
            (refresh, settings) => refresh.IdleLifetime > LongestLifetime(settings),
            "Tokens:Refresh:IdleLifetime must be longer than Tokens:LongestLifetime, or a sign-in would be over before its first refresh. "
            + "Set it to 02:00:00, for example.");
        services.AddSingleton<IRefreshFamilies, RefreshFamiliesInMemory>();
        services.AddSingleton<RefreshTokens>();
        return services;
    }

    // Read past the options: whatever else is wrong with those is said once, by their own validator.
    private static TimeSpan LongestLifetime(IConfiguration settings)
    {
        var setting = settings[$"{TokenOptions.Section}:{nameof(TokenOptions.LongestLifetime)}"];
        return TimeSpan.TryParse(setting, CultureInfo.InvariantCulture, out var longest) && longest <= TimeSpan.FromDays(1)
            ? longest
            : new TokenOptions().LongestLifetime;
    }
}
