using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorJwt.Hosting;

/// <summary>
/// What a proxy or an orchestrator asks to know whether this node may get visitors. A word and, when something is wrong, a line for each
/// thing; no cookie, and no name or address of anything: the log has those.
/// </summary>
internal static class Health
{
    /// <summary>Whether the process answers at all. Who gets no answer may restart it.</summary>
    public const string Live = "/health/live";

    /// <summary>Whether this node can serve. A proxy that gets 503, or nothing, sends visitors elsewhere. What is wrong for all nodes alike
    /// is said here, with 200: sent elsewhere, visitors would find the same.</summary>
    public const string Ready = "/health/ready";

    /// <summary>Whether what all nodes share can be used: 503 when it can't. For those who watch the servers, never for a proxy.</summary>
    public const string Shared = "/health/shared";

    /// <summary>Marks a check of what all nodes share.</summary>
    public const string OfAllServers = "shared";

    internal static void AddHealth(this IServiceCollection services)
    {
        services.AddHealthChecks();
        // A line for each probe, once a second from each proxy. What is wrong is logged once, by those who found it.
        services.AddLogging(logging => logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.Critical));
        // Before all others, the check of the Host header too: a load balancer asks by the node's address, and a public name is listed in
        // AllowedHosts. The security headers are set before that, so that the responses of both have them.
        services.Insert(0, ServiceDescriptor.Singleton<IStartupFilter, AnswersFirst>());
    }

    private sealed class AnswersFirst(IHostApplicationLifetime lifetime) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.UseSecurityHeaders(SecurityHeaders.Policy());
            app.UseHealthChecks(Live, new HealthCheckOptions { Predicate = _ => false });
            app.UseHealthChecks(Shared, new HealthCheckOptions
            {
                Predicate = check => check.Tags.Contains(OfAllServers),
                ResultStatusCodes = { [HealthStatus.Degraded] = StatusCodes.Status503ServiceUnavailable },
                ResponseWriter = WriteAsync,
            });
            app.UseWhen(IsLate, late => late.Run(Refuse));
            app.UseHealthChecks(Ready, new HealthCheckOptions { ResponseWriter = WriteAsync });
            next(app);
        };

        private bool IsLate(HttpContext context) => lifetime.ApplicationStopping.IsCancellationRequested && context.Request.Path == Ready;

        private static Task WriteAsync(HttpContext context, HealthReport report)
        {
            context.Response.ContentType = "text/plain";
            var wrong = report.Entries.Where(entry => entry.Value.Status is not HealthStatus.Healthy)
                .Select(entry => $"\n{entry.Key}: {entry.Value.Description}");
            return context.Response.WriteAsync(string.Concat([$"{report.Status}", .. wrong]));
        }

        private static Task Refuse(HttpContext context)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.ContentType = "text/plain";
            context.Response.Headers.CacheControl = "no-store, no-cache";
            return context.Response.WriteAsync(nameof(HealthStatus.Unhealthy));
        }
    }
}
