namespace BlazorJwt.Storage;

/// <summary>Wires the places where a browser can keep a token.</summary>
public static class StorageSetup
{
    /// <summary>Adds the places and the maker of copies.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services)
    {
        services.AddSingleton<TokenCopies>();
        services.AddScoped<LocalStoragePlace>();
        return services;
    }
}
