using BlazorJwt.Redis;
using BlazorJwt.Tests.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Tests.Support;
using StackExchange.Redis;

namespace BlazorJwt.Tests.Redis;

/// <summary>The used assertions of several servers: what holds for those of one server holds for them, and one that one server accepted is
/// refused by all.</summary>
[Trait("needs", "redis")]
public sealed class UsedAssertionsInRedisTests : UsedAssertionsTests, IDisposable
{
    private readonly SharedRedis _redis;

    public UsedAssertionsInRedisTests(RedisFixture redis) : this(SharedRedis.Open(redis))
    {
    }

    private UsedAssertionsInRedisTests(SharedRedis redis) : base(time => new RedisUsedAssertions(redis.Connection, time)) => _redis = redis;

    [Fact]
    public async Task An_assertion_that_one_server_accepted_is_refused_by_the_other_until_it_is_over()
    {
        var (one, other) = (new RedisUsedAssertions(_redis.Connection, _clock), new RedisUsedAssertions(_redis.Connection, _clock));
        var until = Until;

        Assert.True(await one.TryUseAsync("svc-1", "an id", until));
        Assert.False(await other.TryUseAsync("svc-1", "an id", until));
        Assert.True(await other.TryUseAsync("svc-2", "an id", until));

        _clock.Advance(TimeSpan.FromMinutes(7));
        Assert.True(await other.TryUseAsync("svc-1", "another id", until));
        Assert.Equal(1, _redis.Connection.Database.SortedSetLength(RedisNames.UsedAssertions));
    }

    // Written as the script writes them: asked one by one they would take a minute.
    private protected override Task UseAsync(int count) =>
        Task.WhenAll(Enumerable.Range(0, count).Chunk(10_000).Select(some => _redis.Connection.Database.SortedSetAddAsync(
        RedisNames.UsedAssertions, [.. some.Select(number => new SortedSetEntry($"{number}", Until.ToUnixTimeMilliseconds()))])));

    public void Dispose() => _redis.Dispose();
}
