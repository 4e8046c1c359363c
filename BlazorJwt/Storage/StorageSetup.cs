namespace BlazorJwt.Storage;

/// <summary>Wires this room.</summary>
public static class StorageSetup
{
    /// <summary>Adds what this room needs.</summary>
    public static IServiceCollection AddStorage(this IServiceCollection services) => services;


}
