using BlazorJwt.Tests.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Redis;

/// <summary>The bounds on service accounts hold for several servers as for one.</summary>
[Trait("needs", "redis")]
public sealed class ServiceAccountBoundsInRedisTests : ServiceAccountBoundsTests, IDisposable
{
    private readonly SharedRedis _redis;

    public ServiceAccountBoundsInRedisTests(RedisFixture redis) : this(SharedRedis.Open(redis))
    {
    }

    private ServiceAccountBoundsInRedisTests(SharedRedis redis) : base(redis.Accounts()) => _redis = redis;

    public void Dispose() => _redis.Dispose();
}
