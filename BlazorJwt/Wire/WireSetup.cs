using BlazorJwt.Accounts;
using BlazorJwt.Hosting;
using BlazorJwt.Wire.Tap;

namespace BlazorJwt.Wire;

/// <summary>Wires this room.</summary>
public static class WireSetup
{
    /// <summary>Adds the log of exchanges and what links the two ends of one.</summary>
    public static IServiceCollection AddWire(this IServiceCollection services)
    {
        services.AddSettings<WireOptions>(WireOptions.Section)
            .Validate(options => options is { PerVisitor: >= 1, Visitors: >= 1, BodyBytes: >= 0 }, "Wire:PerVisitor and Wire:Visitors must be 1 or more, Wire:BodyBytes 0 or more.");
        services.AddSingleton<WireLog>();
        services.AddSingleton<IKeptForVisitor>(all => all.GetRequiredService<WireLog>());
        services.AddSingleton<AnnouncedExchanges>();
        services.AddSingleton<LoopbackTap>();
        return services;
    }

    /// <summary>Records what browsers send to the accounts and to the API. Before both, so that their refusals are recorded too.</summary>
    public static WebApplication UseWire(this WebApplication app)
    {
        app.UseMiddleware<WireRecorder>();
        return app;
    }
}
