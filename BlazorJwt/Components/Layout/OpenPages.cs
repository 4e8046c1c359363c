using Microsoft.AspNetCore.Components.Server.Circuits;
using Microsoft.JSInterop;

namespace BlazorJwt.Components.Layout;

/// <summary>
/// The pages that are connected to this server. When it is about to stop, each of them is told, pauses its circuit, and goes on at another server
/// (wwwroot/server-stops.js). The server waits for them as long as they answer, for a bounded time, before it closes their connections.
/// </summary>
public sealed class OpenPages(IHostApplicationLifetime lifetime, TimeProvider time)
{
    /// <summary>How long a stopping server waits for the next sign of life from any of its pages. A page that sleeps in the background may never give one.</summary>
    internal TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>How long it waits at most, however many signs there are.</summary>
    internal TimeSpan Longest { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How long a server that is about to stop still waits when no other sign comes.</summary>
    internal TimeSpan Left
    {
        get
        {
            lock (_connected)
            {
                var (quiet, all) = (Patience - time.GetElapsedTime(_lastSign), Longest - time.GetElapsedTime(_began));
                return quiet < all ? quiet : all;
            }
        }
    }

    private readonly HashSet<OpenPage> _connected = [];
    private long _began;
    private long _lastSign;

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
            if (_connected.Remove(page)) NoteSign();
        }
    }

    /// <summary>Notes that a page is on its way: a slow one gets the time it needs.</summary>
    internal void Hear(OpenPage page)
    {
        lock (_connected)
        {
            if (_connected.Contains(page)) NoteSign();
        }
    }

    private void NoteSign()
    {
        _lastSign = time.GetTimestamp();
        Monitor.PulseAll(_connected);
    }

    private void SendOn()
    {
        OpenPage[] told;
        lock (_connected) (told, _began) = ([.. _connected], _lastSign = time.GetTimestamp());
        foreach (var page in told) page.Tell();
        using var bell = time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        lock (_connected)
        {
            while (_connected.Count > 0 && Left is { Ticks: > 0 } left)
            {
                // Each sign wakes this up, and so does the end of the time.
                bell.Change(left, Timeout.InfiniteTimeSpan);
                Monitor.Wait(_connected);
            }
        }
    }

    private void Wake()
    {
        lock (_connected) Monitor.PulseAll(_connected);
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
            pages.Hear(this);
            await module.InvokeVoidAsync("moveOn");
            pages.Hear(this);
        }
        catch (Exception gone) when (gone is JSException or JSDisconnectedException or OperationCanceledException or InvalidOperationException)
        {
            // A page that can't be told sees the connection break, as it does when a server falls over.
        }
    }
}
