using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace BlazorJwt.Benchmarks.Load;

/// <summary>A client that asks the same thing again and again over connections that stay open, and does little else: what it costs itself blurs the comparison.</summary>
internal sealed class KeepAsking : IDisposable
{
    private readonly byte[] request;
    private readonly List<Socket> sockets = [];

    private KeepAsking(byte[] request) => this.request = request;

    /// <summary>Opens the connections and asks once over each: an answer that is not 200 ends it.</summary>
    public static async Task<KeepAsking> StartAsync(Uri address, string path, int connections, params string[] headers)
    {
        var lines = headers.Prepend($"Host: {address.Authority}").Prepend($"GET {path} HTTP/1.1");
        var client = new KeepAsking(Encoding.ASCII.GetBytes(string.Join("\r\n", lines) + "\r\n\r\n"));
        for (var count = 0; count < connections; count++)
        {
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, address.Port));
            client.sockets.Add(socket);
            await client.AskAsync(socket, new byte[64 * 1024]);
        }

        return client;
    }

    /// <summary>Asks for so long, over all connections at once.</summary>
    /// <returns>How many answers came in a second.</returns>
    public async Task<double> RateAsync(TimeSpan time)
    {
        var began = System.Diagnostics.Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(sockets.Select(socket => Task.Run(async () =>
        {
            var (buffer, count) = (new byte[64 * 1024], 0);
            for (; System.Diagnostics.Stopwatch.GetElapsedTime(began) < time; count++) await AskAsync(socket, buffer);
            return count;
        })));
        return counts.Sum() / System.Diagnostics.Stopwatch.GetElapsedTime(began).TotalSeconds;
    }

    /// <inheritdoc/>
    public void Dispose() => sockets.ForEach(socket => socket.Dispose());

    private async ValueTask AskAsync(Socket socket, byte[] buffer)
    {
        await socket.SendAsync(request);
        for (var read = 0; ;)
        {
            var more = await socket.ReceiveAsync(buffer.AsMemory(read));
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
        var head = answer[..end];
        var length = head.IndexOf("ontent-"u8) < 0 ? -1 : Length(head);
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
