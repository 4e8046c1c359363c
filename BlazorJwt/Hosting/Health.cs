using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorJwt.Hosting;

/// <summary>
/// What a proxy or an orchestrator asks to know whether this node may get visitors. One word, no cookie, and no word on why: the log says that.
/// </summary>
public static class Health
{
    /// <summary>Whether the process answers at all. Who gets no answer may restart it.</summary>
    public const string Live = "/health/live";

    /// <summary>Whether this node can serve: it is not about to stop, and what it depends on answers. Who gets 503 sends visitors elsewhere.</summary>
    public const string Ready = "/health/ready";

    internal static void AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks().AddCheck<Running>("running");
        // Before all others, the look at the Host header too: a load balancer asks by the node's address, and a public name stands in AllowedHosts.
        services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, AnswersFirst>());
    }

    private sealed class AnswersFirst : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.UseHealthChecks(Live, new HealthCheckOptions { Predicate = _ => false });
            app.UseHealthChecks(Ready);
            next(app);
        };
    }

    private sealed class Running(IHostApplicationLifetime lifetime) : IHealthCheck
    {
        public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(
            lifetime.ApplicationStopping.IsCancellationRequested ? HealthCheckResult.Unhealthy("This node is about to stop.") : HealthCheckResult.Healthy());
    }
}
