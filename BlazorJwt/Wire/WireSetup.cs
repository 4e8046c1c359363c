namespace BlazorJwt.Wire;

/// <summary>Wires this room.</summary>
public static class WireSetup
{
    /// <summary>Adds what this room needs.</summary>
    public static IServiceCollection AddWire(this IServiceCollection services) => services;


}
