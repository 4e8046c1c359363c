using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BlazorJwt.Benchmarks.Load;

/// <summary>
/// A client that asks the same thing again and again over connections that stay open, and does little else: what it costs itself blurs the
/// comparison. One thread takes the answers in the order it asked, and asks again over that connection: two system calls for each request, more
/// where an answer is not there yet, and the server always has work waiting.
/// </summary>
internal sealed class KeepAsking : IDisposable
{
    private readonly byte[] request;
    private readonly byte[] buffer = new byte[64 * 1024];
    private readonly List<Socket> sockets = [];

    /// <summary>Opens the connections and asks once over each: an answer that is not 200 ends it.</summary>
    public KeepAsking(Uri address, string path, int connections, params string[] headers)
    {
        var lines = headers.Prepend($"Host: {address.Authority}").Prepend($"GET {path} HTTP/1.1");
        request = Encoding.ASCII.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n");
        for (var count = 0; count < connections; count++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            sockets.Add(socket);
            socket.Connect(new IPEndPoint(IPAddress.Loopback, address.Port));
            // It looks again and again instead of sleeping until an answer comes: a sleeper has to be woken, and the server would pay for that.
            socket.Blocking = false;
            socket.Send(request);
            Take(socket);
        }
    }

    /// <summary>Asks for so long, over all connections at once.</summary>
    /// <returns>How many answers came in a second.</returns>
    public double Rate(TimeSpan time)
    {
        var (began, count) = (Stopwatch.GetTimestamp(), 0);
        foreach (var socket in sockets) socket.Send(request);
        while (Stopwatch.GetElapsedTime(began) < time)
        {
            foreach (var socket in sockets)
            {
                Take(socket);
                socket.Send(request);
            }

            count += sockets.Count;
        }

        foreach (var socket in sockets) Take(socket);
        return (count + sockets.Count) / Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <inheritdoc/>
    public void Dispose() => sockets.ForEach(socket => socket.Dispose());

    private void Take(Socket socket)
    {
        for (var read = 0; ;)
        {
            var more = socket.Receive(buffer.AsSpan(read), SocketFlags.None, out var error);
            if (error is SocketError.WouldBlock) continue;
            if (error is not SocketError.Success) throw new SocketException((int)error);
            if (more == 0) throw new InvalidOperationException("The server closed the connection.");
            read += more;
            if (IsWhole(buffer.AsSpan(0, read))) return;
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var end = answer.IndexOf("\r\n\r\n"u8);
        if (end < 0) return false;
        if (!answer.StartsWith("HTTP/1.1 200 "u8)) throw new InvalidOperationException(Encoding.ASCII.GetString(answer[..end]));
        var length = Length(answer[..end]);
        return length < 0 ? answer.EndsWith("0\r\n\r\n"u8) : answer.Length >= end + 4 + length;
    }

    private static int Length(ReadOnlySpan<byte> head)
    {
        var at = head.IndexOf("Content-Length: "u8);
        if (at < 0) at = head.IndexOf("content-length: "u8);
        if (at < 0) return -1;
        var rest = head[(at + 16)..];
        var stop = rest.IndexOf((byte)'\r');
        return int.Parse(stop < 0 ? rest : rest[..stop], NumberStyles.None, CultureInfo.InvariantCulture);
    }
}
