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
        services.AddHealthChecks();
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
            // Before the checks: the log would call each probe of a node that is about to stop a failure, and it is what was asked for.
            app.UseWhen(IsLate, late => late.Run(Refuse));
            app.UseHealthChecks(Ready);
            next(app);
        };

        private bool IsLate(HttpContext context) => lifetime.ApplicationStopping.IsCancellationRequested && context.Request.Path == Ready;

        private static Task Refuse(HttpContext context)
        {
            context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
            context.Response.ContentType = "text/plain";
            context.Response.Headers.CacheControl = "no-store, no-cache";
            return context.Response.WriteAsync(nameof(HealthStatus.Unhealthy));
        }
    }
}
