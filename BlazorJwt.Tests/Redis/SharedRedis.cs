using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Redis;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tests.Tokens;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace BlazorJwt.Tests.Redis;

/// <summary>An empty database of a real Redis, as the stores of several servers use it, with Data Protection keys that those servers
/// share.</summary>
internal sealed class SharedRedis(string connection) : IDisposable
{
    private readonly IDataProtectionProvider _protection = new EphemeralDataProtectionProvider();

    public RedisConnection Connection { get; } = Connect(connection);

    public RedisKeySchedules KeySchedules => new(Connection, _protection);

    /// <summary>Makes the store of the lab's sessions.</summary>
    public RedisSessionStore Tickets(IDataProtectionProvider protection) => new(Connection, protection);

    /// <summary>Makes the store of the service accounts.</summary>
    public RedisServiceAccounts Accounts() => new(Connection);

    /// <summary>Makes the store of the refresh families.</summary>
    public IRefreshFamilies Families(IOptions<RefreshOptions> options, TimeProvider time) =>
        new RedisRefreshFamilies(Connection, options, time);

    /// <summary>A connection of its own. The caller disposes it.</summary>
    public static RedisConnection Connect(string connection) => new(connection, new(NullLogger<UnreadableEntries>.Instance));

    /// <summary>Starts Redis when no test did yet; without the program the test is skipped.</summary>
    public static SharedRedis Open(RedisFixture redis)
    {
        var shared = new SharedRedis(redis.EmptyDatabaseAsync().GetAwaiter().GetResult());
        // As an app does at its start: a test that begins with many questions at once would leave no thread to connect.
        shared.Connection.Database.Ping();
        return shared;
    }

    /// <summary>One of several servers, which asks this Redis what the others did, five times a second.</summary>
    /// <param name="clock">The clock of another one; null for one of its own.</param>
    /// <param name="lease">How long it believes what it heard; null for so long that a busy machine makes no difference.</param>
    public async Task<SharedServer> StartServerAsync(FakeTimeProvider? clock = null, TimeSpan? lease = null)
    {
        clock ??= new(DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()));
        var store = new RedisDenylist(Connection, clock, lease ?? TimeSpan.FromMinutes(1));
        var world = new TokenWorld(null, KeySchedules, clock, store);
        var server = new SharedServer(world, store, WatchFor(store, world));
        await server.Watch.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    /// <summary>What such a server hears by. It is not started.</summary>
    public RedisWatch WatchFor(RedisDenylist store, TokenWorld world) => new(
        Connection,
        store,
        world.Denylist,
        world.Keys,
        new(Connection, new ServiceCollection().BuildServiceProvider()),
        new(Connection, Options.Create(world.Options), Options.Create(new RefreshOptions()), Options.Create(new DemoOptions()),
            Options.Create(new AccountsOptions()), Options.Create(new RedisOptions())),
        NullLogger<RedisWatch>.Instance);

    /// <summary>What a Redis that was started again holds: nothing.</summary>
    public void Empty() => Connection.Database.Execute("FLUSHDB");

    public void Dispose() => Connection.Dispose();
}

/// <summary>One of several servers.</summary>
/// <param name="World">Its token service.</param>
/// <param name="Store">What it writes to.</param>
/// <param name="Watch">What it hears by.</param>
internal sealed record SharedServer(TokenWorld World, RedisDenylist Store, RedisWatch Watch) : IDisposable
{
    public void Dispose() => Watch.Dispose();
}
