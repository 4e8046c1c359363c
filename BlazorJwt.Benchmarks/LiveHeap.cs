using System.Diagnostics.Tracing;
using BlazorJwt.Visitors.Published;
using Microsoft.Diagnostics.NETCore.Client;
using Microsoft.Diagnostics.Tracing;
using Microsoft.Diagnostics.Tracing.Parsers;

namespace BlazorJwt.Benchmarks;

/// <summary>
/// How many bytes of an app's managed heap are alive. Unlike resident memory this does not depend on what the collector and the system
/// leave free, nor on which collector it is.
/// </summary>
internal static class LiveHeap
{
    private const string Runtime = "Microsoft-Windows-DotNETRuntime";

    /// <summary>Makes the app collect everything, three times, so that what had finalizers is gone too.</summary>
    /// <returns>The bytes that outlived the last collection.</returns>
    public static async Task<long> OfAsync(PublishedApp app)
    {
        long alive = 0;
        for (var collections = 0; collections < 3; collections++)
            alive = await CollectAsync(app.ProcessId);
        return alive;
    }

    // A session with the keyword GCHeapCollect begins with a full collection; the keyword GC has its figures told.
    private static async Task<long> CollectAsync(int process)
    {
        var told = new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously);
        var keywords = ClrTraceEventParser.Keywords.GC | ClrTraceEventParser.Keywords.GCHeapCollect;
        var client = new DiagnosticsClient(process);
        using var session = client.StartEventPipeSession([new EventPipeProvider(Runtime, EventLevel.Informational, (long)keywords)]);
        using var source = new EventPipeEventSource(session.EventStream);
        var full = false;
        source.Clr.GCStart += start => full = start.Depth == 2;
        source.Clr.GCHeapStats += stats =>
        {
            if (full) told.TrySetResult(stats.TotalPromoted);
        };
        var reading = Task.Run(source.Process);
        // Events are sent on when a buffer is full or the session stops.
        await Task.WhenAny(told.Task, Task.Delay(TimeSpan.FromSeconds(2)));
        await session.StopAsync(CancellationToken.None);
        await reading;
        told.TrySetException(new InvalidOperationException("The app told of no full collection."));
        return await told.Task;
    }
}
