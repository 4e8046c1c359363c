using System.Net;
using System.Net.Sockets;

namespace BlazorJwt.HttpLog.Tap;

/// <summary>
/// Listens on loopback for one connection, passes its bytes on in both directions, and keeps a copy of the first of them. It is no proxy:
/// where the bytes go is fixed before anybody connects, and a second connection is refused.
/// </summary>
internal sealed class OneConnection : IDisposable
{
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Func<Stream, CancellationToken, Task<Stream>> _receive;
    private readonly Func<CancellationToken, Task<Stream>> _dial;
    private readonly int _keep;

    /// <param name="dial">Opens the connection to where the bytes go.</param>
    /// <param name="receive">Makes of the incoming connection what its bytes are read from; null to take them as they come.</param>
    /// <param name="keep">How many bytes are kept of each direction.</param>
    public OneConnection(Func<CancellationToken, Task<Stream>> dial, Func<Stream, CancellationToken, Task<Stream>>? receive = null,
        int keep = 0)
    {
        (_dial, _receive, _keep) = (dial, receive ?? ((stream, _) => Task.FromResult(stream)), keep);
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen(1);
        Address = (IPEndPoint)_listener.LocalEndPoint!;
    }

    /// <summary>Where it listens: 127.0.0.1, and a port that was free.</summary>
    public IPEndPoint Address { get; }

    public TappedBytes Sent { get; private set; } = TappedBytes.None;

    public TappedBytes Received { get; private set; } = TappedBytes.None;

    /// <summary>Opens a connection and nothing more.</summary>
    public static async Task<Stream> ConnectAsync(EndPoint address, CancellationToken cancellation)
    {
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(address, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>Waits for the caller and passes on what comes, until one side has ended.</summary>
    public async Task PassOnAsync(CancellationToken cancellation)
    {
        var socket = await _listener.AcceptAsync(cancellation);
        _listener.Dispose();
        socket.NoDelay = true;
        await using var caller = await _receive(new NetworkStream(socket, ownsSocket: true), cancellation);
        await using var target = await _dial(cancellation);
        await using var there = new CopiedStream(target, new(_keep));
        await using var back = new CopiedStream(caller, new(_keep));

        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        var copying = (Task[])[caller.CopyToAsync(there, over.Token), target.CopyToAsync(back, over.Token)];
        // The side that ends first has all it wanted: a connection carries one request and its answer.
        await Task.WhenAny(copying);
        await over.CancelAsync();
        await Task.WhenAll(copying).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        (Sent, Received) = (TappedBytes.Of(there), TappedBytes.Of(back));
    }

    public void Dispose() => _listener.Dispose();
}
