namespace BlazorJwt.Hosting;

/// <summary>Wires what holds for every request: bounds, headers, compression.</summary>
public static class HostingSetup
{
    /// <summary>Adds what this room needs.</summary>
    public static WebApplicationBuilder AddHosting(this WebApplicationBuilder builder) => builder;

    /// <summary>Puts this room's middleware in its place, before all others.</summary>
    public static WebApplication UseHosting(this WebApplication app) => app;
}
