using System.Collections.Concurrent;
using System.Globalization;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Hosting;

/// <summary>
/// Stands before the hub that the circuits use. CORS does not cover web sockets: without this, a page of any site could open a circuit here
/// with the visitor's cookies (ASVS 5.0 4.4.2). And one address may have only so many open,
/// which is counted by web socket: the other transports of SignalR come as requests that end and begin again, so nobody could count what
/// they keep open. A server that is about to stop takes no circuit: the page would wait there until its end, and it asks again at once,
/// when a proxy has sent it elsewhere.
/// </summary>
internal sealed class HubGate(RequestDelegate next, IOptions<HostingOptions> bounds, IHostApplicationLifetime lifetime)
{
    public const string Hub = "/_blazor";

    private readonly ConcurrentDictionary<string, int> _open = new(StringComparer.Ordinal);

    public Task InvokeAsync(HttpContext context)
    {
        var path = context.Request.Path;
        // What the script loads before it connects is a public list, asked for without Origin.
        if (!path.StartsWithSegments(Hub, out var rest) || rest.StartsWithSegments("/initializers")) return next(context);
        if (!IsOwnOrigin(context.Request))
            return RefuseAsync(context.Response, StatusCodes.Status403Forbidden, "The Origin is not this app's own.");
        var connects = rest.Value is "" or "/";
        if (connects || rest.StartsWithSegments("/negotiate"))
        {
            if (lifetime.ApplicationStopping.IsCancellationRequested)
                return RefuseAsync(context.Response, StatusCodes.Status503ServiceUnavailable,
                    "This server is about to stop. Try again in a moment.");
            return connects && context.WebSockets.IsWebSocketRequest ? ConnectAsync(context)
                : RefuseAsync(context.Response, StatusCodes.Status400BadRequest,
                    "Pages of this app open a web socket here, and nothing else is answered.");
        }

        return next(context);
    }

    // Browsers send Origin with every web socket and every POST; a client that sends none is no page of this app.
    private static bool IsOwnOrigin(HttpRequest request) =>
        request.Headers.Origin is [{ } origin]
            && string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);

    private async Task ConnectAsync(HttpContext context)
    {
        var address = context.AddressKey();
        if (_open.AddOrUpdate(address, 1, (_, count) => count + 1) > bounds.Value.CircuitsByAddress)
        {
            Close(address);
            context.Response.Headers.RetryAfter = 30.ToString(CultureInfo.InvariantCulture);
            await RefuseAsync(context.Response, StatusCodes.Status429TooManyRequests,
                "Too many pages of this app are open at this address. Close some.");
            return;
        }

        try
        {
            // As long as the connection lives.
            await next(context);
        }
        finally
        {
            Close(address);
        }
    }

    private void Close(string address)
    {
        var left = _open.AddOrUpdate(address, 0, (_, count) => count - 1);
        // Only while it is still zero: somebody may have come in between.
        if (left == 0) _open.TryRemove(KeyValuePair.Create(address, 0));
    }

    private static Task RefuseAsync(HttpResponse response, int status, string sentence)
    {
        response.StatusCode = status;
        response.ContentType = "text/plain";
        return response.WriteAsync(sentence);
    }
}
