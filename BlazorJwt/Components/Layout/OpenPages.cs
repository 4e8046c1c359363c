using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.JSInterop;

namespace BlazorJwt.Components.Layout;

/// <summary>
/// The pages that are connected to this server. When it is about to stop, each of them is told, pauses its circuit, and goes on at another server
/// (wwwroot/server-stops.js). The server waits for them, for a bounded time, before it closes their connections.
/// </summary>
public sealed class OpenPages(IHostApplicationLifetime lifetime)
{
    /// <summary>How long a stopping server waits for its pages. A page that sleeps in the background may never answer.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(3);

    private readonly HashSet<OpenPage> _connected = [];

    /// <summary>How many there are.</summary>
    public int Count
    {
        get
        {
            lock (_connected) return _connected.Count;
        }
    }

    /// <summary>
    /// Begins to look for the end. Called once the server runs: who asked last to be told of the stop is told first, and the framework closes the
    /// connections when it is told.
    /// </summary>
    internal void Watch() => lifetime.ApplicationStopping.Register(SendOn);

    internal void Add(OpenPage page)
    {
        lock (_connected) _connected.Add(page);
        // It came in the last moment.
        if (lifetime.ApplicationStopping.IsCancellationRequested) page.Tell();
    }

    internal void Remove(OpenPage page)
    {
        lock (_connected)
        {
            _connected.Remove(page);
            Monitor.PulseAll(_connected);
        }
    }

    private void SendOn()
    {
        OpenPage[] told;
        lock (_connected) told = [.. _connected];
        foreach (var page in told) page.Tell();
        lock (_connected)
        {
            var since = TimeProvider.System.GetTimestamp();
            while (_connected.Count > 0 && Patience - TimeProvider.System.GetElapsedTime(since) is { Ticks: > 0 } left && Monitor.Wait(_connected, left))
            {
                // Each that leaves wakes this up.
            }
        }
    }
}

/// <summary>One such page, as its circuit sees it.</summary>
internal sealed class OpenPage(OpenPages pages, IJSRuntime script) : CircuitHandler
{
    public override Task OnConnectionUpAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        pages.Add(this);
        return Task.CompletedTask;
    }

    public override Task OnConnectionDownAsync(Circuit circuit, CancellationToken cancellationToken)
    {
        pages.Remove(this);
        return Task.CompletedTask;
    }

    /// <summary>Tells it that the server is about to stop. What comes of it is seen by the connection, which the page closes.</summary>
    public void Tell() => _ = TellAsync();

    private async Task TellAsync()
    {
        try
        {
            var module = await script.InvokeAsync<IJSObjectReference>("import", "./server-stops.js");
            await module.InvokeVoidAsync("moveOn");
        }
        catch (Exception gone) when (gone is JSException or JSDisconnectedException or OperationCanceledException or InvalidOperationException)
        {
            // A page that can't be told sees the connection break, as it does when a server falls over.
        }
    }
}
