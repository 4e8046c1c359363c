using System.Net;
using System.Net.Sockets;

namespace BlazorJwt.Visitors;

/// <summary>
/// Ports for servers that are told where to listen, and for addresses where nobody does. The system hands out higher ones to anyone who
/// leaves the choice to it, so none of these is taken between the question and its use.
/// </summary>
public static class FreePort
{
    private const int First = 20_000;
    private const int Count = 12_000;

    // Two runs on one machine begin at different places.
    private static int _last = Environment.ProcessId * 97 % Count;

    /// <summary>A port that is free, and that nobody else in this process gets.</summary>
    public static int Next()
    {
        while (true)
        {
            var port = First + (Interlocked.Increment(ref _last) % Count);
            using var probe = new TcpListener(IPAddress.Loopback, port);
            try
            {
                probe.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody listens there: the next one.
            }
        }
    }
}
