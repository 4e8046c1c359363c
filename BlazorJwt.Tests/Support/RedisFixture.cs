using BlazorJwt.Tests.Support;

[assembly: AssemblyFixture(typeof(RedisFixture))]

namespace BlazorJwt.Tests.Support;

/// <summary>One Redis for all tests that don't stop it. It starts when the first of them asks; each test gets a database of its own in
/// it.</summary>
public sealed class RedisFixture : IAsyncDisposable
{
    private readonly Lazy<Task<RedisServer>> _server = new(() => RedisServer.StartAsync());
    private int _databases;

    /// <summary>The connection string of an empty database that no other test uses.</summary>
    public async Task<string> EmptyDatabaseAsync() =>
        $"127.0.0.1:{(await _server.Value).Port},defaultDatabase={Interlocked.Increment(ref _databases)},allowAdmin=true";

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_server.IsValueCreated && _server.Value.IsCompletedSuccessfully) await _server.Value.Result.DisposeAsync();
    }
}
