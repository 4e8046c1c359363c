using System.Diagnostics.Tracing;
using BlazorJwt.Visitors.Published;
using Microsoft.Diagnostics.NETCore.Client;

namespace BlazorJwt.Benchmarks;

/// <summary>How much memory an app keeps once the garbage of what went before is gone.</summary>
internal static class SettledMemory
{
    /// <summary>Asking the runtime for its heap makes it collect; then it gives pages back in its own time.</summary>
    /// <returns>Resident memory in bytes.</returns>
    public static async Task<long> OfAsync(PublishedApp app)
    {
        var client = new DiagnosticsClient(app.ProcessId);
        for (var collections = 0; collections < 3; collections++)
        {
            using var session = client.StartEventPipeSession([new EventPipeProvider("Microsoft-Windows-DotNETRuntime", EventLevel.Informational, 0x800000)]);
            var reading = session.EventStream.CopyToAsync(Stream.Null);
            await Task.Delay(TimeSpan.FromSeconds(1));
            await session.StopAsync(CancellationToken.None);
            await reading;
        }

        await Task.Delay(TimeSpan.FromSeconds(5));
        return app.ResidentMemory;
    }
}
