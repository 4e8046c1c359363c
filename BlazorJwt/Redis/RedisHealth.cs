using BlazorJwt.Tokens;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace BlazorJwt.Redis;

/// <summary>A server that can't reach Redis accepts no token: it wants no visitors while another one can.</summary>
internal sealed class RedisHealth(RedisConnection redis) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await redis.AskAsync(database => database.PingAsync());
            return HealthCheckResult.Healthy();
        }
        catch (StoreUnreachableException)
        {
            return HealthCheckResult.Unhealthy("Redis can't be reached.");
        }
    }
}
