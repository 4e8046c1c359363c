using BlazorJwt.Tests.Support;
using BlazorJwt.Tests.Tokens.Validation;

namespace BlazorJwt.Tests.Redis;

/// <summary>The denylist of one of several servers: what holds for the list of one server holds for it.</summary>
[Trait("needs", "redis")]
public sealed class DenylistInRedisTests : DenylistTests, IDisposable
{
    private readonly SharedRedis _redis;
    private readonly SharedServer _server;

    public DenylistInRedisTests(RedisFixture redis) : this(SharedRedis.Open(redis))
    {
    }

    private DenylistInRedisTests(SharedRedis redis) : this(redis, redis.StartServerAsync().GetAwaiter().GetResult())
    {
    }

    private DenylistInRedisTests(SharedRedis redis, SharedServer server) : base(server.World) => (_redis, _server) = (redis, server);

    public void Dispose()
    {
        _server.Dispose();
        _redis.Dispose();
    }
}
