using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlazorJwt.Tests.Production;

/// <summary>A small app around a sample, without a network and without the settings of this repository.</summary>
internal static class SampleApp
{
    /// <summary>Starts it. The caller disposes it.</summary>
    public static async Task<WebApplication> StartAsync(Action<IServiceCollection> services, Action<WebApplication> endpoints)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration.Sources.Clear();
        builder.Logging.ClearProviders();
        builder.WebHost.UseTestServer();
        services(builder.Services);
        var app = builder.Build();
        endpoints(app);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return app;
    }
}
