using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Redis;
using BlazorJwt.Tests.AuthorizationServer.Refresh;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Redis;

/// <summary>Refresh families that several servers share: what holds for those of one server holds for them.</summary>
[Trait("needs", "redis")]
public sealed class RefreshTokensInRedisTests : RefreshTokensTests, IDisposable
{
    private readonly SharedRedis _redis;

    public RefreshTokensInRedisTests(RedisFixture redis) : this(SharedRedis.Open(redis))
    {
    }

    private RefreshTokensInRedisTests(SharedRedis redis) : base(options => new(options, redis.Families)) => _redis = redis;

    public void Dispose() => _redis.Dispose();
}

/// <summary>The grace window of shared refresh families.</summary>
[Trait("needs", "redis")]
public sealed class GraceWindowInRedisTests : GraceWindowTests, IDisposable
{
    private readonly SharedRedis _redis;

    public GraceWindowInRedisTests(RedisFixture redis) : this(SharedRedis.Open(redis))
    {
    }

    private GraceWindowInRedisTests(SharedRedis redis) : base(options => new(options, redis.Families)) => _redis = redis;

    public void Dispose() => _redis.Dispose();
}

/// <summary>What is kept of shared refresh families is bounded as the rest.</summary>
[Trait("needs", "redis")]
public sealed class RefreshBoundsInRedisTests : RefreshBoundsTests, IDisposable
{
    private readonly SharedRedis _redis;

    public RefreshBoundsInRedisTests(RedisFixture redis) : this(SharedRedis.Open(redis))
    {
    }

    private RefreshBoundsInRedisTests(SharedRedis redis) : base(options => new(options, redis.Families)) => _redis = redis;

    public void Dispose() => _redis.Dispose();
}

/// <summary>Attempts that several servers count together.</summary>
[Trait("needs", "redis")]
public sealed class AttemptLimitInRedisTests : AttemptLimitTests, IDisposable
{
    private readonly SharedRedis _redis;

    public AttemptLimitInRedisTests(RedisFixture redis) : this(SharedRedis.Open(redis))
    {
    }

    private AttemptLimitInRedisTests(SharedRedis redis) : base(time => new RedisAttemptLimits(redis.Connection, time)) => _redis = redis;

    [Fact]
    public async Task Two_servers_grant_one_bound_between_them_and_keep_no_address_in_plain_text()
    {
        var (one, other) = (Limit(), Limit());
        Assert.Null(await one.TakeAsync("192.0.2.77"));
        Assert.Null(await other.TakeAsync("192.0.2.77"));

        Assert.NotNull(await one.TakeAsync("192.0.2.77"));
        Assert.NotNull(await other.TakeAsync("192.0.2.77"));
        var names = ((StackExchange.Redis.RedisResult[])_redis.Connection.Database.Execute("KEYS", "*")!).Select(name => (string)name!);
        Assert.DoesNotContain("192.0.2.77", Assert.Single(names), StringComparison.Ordinal);

        IAttemptLimit Limit() => new RedisAttemptLimits(_redis.Connection, TimeProvider.System).Of("address", 2, TimeSpan.FromMinutes(5));
    }

    [Theory]
    [InlineData("not a number", "not a time")]
    [InlineData("1", "-5")]
    [InlineData("1", "1e300")]
    [InlineData("-1e300", "inf")]
    [InlineData("nan", "nan")]
    public async Task A_count_that_is_garbled_begins_again_and_bounds_again(string count, string ends)
    {
        var limit = new RedisAttemptLimits(_redis.Connection, TimeProvider.System).Of("address", 2, TimeSpan.FromMinutes(5));
        await limit.TakeAsync("192.0.2.77");
        _redis.Connection.Database.HashSet(
            (string)Assert.Single((StackExchange.Redis.RedisResult[])_redis.Connection.Database.Execute("KEYS", "*")!)!,
                [new("count", count), new("ends", ends)]);

        Assert.Null(await limit.TakeAsync("192.0.2.77"));
        Assert.Null(await limit.TakeAsync("192.0.2.77"));
        Assert.InRange((await limit.TakeAsync("192.0.2.77"))!.Value, TimeSpan.Zero, TimeSpan.FromMinutes(5));
    }

    [Fact]
    public async Task A_garbled_number_in_an_open_window_lets_nobody_try_more_often()
    {
        var limit = new RedisAttemptLimits(_redis.Connection, TimeProvider.System).Of("address", 2, TimeSpan.FromMinutes(5));
        await limit.TakeAsync("192.0.2.77");
        _redis.Connection.Database.HashSet(
            (string)Assert.Single((StackExchange.Redis.RedisResult[])_redis.Connection.Database.Execute("KEYS", "*")!)!, "count", "nan");

        Assert.InRange((await limit.TakeAsync("192.0.2.77"))!.Value, TimeSpan.Zero, TimeSpan.FromMinutes(5));
    }

    public void Dispose() => _redis.Dispose();
}

/// <summary>Failures in a row that several servers count together.</summary>
[Trait("needs", "redis")]
public sealed class FailuresInARowInRedisTests : FailuresInARowTests
{
    private readonly SharedRedis _redis;

    public FailuresInARowInRedisTests(AppFixture app, RedisFixture redis) : this(app, SharedRedis.Open(redis))
    {
    }

    private FailuresInARowInRedisTests(AppFixture app, SharedRedis redis)
        : base(app, time => new RedisAttemptLimits(redis.Connection, time)) => _redis = redis;

    private protected override void DisposeMore() => _redis.Dispose();
}
