using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Security;

namespace BlazorJwt.HttpLog.Tap;

/// <summary>
/// Shows what an onlooker sees. It puts itself between a client and the API, on loopback and only for the time of a run, and copies what
/// passes: once a request over plain HTTP, once the same over HTTPS. One run at a time for a visitor.
/// </summary>
internal sealed class LoopbackTap(TimeProvider time)
{
    /// <summary>How many bytes are kept of each direction.</summary>
    public const int Keep = 16 * 1024;

    private const int MostAnswerBytes = 64 * 1024;
    private readonly ConcurrentDictionary<string, bool> _running = new(StringComparer.Ordinal);

    /// <summary>How long one pass may take, from the first connection to the last byte.</summary>
    public static TimeSpan Patience { get; } = TimeSpan.FromSeconds(5);

    /// <summary>Sends the request twice. Network trouble does not throw: the pass says it in a sentence.</summary>
    /// <param name="resource">What is asked for with GET. Its address comes from what this server listens on, never from a visitor.</param>
    /// <param name="token">The token to send. It will be readable: it should be good for little, and not for long.</param>
    /// <returns>Both passes; null when a run of this visitor's is on already.</returns>
    public async Task<TapRun?> RunAsync(string visitorId, Uri resource, string token, CancellationToken cancellation)
    {
        if (!_running.TryAdd(visitorId, true)) return null;
        try
        {
            // A name, and not an address, is what a client tells the server first (SNI), and what a certificate is made for.
            var host = resource.IsLoopback ? "localhost" : resource.IdnHost;
            using var certificate = TapCertificate.For(host, time.GetUtcNow());
            return new(host, await PassAsync(resource, host, token, null, null, cancellation),
                await PassAsync(resource, host, token, certificate, certificate, cancellation));
        }
        finally
        {
            _running.TryRemove(visitorId, out _);
        }
    }

    /// <param name="shown">The certificate that the server shows; null for plain HTTP.</param>
    /// <param name="expected">The one that the client expects.</param>
    internal async Task<TapPass> PassAsync(Uri resource, string host, string token, TapCertificate? shown, TapCertificate? expected,
        CancellationToken cancellation)
    {
        using var late = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, late.Token);
        string? encryption = null;
        // client → tap → API, and with HTTPS: client → tap → the end of TLS → API.
        using var end = shown is null ? null : new OneConnection(stop => DialAsync(resource, stop), async (stream, stop) =>
        {
            var tls = await shown.ServeAsync(stream, stop);
            encryption = $"{tls.SslProtocol.ToString().Replace("Tls1", "TLS 1.", StringComparison.Ordinal)}, {tls.NegotiatedCipherSuite}";
            return tls;
        });
        using var tap = new OneConnection(stop =>
            end is null ? DialAsync(resource, stop) : OneConnection.ConnectAsync(end.Address, stop), keep: Keep);
        var passing = Task.WhenAll(tap.PassOnAsync(either.Token), end?.PassOnAsync(either.Token) ?? Task.CompletedTask);

        var (status, failure) = await AskAsync(tap.Address,
            new UriBuilder(resource) { Scheme = shown is null ? "http" : "https", Host = host }.Uri, token, expected, either.Token);
        // The client has hung up. What is still open has nobody to serve, and ends with it.
        if (failure is not null) await either.CancelAsync();
        await passing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellation.ThrowIfCancellationRequested();
        return new(tap.Sent, tap.Received, status, encryption, failure);
    }

    private static async Task<Stream> DialAsync(Uri resource, CancellationToken cancellation)
    {
        var connection = await OneConnection.ConnectAsync(new DnsEndPoint(resource.IdnHost, resource.Port), cancellation);
        if (resource.Scheme == Uri.UriSchemeHttp) return connection;
        // A server that listens on HTTPS alone is called over HTTPS from here on; the tap stands before this hop.
        var tls = new SslStream(connection);
        try
        {
            await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = resource.IdnHost }, cancellation);
            return tls;
        }
        catch
        {
            await tls.DisposeAsync();
            throw;
        }
    }

    private static async Task<(int? Status, string? Failure)> AskAsync(IPEndPoint tap, Uri address, string token, TapCertificate? expected,
        CancellationToken cancellation)
    {
        using var client = new HttpClient(new SocketsHttpHandler
        {
            ConnectCallback = async (_, stop) => await OneConnection.ConnectAsync(tap, stop),
            // Nothing is taken up from the run before: every run shows a whole handshake.
            SslOptions = { RemoteCertificateValidationCallback = (_, certificate, _, _) =>
                expected?.Is(certificate) is true, AllowTlsResume = false },
            AllowAutoRedirect = false,
            UseProxy = false,
            UseCookies = false,
            ActivityHeadersPropagator = null,
        })
        { Timeout = Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MostAnswerBytes };
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Version = new(1, 1) };
        request.Headers.Accept.Add(new("application/json"));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        request.Headers.ConnectionClose = true;
        try
        {
            using var response = await client.SendAsync(request, cancellation);
            return ((int)response.StatusCode, null);
        }
        catch (OperationCanceledException)
        {
            return (null, $"Nothing came back within {Patience.TotalSeconds:0} seconds. Try again; if it stays so, look at the server.");
        }
        catch (HttpRequestException reason)
        {
            return (null, reason.HttpRequestError is HttpRequestError.SecureConnectionError
                ? "The certificate is not the one that was made for this run, so the client sent nothing."
                : "The API could not be reached through the tap.");
        }
    }
}
