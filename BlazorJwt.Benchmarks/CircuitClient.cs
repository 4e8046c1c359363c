using System.Net;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BlazorJwt.Benchmarks;

/// <summary>A tab without a browser: opens a page's circuit, takes in its render batches, and then does nothing.</summary>
internal sealed partial class CircuitClient : IAsyncDisposable
{
    private readonly HubConnection connection;
    private readonly TaskCompletionSource rendered = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private CircuitClient(HubConnection connection) => this.connection = connection;

    /// <summary>Fetches the page, starts its circuit, and waits until the page has been rendered in it.</summary>
    public static async Task<CircuitClient> OpenAsync(Uri page)
    {
        var cookies = new CookieContainer();
        using var http = new HttpClient(new SocketsHttpHandler { CookieContainer = cookies, UseProxy = false });
        var html = await http.GetStringAsync(page);
        var state = StateComment().Match(html) is { Success: true } found ? found.Groups[1].Value : "";

        var origin = page.GetLeftPart(UriPartial.Authority);
        var builder = new HubConnectionBuilder().WithUrl(new Uri(page, "/_blazor"), HttpTransportType.WebSockets, options =>
        {
            options.SkipNegotiation = true;
            options.Cookies = cookies;
            // As a browser does: the origin of the page, and an offer to compress, which the server takes up or not.
            options.Headers["Origin"] = origin;
            options.WebSocketConfiguration = socket => socket.DangerousDeflateOptions = new();
        });
        builder.Services.RemoveAll<IHubProtocol>();
        builder.Services.AddSingleton<IHubProtocol>(new BlazorPack());
        var client = new CircuitClient(builder.Build());
        await client.StartAsync(page, Markers(html), state);
        return client;
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => connection.DisposeAsync();

    private async Task StartAsync(Uri page, IReadOnlyList<string> markers, string state)
    {
        connection.On<long, byte[]>("JS.RenderBatch", async (batch, _) =>
        {
            await connection.SendAsync("OnRenderCompleted", batch, null);
            rendered.TrySetResult();
        });
        connection.On<string>("JS.Error", error => rendered.TrySetException(new InvalidOperationException(error)));
        connection.On<long, string, string?, int, long, int>("JS.BeginInvokeJS", async (call, _, _, resultType, _, _) =>
            // Every script call is answered, as by a script that has nothing to say; a module (result type 1) is a reference to one.
            await connection.SendAsync("EndInvokeJSFromDotNet", call, true, resultType == 1 ? $$"""[{{call}},true,{"__jsObjectId":1}]""" : $"[{call},true,null]"));
        connection.Closed += error =>
        {
            rendered.TrySetException(error ?? new InvalidOperationException("The server closed the circuit."));
            return Task.CompletedTask;
        };
        await connection.StartAsync();
        var baseUri = page.GetLeftPart(UriPartial.Authority) + "/";
        var circuit = await connection.InvokeAsync<string?>("StartCircuit", baseUri, page.ToString(), "[]", state);
        if (circuit is null)
            throw new InvalidOperationException("The server did not start a circuit.");
        var operations = string.Join(',', markers.Index().Select(marker => $$"""{"type":"add","ssrComponentId":{{marker.Index + 1}},"marker":{{marker.Item}}}"""));
        await connection.SendAsync("UpdateRootComponents", $$"""{"batchId":1,"operations":[{{operations}}]}""", state);
        await rendered.Task.WaitAsync(TimeSpan.FromSeconds(30));
    }

    // The closing comments carry a prerender id only; the opening ones the component's descriptor.
    private static IReadOnlyList<string> Markers(string html) =>
        [.. MarkerComment().Matches(html).Select(match => match.Groups[1].Value).Where(marker => marker.Contains("\"descriptor\"", StringComparison.Ordinal))];

    [GeneratedRegex("<!--Blazor:(\\{\"type\":\"server\".*?\\})-->", RegexOptions.Singleline)]
    private static partial Regex MarkerComment();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->", RegexOptions.Singleline)]
    private static partial Regex StateComment();

    /// <summary>MessagePack under the name by which Blazor's hub knows it.</summary>
    private sealed class BlazorPack : IHubProtocol
    {
        private readonly MessagePackHubProtocol inner = new();

        public string Name => "blazorpack";

        public int Version => inner.Version;

        public TransferFormat TransferFormat => inner.TransferFormat;

        public ReadOnlyMemory<byte> GetMessageBytes(HubMessage message) => inner.GetMessageBytes(message);

        public bool IsVersionSupported(int version) => inner.IsVersionSupported(version);

        public bool TryParseMessage(ref System.Buffers.ReadOnlySequence<byte> input, IInvocationBinder binder, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out HubMessage? message) =>
            inner.TryParseMessage(ref input, binder, out message);

        public void WriteMessage(HubMessage message, System.Buffers.IBufferWriter<byte> output) => inner.WriteMessage(message, output);
    }
}
