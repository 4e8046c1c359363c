namespace BlazorJwt.Api;

/// <summary>Wires this room.</summary>
public static class ApiSetup
{
    /// <summary>Adds what this room needs.</summary>
    public static IServiceCollection AddProtectedApi(this IServiceCollection services) => services;


    /// <summary>Maps this room's endpoints.</summary>
    public static WebApplication MapProtectedApi(this WebApplication app) => app;
}
