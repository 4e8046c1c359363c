using System.Net;
using System.Net.Sockets;

namespace BlazorJwt.Api.TrustedIssuers;

/// <summary>Makes the HTTP client that asks issuers: no cookie, no redirect, no proxy, little patience, and only to addresses it may
/// reach.</summary>
internal static class IssuerConnection
{
    /// <param name="anywhere">True to reach private addresses too: for an issuer that the settings name, not for one that a visitor
    /// names.</param>
    public static HttpClient Client(IssuerOptions options, bool anywhere) => new(Handler(anywhere))
    {
        Timeout = options.Timeout,
        MaxResponseContentBufferSize = options.MaxAnswerBytes,
    };

    private static SocketsHttpHandler Handler(bool anywhere) => new()
    {
        AllowAutoRedirect = false,
        // Some servers compress unasked. What is bounded is what it unpacks to.
        AutomaticDecompression = DecompressionMethods.All,
        UseCookies = false,
        UseProxy = false,
        MaxResponseHeadersLength = 16,
        PooledConnectionLifetime = TimeSpan.FromMinutes(1),
        ConnectCallback = (context, stop) => ConnectAsync(context.DnsEndPoint, anywhere, stop),
    };

    // The name is looked up once, and the address that was looked at is the one that is connected to: a name that changes its mind in
    // between (DNS rebinding) gains nothing.
    private static async ValueTask<Stream> ConnectAsync(DnsEndPoint end, bool anywhere, CancellationToken stop)
    {
        var addresses = await Dns.GetHostAddressesAsync(end.Host, stop);
        var allowed = anywhere ? addresses : [.. addresses.Where(PublicAddress.Is)];
        if (allowed.Length == 0) throw new PrivateAddressException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(allowed, end.Port, stop);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The name leads to an address that the internet does not route.</summary>
internal sealed class PrivateAddressException() : IOException("The address is not one of the internet.");
