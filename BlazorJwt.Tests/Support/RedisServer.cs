using System.Diagnostics;

namespace BlazorJwt.Tests.Support;

/// <summary>
/// A real Redis on a free port of this machine, with nothing kept on disk. Where the program is missing the test is skipped with the
/// reason; with <c>CI=true</c> it fails instead.
/// </summary>
public sealed class RedisServer : IAsyncDisposable
{
    private const string Program = "redis-server";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("blazorjwt-redis-");
    private readonly string[] _arguments;
    private Process? _process;

    private RedisServer(string[] arguments) => (_arguments, Port) = (arguments, FreePort.Next());

    /// <summary>Where it listens. The same after it was started again.</summary>
    public int Port { get; }

    /// <summary>Starts one. The caller disposes it.</summary>
    /// <param name="arguments">What it is told beside port and folder, such as <c>--requirepass secret</c>.</param>
    public static async Task<RedisServer> StartAsync(params string[] arguments)
    {
        var server = new RedisServer(arguments);
        await server.StartAgainAsync();
        return server;
    }

    /// <summary>Starts it after <see cref="KillAsync"/>: on the same port, and empty.</summary>
    public async Task StartAgainAsync()
    {
        if (!Child.Exists(Program))
        {
            const string reason = Program + " was not found on this machine.";
            if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(reason);
            Assert.Skip(reason);
        }

        _process =
            Process.Start(Child.Of(Program,
                ["--port", $"{Port}", "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", "--databases", "1024", "--dir",
                    _folder.FullName, .. _arguments]))!;
        var ready = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data is null) ready.TrySetResult(false);
            else if (line.Data.Contains("Ready to accept connections", StringComparison.Ordinal)) ready.TrySetResult(true);
        };
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        Assert.True(await ready.Task, "redis-server did not start.");
    }

    /// <summary>Ends it as a machine that loses its power does: at once, and with all it held.</summary>
    public async Task KillAsync()
    {
        if (_process is not { } process) return;
        _process = null;
        process.Kill();
        await process.WaitForExitAsync();
        process.Dispose();
    }

    /// <summary>Makes it stop answering, as on a machine that hangs. Its connections stay open.</summary>
    public Task PauseAsync() => SignalAsync("-STOP");

    /// <summary>Makes it go on after <see cref="PauseAsync"/>, with all it holds.</summary>
    public Task GoOnAsync() => SignalAsync("-CONT");

    private async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("kill", [signal, $"{_process!.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await KillAsync();
        _folder.Delete(recursive: true);
    }
}
