using BlazorJwt.Redis;
using BlazorJwt.Tests.Support;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorJwt.Tests.Redis;

/// <summary>An empty database of a real Redis, as the stores of several servers use it, with Data Protection keys that those servers share.</summary>
internal sealed class SharedRedis(string connection) : IDisposable
{
    private readonly IDataProtectionProvider _protection = new EphemeralDataProtectionProvider();

    public RedisConnection Connection { get; } = new(connection);

    public RedisKeyLines KeyLines => new(Connection, _protection);

    /// <summary>Starts Redis when no test did yet; without the program the test is skipped.</summary>
    public static SharedRedis Open(RedisFixture redis) => new(redis.EmptyDatabaseAsync().GetAwaiter().GetResult());

    /// <summary>What a Redis that was started again holds: nothing.</summary>
    public void Empty() => Connection.Database.Execute("FLUSHDB");

    public void Dispose() => Connection.Dispose();
}
