using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;

namespace BlazorJwt.Visitors.Published;

/// <summary>A fresh Chromium without a window, listened to over its own DevTools protocol.</summary>
internal sealed class DevTools : IAsyncDisposable
{
    private readonly Process browser;
    private readonly string profile;
    private readonly ClientWebSocket socket = new();
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> calls = new();
    private Task listening = Task.CompletedTask;
    private int lastCall;

    private DevTools(Process browser, string profile) => (this.browser, this.profile) = (browser, profile);

    /// <summary>Raised for each event of the page: its method and its parameters.</summary>
    public event Action<string, JsonElement>? Told;

    /// <summary>Starts the browser with an empty profile and listens to its one page.</summary>
    /// <param name="program">The browser's program file.</param>
    public static async Task<DevTools> StartAsync(string program)
    {
        var profile = Directory.CreateTempSubdirectory("profile-").FullName;
        string[] asRoot = OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess ? ["--no-sandbox"] : [];
        var browser = Process.Start(new ProcessStartInfo(program,
            [.. asRoot, "--headless", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
                "--no-first-run",
                "--remote-debugging-port=0", $"--user-data-dir={profile}", "about:blank"])
        { RedirectStandardError = true })!;
        var tools = new DevTools(browser, profile);
        var port = await tools.PortAsync();
        _ = browser.StandardError.ReadToEndAsync();
        using var http = new HttpClient();
        var pages = JsonDocument.Parse(await http.GetStringAsync(new Uri($"http://127.0.0.1:{port}/json"))).RootElement;
        var page = pages.EnumerateArray().First(target => target.GetProperty("type").ValueEquals("page"));
        await tools.socket.ConnectAsync(new Uri(page.GetProperty("webSocketDebuggerUrl").GetString()!), CancellationToken.None);
        tools.listening = tools.ListenAsync();
        return tools;
    }

    /// <summary>Calls a method of the protocol and waits for its result.</summary>
    public async Task<JsonElement> CallAsync(string method, object? parameters = null)
    {
        var id = Interlocked.Increment(ref lastCall);
        var answer = calls[id] = new(TaskCreationOptions.RunContinuationsAsynchronously);
        var text = JsonSerializer.SerializeToUtf8Bytes(new { id, method, @params = parameters ?? new { } });
        await socket.SendAsync(text, WebSocketMessageType.Text, endOfMessage: true, CancellationToken.None);
        return await answer.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        browser.Kill(entireProcessTree: true);
        await browser.WaitForExitAsync();
        await listening.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        socket.Dispose();
        browser.Dispose();
        try
        {
            Directory.Delete(profile, recursive: true);
        }
        catch (IOException)
        {
            // A child of the browser may still be writing. The folder is the system's to sweep.
        }
    }

    private async Task<string> PortAsync()
    {
        const string words = "DevTools listening on ";
        while (await browser.StandardError.ReadLineAsync() is { } line)
        {
            if (line.StartsWith(words, StringComparison.Ordinal))
                return new Uri(line[words.Length..]).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }

        throw new InvalidOperationException("The browser ended before it listened.");
    }

    private async Task ListenAsync()
    {
        var buffer = new byte[1 << 16];
        using var message = new MemoryStream();
        while (socket.State == WebSocketState.Open)
        {
            var part = await socket.ReceiveAsync(buffer, CancellationToken.None);
            message.Write(buffer, 0, part.Count);
            if (!part.EndOfMessage)
                continue;
            var told = JsonDocument.Parse(Encoding.UTF8.GetString(message.ToArray())).RootElement;
            message.SetLength(0);
            if (told.TryGetProperty("id", out var id) && calls.TryRemove(id.GetInt32(), out var call))
                call.SetResult(told.TryGetProperty("result", out var result) ? result : told.GetProperty("error"));
            else if (told.TryGetProperty("method", out var method))
                Told?.Invoke(method.GetString()!, told.GetProperty("params"));
        }
    }
}
