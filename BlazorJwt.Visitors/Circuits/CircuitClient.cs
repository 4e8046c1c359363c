using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http.Connections;
using Microsoft.AspNetCore.SignalR.Client;
using Microsoft.AspNetCore.SignalR.Protocol;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace BlazorJwt.Visitors.Circuits;

/// <summary>
/// A tab without a browser: fetches a page, starts its circuit, keeps up what it shows, and clicks. It runs no script: each call of one is
/// answered as by a script that has nothing to say.
/// </summary>
public sealed partial class CircuitClient : IAsyncDisposable
{
    /// <summary>How long an answer may take before it counts as none.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly HubConnection _connection;
    private readonly Lock _gate = new();
    private readonly PageTree _tree = new();
    private readonly Dictionary<string, TaskCompletionSource> _running = new(StringComparer.Ordinal);
    private readonly TaskCompletionSource<long> _events = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly VisitorSession _visitor;
    private TaskCompletionSource _change = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Exception? _end;
    private int _calls;
    private string _circuit = "";

    private CircuitClient(HubConnection connection, VisitorSession visitor) => (_connection, _visitor) = (connection, visitor);

    /// <summary>From the start of the circuit to its first render batch.</summary>
    public TimeSpan FirstBatch { get; private set; }

    /// <summary>From each event sent to the first render batch after it.</summary>
    public List<TimeSpan> Answers { get; } = [];

    /// <summary>What the person does before each click.</summary>
    public Func<Task> BeforeEach { get; set; } = () => Task.CompletedTask;

    /// <summary>All the text of the page.</summary>
    public string Text
    {
        get
        {
            lock (_gate) return string.Join('\n', _tree.Roots.Select(root => root.Text));
        }
    }

    /// <summary>Fetches the page, starts its circuit, and waits until the page has been rendered in it.</summary>
    /// <param name="visitor">Whose browser it is.</param>
    /// <param name="path">The page.</param>
    public static async Task<CircuitClient> OpenAsync(VisitorSession visitor, string path)
    {
        var page = new Uri(visitor.Client.BaseAddress!, path);
        using var answer = await visitor.Client.GetAsync(page);
        if (!answer.IsSuccessStatusCode) throw new InvalidOperationException($"{page}: {(int)answer.StatusCode}");
        var html = await answer.Content.ReadAsStringAsync();
        var state = StateComment().Match(html) is { Success: true } found ? found.Groups[1].Value : "";

        var origin = page.GetLeftPart(UriPartial.Authority);
        var builder = new HubConnectionBuilder().WithUrl(new Uri(page, "/_blazor"), HttpTransportType.WebSockets, options =>
        {
            options.SkipNegotiation = true;
            if (visitor.Cookies.Header is { } cookies) options.Headers["Cookie"] = cookies;
            // As a browser does: the origin of the page, and an offer to compress, which the server takes up or not.
            options.Headers["Origin"] = origin;
            options.WebSocketConfiguration = socket => socket.DangerousDeflateOptions = new();
        });
        builder.Services.RemoveAll<IHubProtocol>();
        builder.Services.AddSingleton<IHubProtocol>(new BlazorPack());
        var client = new CircuitClient(builder.Build(), visitor);
        try
        {
            await client.StartAsync(page, Markers(html), state);
            return client;
        }
        catch
        {
            await client.DisposeAsync();
            throw;
        }
    }

    /// <summary>Clicks a button by its name: its <c>aria-label</c>, or else its text. One that submits a form, submits it.</summary>
    /// <returns>When the server's handler has come to its end.</returns>
    public async Task ClickAsync(string button)
    {
        await BeforeEach();
        await UntilAsync(() => Find(button) is not null, $"no button '{button}'");
        ulong handler;
        string kind;
        lock (_gate) (kind, handler) = Handler(Find(button)!)
            ?? throw new InvalidOperationException($"Nothing listens to the button '{button}'.");
        await RaiseAsync(kind, handler, $$"""{"type":"{{kind}}"}""");
    }

    /// <summary>Types into a field that is known by its <c>name</c> or its <c>id</c>, and leaves it.</summary>
    public async Task TypeAsync(string field, string text)
    {
        await BeforeEach();
        await UntilAsync(() => FindField(field) is not null, $"no field '{field}'");
        (string Kind, ulong Handler)[] handlers;
        lock (_gate) handlers = [.. FindField(field)!.Attributes.Where(one => one.Value.Handler > 0 && one.Key is "oninput" or "onchange")
            .Select(one => (one.Key[2..], one.Value.Handler))];
        foreach (var (kind, handler) in handlers) await RaiseAsync(kind, handler, JsonSerializer.Serialize(new { value = text }));
    }

    /// <summary>Chooses one of several radio buttons.</summary>
    /// <param name="name">The name they share.</param>
    /// <param name="value">The value of the one.</param>
    public async Task ChooseAsync(string name, string value)
    {
        await BeforeEach();
        PageNode? Radio() => _tree.All()
            .FirstOrDefault(node => node.Element is "input" && Value(node, "name") == name && Value(node, "value") == value);
        await UntilAsync(() => Radio() is not null, $"no radio button '{name}' with '{value}'");
        ulong handler;
        lock (_gate) handler = Radio()!.Attributes["onchange"].Handler;
        await RaiseAsync("change", handler, JsonSerializer.Serialize(new { value }));
    }

    /// <summary>Waits until the page shows this text.</summary>
    public Task SeeAsync(string text) =>
        UntilAsync(() => _tree.Roots.Any(root => root.Text.Contains(text, StringComparison.Ordinal)), $"'{text}' does not appear");

    /// <summary>Closes the tab, and tells the server so, as a browser does: it need not keep the circuit for a visitor who might come
    /// back.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_circuit.Length > 0)
        {
            using var circuit = new MultipartFormDataContent { { new StringContent(_circuit), "circuitId" } };
            using var told = new HttpRequestMessage(HttpMethod.Post, "/_blazor/disconnect") { Content = circuit };
            told.Headers.Add("Origin", _visitor.Client.BaseAddress!.GetLeftPart(UriPartial.Authority));
            using var answer = await _visitor.Client.SendAsync(told);
            answer.EnsureSuccessStatusCode();
        }

        await _connection.DisposeAsync();
    }

    private async Task StartAsync(Uri page, IReadOnlyList<string> markers, string state)
    {
        _connection.On<long, byte[]>("JS.RenderBatch", async (batch, bytes) =>
        {
            Changes(() => _tree.Apply(bytes));
            await _connection.SendAsync("OnRenderCompleted", batch, null);
        });
        _connection.On<string>("JS.Error", error => Ends(new InvalidOperationException(error)));
        _connection.On<string, bool, string>("JS.EndInvokeDotNet", (call, succeeded, result) => Done(call, succeeded, result));
        _connection.On<long, string, string?, int, long, int>("JS.BeginInvokeJS", async (call, identifier, arguments, resultType, _, _) =>
        {
            if (identifier.EndsWith("attachWebRendererInterop", StringComparison.Ordinal)) _events.TrySetResult(EventTarget(arguments!));
            // A module (result type 1) is answered with a reference to one.
            await _connection.SendAsync("EndInvokeJSFromDotNet", call, true,
                resultType == 1 ? $$"""[{{call}},true,{"__jsObjectId":1}]""" : $"[{call},true,null]");
        });
        _connection.Closed += error =>
        {
            Ends(error ?? new InvalidOperationException("The server closed the circuit."));
            return Task.CompletedTask;
        };
        var began = Stopwatch.GetTimestamp();
        await _connection.StartAsync();
        var baseUri = page.GetLeftPart(UriPartial.Authority) + "/";
        _circuit = await _connection.InvokeAsync<string?>("StartCircuit", baseUri, page.ToString(), "[]", state)
            ?? throw new InvalidOperationException("The server did not start a circuit.");
        var operations = string.Join(',',
            markers.Index().Select(marker => $$"""{"type":"add","ssrComponentId":{{marker.Index + 1}},"marker":{{marker.Item}}}"""));
        await _connection.SendAsync("UpdateRootComponents", $$"""{"batchId":1,"operations":[{{operations}}]}""", state);
        await UntilAsync(() => _tree.Roots.Any(), "no render batch came");
        FirstBatch = Stopwatch.GetElapsedTime(began);
    }

    private async Task RaiseAsync(string kind, ulong handler, string arguments)
    {
        var target = await _events.Task.WaitAsync(Patience);
        var call = Interlocked.Increment(ref _calls).ToString(CultureInfo.InvariantCulture);
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task changed;
        lock (_gate)
        {
            _running[call] = done;
            changed = _change.Task;
        }

        var began = Stopwatch.GetTimestamp();
        await _connection.SendAsync("BeginInvokeDotNetFromJS", call, null, "DispatchEventAsync", target,
            $$"""[{"eventHandlerId":{{handler}},"eventName":"{{kind}}"},{{arguments}}]""");
        await Task.WhenAny(changed, done.Task).WaitAsync(Patience);
        Answers.Add(Stopwatch.GetElapsedTime(began));
        await done.Task.WaitAsync(Patience);
    }

    private void Done(string call, bool succeeded, string result)
    {
        TaskCompletionSource? done;
        lock (_gate) _running.Remove(call, out done);
        if (succeeded) done?.TrySetResult();
        else done?.TrySetException(new InvalidOperationException(result));
    }

    // A button that nothing listens to comes as markup, within the form that it submits.
    private PageNode? Find(string button) => _tree.All().FirstOrDefault(node =>
        (node.Element is "button" && Name(node) == button && !node.Attributes.ContainsKey("disabled")
            && !node.Attributes.ContainsKey("aria-disabled"))
            || node.Content?.Contains($">{button}</button>", StringComparison.Ordinal) is true);

    private static string Name(PageNode button) => button.Attributes.TryGetValue("aria-label", out var label)
        ? label.Value ?? "" : button.Text;

    private PageNode? FindField(string field) => _tree.All().FirstOrDefault(node =>
        node.Element is "input" or "textarea" or "select" && (Value(node, "name") == field || Value(node, "id") == field));

    private static string? Value(PageNode node, string attribute) => node.Attributes.TryGetValue(attribute, out var found)
        ? found.Value : null;

    private static (string Kind, ulong Handler)? Handler(PageNode button)
    {
        if (button.Attributes.TryGetValue("onclick", out var click)) return ("click", click.Handler);
        for (var node = button.Parent; node is not null; node = node.Parent)
        {
            if (node.Attributes.TryGetValue("onsubmit", out var submit)) return ("submit", submit.Handler);
        }

        return null;
    }

    private async Task UntilAsync(Func<bool> isSo, string otherwise)
    {
        using var patience = new CancellationTokenSource(Patience);
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (isSo()) return;
                if (_end is not null) throw new InvalidOperationException($"The circuit ended: {_end.Message}", _end);
                changed = _change.Task;
            }

            try
            {
                await changed.WaitAsync(patience.Token);
            }
            catch (OperationCanceledException)
            {
                throw new TimeoutException($"{otherwise}. The page says: {TokenText().Replace(Text, "(token)")}");
            }
        }
    }

    private void Changes(Action change)
    {
        TaskCompletionSource before;
        lock (_gate)
        {
            change();
            (before, _change) = (_change, new(TaskCreationOptions.RunContinuationsAsynchronously));
        }

        before.TrySetResult();
    }

    private void Ends(Exception why)
    {
        Changes(() => _end ??= why);
        TaskCompletionSource[] running;
        lock (_gate) running = [.. _running.Values];
        foreach (var call in running) call.TrySetException(why);
    }

    // The second argument is the object whose method takes the events.
    private static long EventTarget(string arguments) =>
        JsonDocument.Parse(arguments).RootElement[1].GetProperty("__dotNetObject").GetInt64();

    // The closing comments carry a prerender id only; the opening ones the component's descriptor.
    private static IReadOnlyList<string> Markers(string html) =>
        [.. MarkerComment().Matches(html).Select(match => match.Groups[1].Value)
            .Where(marker => marker.Contains("\"descriptor\"", StringComparison.Ordinal))];

    [GeneratedRegex("<!--Blazor:(\\{\"type\":\"server\".*?\\})-->", RegexOptions.Singleline)]
    private static partial Regex MarkerComment();

    // What fails is told in a log, and a token does not belong there.
    [GeneratedRegex("eyJ[A-Za-z0-9_.-]+")]
    private static partial Regex TokenText();

    [GeneratedRegex("<!--Blazor-Server-Component-State:(.*?)-->", RegexOptions.Singleline)]
    private static partial Regex StateComment();
}
