using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json;

namespace BlazorJwt.Visitors.Published;

/// <summary>A request of a first visit.</summary>
/// <param name="Address">What was asked for.</param>
/// <param name="Type">The media type of the answer; <c>websocket</c> for the circuit's connection.</param>
/// <param name="Encoding">The answer's Content-Encoding; empty when it came as it is.</param>
/// <param name="Bytes">Headers and body of the answer on the wire, in bytes, as the browser counted them.</param>
public sealed record VisitRequest(string Address, string Type, string Encoding, long Bytes);

/// <summary>What a browser with an empty cache loads until a page is interactive.</summary>
/// <param name="Requests">Every request, in order.</param>
/// <param name="CircuitBytes">What the circuit sent over its web socket until then: the page's first render once more. Not compressed, on
/// purpose.</param>
/// <param name="Interactive">From navigation to the first moment a click works.</param>
public sealed record FirstVisit(IReadOnlyList<VisitRequest> Requests, long CircuitBytes, TimeSpan Interactive)
{
    /// <summary>The bound on what the answers weigh on the wire.</summary>
    public const long MostBytes = 65 * 1024;

    /// <summary>The bound on the number of requests.</summary>
    public const int MostRequests = 6;

    /// <summary>The bound on what the answers of a lesson's step weigh: it has the stage besides.</summary>
    public const long MostBytesOfStep = 74 * 1024;

    /// <summary>The bound on the number of requests of a step.</summary>
    public const int MostRequestsOfStep = 8;

    /// <summary>What the answers weigh together.</summary>
    public long Bytes => Requests.Sum(request => request.Bytes);

    /// <summary>What is over a bound or came uncompressed, in sentences; empty when all is well.</summary>
    public IEnumerable<string> Complaints(long mostBytes = MostBytes, int mostRequests = MostRequests)
    {
        if (Bytes > mostBytes)
            yield return $"{Bytes} bytes are more than {mostBytes}.";
        if (Requests.Count > mostRequests)
            yield return $"{Requests.Count} requests are more than {mostRequests}.";
        foreach (var request in Requests.Where(request => request.Type is not "websocket"
            && !request.Type.StartsWith("image/", StringComparison.Ordinal) && request.Encoding != "br"))
            yield return $"{request.Address} came with Content-Encoding '{request.Encoding}'.";
    }

    /// <summary>Loads a page cold.</summary>
    /// <param name="browser">The browser's program file.</param>
    /// <param name="page">The page.</param>
    /// <param name="interactive">A script expression that is true once the page is interactive.</param>
    public static async Task<FirstVisit> MeasureAsync(string browser, Uri page,
        string interactive = "document.documentElement.dataset.circuit === 'up'")
    {
        await using var tools = await DevTools.StartAsync(browser);
        var requests = new ConcurrentDictionary<string, VisitRequest>();
        var order = new ConcurrentQueue<string>();
        long circuit = 0;
        tools.Told += (method, told) =>
        {
            var id = told.TryGetProperty("requestId", out var name) ? name.GetString()! : "";
            switch (method)
            {
                case "Network.requestWillBeSent"
                    when !Text(told.GetProperty("request"), "url").StartsWith("data:", StringComparison.Ordinal):
                    order.Enqueue(id);
                    requests[id] = new(Text(told.GetProperty("request"), "url"), "", "", 0);
                    break;
                case "Network.webSocketCreated":
                    order.Enqueue(id);
                    requests[id] = new(Text(told, "url"), "websocket", "", 0);
                    break;
                case "Network.webSocketHandshakeResponseReceived" when requests.TryGetValue(id, out var socket):
                    requests[id] = socket with { Bytes = Text(told.GetProperty("response"), "headersText").Length };
                    break;
                case "Network.responseReceived" when requests.TryGetValue(id, out var answered):
                    var response = told.GetProperty("response");
                    var encoding = response.GetProperty("headers").EnumerateObject()
                        .FirstOrDefault(header => header.Name.Equals("content-encoding", StringComparison.OrdinalIgnoreCase));
                    requests[id] = answered with
                    {
                        Type = Text(response, "mimeType"),
                        Encoding = encoding.Value.ValueKind is JsonValueKind.String ? encoding.Value.GetString()! : ""
                    };
                    break;
                case "Network.loadingFinished" when requests.TryGetValue(id, out var loaded):
                    var bytes = (long)told.GetProperty("encodedDataLength").GetDouble();
                    // Without a byte it never was on the wire: the page asked twice, for a module that was preloaded.
                    if (bytes == 0)
                        requests.TryRemove(id, out _);
                    else
                        requests[id] = loaded with { Bytes = bytes };
                    break;
                case "Network.webSocketFrameReceived":
                    var frame = told.GetProperty("response");
                    // A binary frame (opcode 2) is told as base64.
                    Interlocked.Add(ref circuit, frame.GetProperty("opcode").GetDouble() == 2
                        ? Text(frame, "payloadData").Length * 3 / 4 : Text(frame, "payloadData").Length);
                    break;
            }
        };
        await tools.CallAsync("Network.enable");
        await tools.CallAsync("Page.enable");
        var watch = Stopwatch.StartNew();
        await tools.CallAsync("Page.navigate", new { url = page });
        while (!await IsTrueAsync(tools, interactive))
        {
            if (watch.Elapsed > TimeSpan.FromSeconds(60))
                throw new InvalidOperationException($"{page} was not interactive after a minute.");
        }

        var took = watch.Elapsed;
        while (requests.Values.Any(request => request.Bytes == 0) && watch.Elapsed < TimeSpan.FromSeconds(60))
            await IsTrueAsync(tools, "true");
        return new([.. order.Distinct().Where(requests.ContainsKey).Select(id => requests[id])], Interlocked.Read(ref circuit), took);
    }

    private static async Task<bool> IsTrueAsync(DevTools tools, string expression)
    {
        var answer = await tools.CallAsync("Runtime.evaluate",
            new { expression = $"new Promise(done => setTimeout(() => done({expression}), 10))", awaitPromise = true });
        return answer.TryGetProperty("result", out var result) && result.TryGetProperty("value", out var value)
            && value.ValueKind is JsonValueKind.True;
    }

    private static string Text(JsonElement element, string name) => element.TryGetProperty(name, out var value)
        ? value.GetString() ?? "" : "";
}
