using BlazorJwt.AuthorizationServer;
using BlazorJwt.Hosting;
using BlazorJwt.HttpLog.Tap;

namespace BlazorJwt.HttpLog;

internal static class HttpLogSetup
{
    public static IServiceCollection AddHttpLog(this IServiceCollection services)
    {
        services.AddSettings<HttpLogOptions>(HttpLogOptions.Section)
            .Validate(options =>
                options is
                {
                    PerVisitor: >= 1, Visitors: >= 1,
                    BodyBytes: >= 0
                }, "HttpLog:PerVisitor and HttpLog:Visitors must be 1 or more, HttpLog:BodyBytes 0 or more.");
        services.AddSingleton<ExchangeLog>();
        services.AddSingleton<IKeptForVisitor>(all => all.GetRequiredService<ExchangeLog>());
        services.AddSingleton<AnnouncedExchanges>();
        services.AddSingleton<LoopbackTap>();
        return services;
    }

    /// <summary>Records what browsers send to the accounts and to the API. Before both, so that their refusals are recorded too.</summary>
    public static WebApplication UseHttpLog(this WebApplication app)
    {
        app.UseMiddleware<ExchangeRecorder>();
        return app;
    }
}
