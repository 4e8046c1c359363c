using BlazorJwt.Tests.Support;
using Microsoft.AspNetCore.Components.Server;
using Microsoft.Extensions.Caching.Hybrid;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Tests.Redis;

/// <summary>The state of a paused circuit, where another server finds it.</summary>
public sealed class CircuitStatesTests(RedisFixture redis, AppFixture app)
{
    [Fact]
    public async Task What_one_server_keeps_of_a_circuit_the_other_finds()
    {
        (string, string?)[] settings = [("ConnectionStrings:Redis", await redis.EmptyDatabaseAsync())];
        await using var one = AppFixture.Start(settings);
        await using var other = AppFixture.Start(settings);
        var (ours, theirs) = (CircuitsOf(one), CircuitsOf(other));
        Assert.Equal((TimeSpan.FromMinutes(30), TimeSpan.FromMinutes(1)), (ours.PersistedCircuitDistributedRetentionPeriod, ours.PersistedCircuitInMemoryRetentionPeriod));

        await ours.HybridPersistenceCache!.SetAsync("a circuit", "its state", cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal("its state", await theirs.HybridPersistenceCache!.GetOrCreateAsync(
            "a circuit", _ => ValueTask.FromResult("nothing"), new HybridCacheEntryOptions { Flags = HybridCacheEntryFlags.DisableLocalCache }, cancellationToken: TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Without_Redis_it_is_kept_in_memory() => Assert.Null(CircuitsOf(app).HybridPersistenceCache);

    private static CircuitOptions CircuitsOf(RunningApp app) => app.Services.GetRequiredService<IOptions<CircuitOptions>>().Value;
}
