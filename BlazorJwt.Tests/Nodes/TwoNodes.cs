using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Nodes;

/// <summary>Two nodes that share a Redis, with a proxy in front. They start when the first test asks for them, and end with the
/// last.</summary>
public sealed class TwoNodes : IAsyncDisposable
{
    private readonly Lazy<Task> _started;
    private Node[] _nodes = [];
    private StickyProxy? _proxy;

    /// <summary>xunit makes it, for the class whose tests share it.</summary>
    public TwoNodes(RedisFixture redis) => _started = new(() => StartAsync(redis));

    internal Node One => _nodes[0];

    internal Node Other => _nodes[1];

    internal StickyProxy Proxy => _proxy!;

    /// <summary>Waits until both are there, also one that a test ended.</summary>
    public async Task ReadyAsync()
    {
        await _started.Value;
        await Task.WhenAll(_nodes.Where(node => !node.IsRunning).Select(node => node.StartAsync()));
    }

    internal Node Named(string name) => _nodes.Single(node => node.Name == name);

    internal Node Beside(Node node) => _nodes.Single(other => other != node);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_proxy is not null) await _proxy.DisposeAsync();
        foreach (var node in _nodes) await node.DisposeAsync();
    }

    private async Task StartAsync(RedisFixture redis)
    {
        string[] settings = ["--ConnectionStrings:Redis", await redis.EmptyDatabaseAsync(), "--Hosting:KnownProxies:0", "127.0.0.1",
            "--Hosting:KnownProxies:1", "::1"];
        _nodes = [new("one", settings), new("other", settings)];
        await Task.WhenAll(_nodes.Select(node => node.StartAsync()));
        _proxy = new(_nodes);
        await _proxy.StartAsync();
    }
}
