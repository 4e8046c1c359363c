using System.Globalization;
using BlazorJwt.Tokens.Refresh;
using BlazorJwt.Tokens.Rotation;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Tokens;

/// <summary>Wires the token service.</summary>
public static class TokensSetup
{
    /// <summary>Adds the token service, its keys and its denylist, and refresh tokens. Wrong settings stop the start.</summary>
    public static IServiceCollection AddTokens(this IServiceCollection services)
    {
        services.AddOptions<TokenOptions>().BindConfiguration(TokenOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TokenOptions>, TokenOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(all => new TokenKeyRing(all.GetRequiredService<IOptions<TokenOptions>>(), all.GetRequiredService<TimeProvider>(), all.GetService<IKeyScheduleStore>()));
        services.AddSingleton(all => new Denylist(all.GetRequiredService<TimeProvider>(), all.GetService<IDenylistStore>()));
        services.AddSingleton<TokenService>();
        services.AddSingleton<GuardedTokenHandler>();

        services.AddOptions<RefreshOptions>().BindConfiguration(RefreshOptions.Section).ValidateDataAnnotations()
            .Validate<IConfiguration>((refresh, settings) => refresh.IdleLifetime > LongestLifetime(settings),
                "Tokens:Refresh:IdleLifetime must be longer than Tokens:LongestLifetime, or a sign-in would be over before its first refresh. Set it to 02:00:00, for example.")
            .ValidateOnStart();
        services.AddSingleton<IRefreshFamilies, RefreshFamiliesInMemory>();
        services.AddSingleton<RefreshTokens>();
        return services;
    }

    // Read past the options: whatever else is wrong with those is said once, by their own validator.
    private static TimeSpan LongestLifetime(IConfiguration settings) =>
        TimeSpan.TryParse(settings[$"{TokenOptions.Section}:{nameof(TokenOptions.LongestLifetime)}"], CultureInfo.InvariantCulture, out var longest) && longest <= TimeSpan.FromDays(1) ? longest : new TokenOptions().LongestLifetime;
}
