using BlazorJwt.Tests.Labs.Sessions;
using BlazorJwt.Tests.Support;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorJwt.Tests.Redis;

/// <summary>Sessions of the lab that several servers know.</summary>
[Trait("needs", "redis")]
public sealed class SessionsInRedisTests : SessionStoreTests, IDisposable
{
    private static readonly EphemeralDataProtectionProvider Protection = new();
    private readonly SharedRedis _redis;

    public SessionsInRedisTests(RedisFixture redis) : this(SharedRedis.Open(redis))
    {
    }

    private SessionsInRedisTests(SharedRedis redis) : base(redis.Tickets(Protection)) => _redis = redis;

    [Fact]
    public async Task Another_server_finds_a_session_and_who_reads_or_writes_Redis_has_none()
    {
        var (one, other) = (_redis.Tickets(Protection), _redis.Tickets(Protection));
        await one.PutAsync("what the cookie holds", Ticket("customer", null));

        Assert.NotNull(await other.FindAsync("what the cookie holds"));
        var name = (string)Assert.Single((StackExchange.Redis.RedisResult[])_redis.Connection.Database.Execute("KEYS", "*")!)!;
        Assert.DoesNotContain("what the cookie holds", name, StringComparison.Ordinal);
        var kept = (byte[])_redis.Connection.Database.StringGet(name)!;
        Assert.True(kept.AsSpan().IndexOf("robin"u8) < 0);
        Assert.InRange(_redis.Connection.Database.KeyTimeToLive(name)!.Value, TimeSpan.FromMinutes(20), TimeSpan.FromMinutes(21));

        // Written by somebody who is none of the servers.
        _redis.Connection.Database.StringSet(name,
            Microsoft.AspNetCore.Authentication.TicketSerializer.Default.Serialize(Ticket("manager", null)));
        Assert.Null(await other.FindAsync("what the cookie holds"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("not protected")]
    public async Task A_session_that_is_garbled_is_none_and_the_next_takes_its_place(string garbled)
    {
        var store = _redis.Tickets(Protection);
        await store.PutAsync("a key", Ticket("customer", null));
        _redis.Connection.Database.StringSet(
            (string)Assert.Single((StackExchange.Redis.RedisResult[])_redis.Connection.Database.Execute("KEYS", "*")!)!, garbled);

        Assert.Null(await store.FindAsync("a key"));
        Assert.Equal("Can't be read: session of the lab (1). The log says what follows from it.", _redis.Connection.Unreadable.Summary);
        await store.PutAsync("a key", Ticket("manager", null));
        Assert.NotNull(await store.FindAsync("a key"));
    }

    public void Dispose() => _redis.Dispose();
}
