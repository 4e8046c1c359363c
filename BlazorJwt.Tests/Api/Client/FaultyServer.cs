using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BlazorJwt.Tests.Api.Client;

/// <summary>A server on a real port that answers each request with the same bytes, whatever they are, or not at all.</summary>
internal sealed class FaultyServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly TaskCompletionSource<string> _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task _running;

    /// <param name="answer">What to send back; null to keep the connection open and say nothing.</param>
    /// <param name="pause">How long it takes for each answer.</param>
    public FaultyServer(string? answer, TimeSpan pause = default)
    {
        _listener.Start();
        Address = new($"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}");
        _running = RunAsync(answer, pause);
    }

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The head of the first request, once it is there.</summary>
    public Task<string> Asked => _asked.Task.WaitAsync(TestContext.Current.CancellationToken);

    /// <summary>The heads of all requests that came.</summary>
    public ConcurrentQueue<string> Heads { get; } = [];

    /// <summary>An address where nobody listens.</summary>
    public static Uri Nowhere() => new($"http://127.0.0.1:{FreePort.Next()}");

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested) return;
        await _stop.CancelAsync();
        await _running;
        _listener.Dispose();
        _stop.Dispose();
    }

    private async Task RunAsync(string? answer, TimeSpan pause)
    {
        try
        {
            while (true)
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                var stream = client.GetStream();
                Heads.Enqueue(await HeadAsync(stream));
                _asked.TrySetResult(Heads.First());
                // Being slow is what this server plays. A test waits for its answer, never for a time.
                await Task.Delay(pause, _stop.Token);
                // Saying nothing is to wait until the client has had enough.
                if (answer is null) await stream.CopyToAsync(Stream.Null, _stop.Token);
                else await stream.WriteAsync(Encoding.UTF8.GetBytes(answer), _stop.Token);
            }
        }
        catch (Exception reason) when (reason is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
        {
            // The test is over, or the client has gone.
        }
    }

    private async Task<string> HeadAsync(Stream stream)
    {
        var head = new StringBuilder();
        var buffer = new byte[4096];
        while (!head.ToString().Contains("\r\n\r\n", StringComparison.Ordinal))
        {
            var read = await stream.ReadAsync(buffer, _stop.Token);
            if (read == 0) break;
            head.Append(Encoding.UTF8.GetString(buffer, 0, read));
        }

        return head.ToString();
    }
}
