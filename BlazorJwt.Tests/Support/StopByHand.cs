using Microsoft.Extensions.Hosting;

namespace BlazorJwt.Tests.Support;

/// <summary>The lifetime of a host that is about to stop as soon as a test says so.</summary>
internal sealed class StopByHand : IHostApplicationLifetime, IDisposable
{
    private readonly CancellationTokenSource _stopping = new();

    public CancellationToken ApplicationStarted => CancellationToken.None;

    public CancellationToken ApplicationStopping => _stopping.Token;

    public CancellationToken ApplicationStopped => CancellationToken.None;

    public void StopApplication() => _stopping.Cancel();

    public void Dispose() => _stopping.Dispose();
}
