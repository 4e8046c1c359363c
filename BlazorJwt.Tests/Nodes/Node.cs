using System.Diagnostics;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Nodes;

/// <summary>One server of several: the built app in a process of its own, as <c>dotnet run --no-build</c> starts it.</summary>
internal sealed class Node : IAsyncDisposable
{
    private readonly string[] _settings;
    private Process? _process;

    /// <param name="name">What the proxy calls it.</param>
    /// <param name="settings">Settings as on the command line.</param>
    public Node(string name, params string[] settings)
    {
        (Name, _settings) = (name, settings);
        Address = new($"http://127.0.0.1:{FreePort.Next()}/");
    }

    /// <summary>What the proxy calls it.</summary>
    public string Name { get; }

    /// <summary>Where it listens, also after it was started again.</summary>
    public Uri Address { get; }

    /// <summary>False before it was started and after it was ended.</summary>
    public bool IsRunning => _process is not null;

    /// <summary>Starts it and waits until it listens.</summary>
    public async Task StartAsync()
    {
        var built = Path.Combine(Repository.PathOf("BlazorJwt"),
            Path.GetRelativePath(Repository.PathOf("BlazorJwt.Tests"), AppContext.BaseDirectory), "BlazorJwt.dll");
        var start = Child.Of("dotnet", [built, "--urls", Address.ToString(), .. _settings]);
        start.WorkingDirectory = Repository.Top;
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        var said = new List<string?>();
        var listens = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) =>
        {
            lock (said) said.Add(line.Data);
            if (line.Data is null) listens.TrySetResult(false);
            else if (line.Data.Contains("Application started", StringComparison.Ordinal)) listens.TrySetResult(true);
        };
        _process.ErrorDataReceived += (_, line) =>
        {
            lock (said) said.Add(line.Data);
        };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        if (await listens.Task) return;
        lock (said) Assert.Fail(string.Join('\n', said));
    }

    /// <summary>Ends it as <c>kill -9</c> does: it has no say in it.</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process) return;
        _process = null;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>Asks it to end, as an orchestrator does (SIGTERM), and waits until it did.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{_process!.Id}"])) await kill.WaitForExitAsync();
        await _process.WaitForExitAsync();
        var code = _process.ExitCode;
        _process.Dispose();
        _process = null;
        return code;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await KillAsync();
}
