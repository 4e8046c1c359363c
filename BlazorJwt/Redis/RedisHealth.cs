using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorJwt.Redis;

/// <summary>
/// What is wrong with what all servers share. Never a reason to take this server out: when Redis is away it is away for all, and then each
/// can still show its pages and say why the rest has to wait. It tells what the watch knows and asks nobody: a probe must not wait for a
/// Redis that does not answer.
/// </summary>
internal sealed class RedisHealth(Denylist denylist, UnreadableEntries unreadable) : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(
        !denylist.CanAnswer
            ? HealthCheckResult.Degraded($"Can't be asked, so no token is accepted and nobody signs in. {unreadable.Summary}".TrimEnd())
        : unreadable.Summary is { } summary ? HealthCheckResult.Degraded(summary)
        : HealthCheckResult.Healthy());
}
