using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Tokens;

internal static class TokensSetup
{
    /// <summary>Adds the token service and its denylist. The keys come from the authorization server. Wrong settings stop the
    /// start.</summary>
    public static IServiceCollection AddTokens(this IServiceCollection services)
    {
        services.AddOptions<TokenOptions>().BindConfiguration(TokenOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<TokenOptions>, TokenOptionsValidator>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<IDenylistStore, DenylistInMemory>();
        services.AddSingleton(all => new Denylist(all.GetRequiredService<TimeProvider>(), all.GetRequiredService<IDenylistStore>()));
        services.AddSingleton<TokenService>();
        return services;
    }
}
