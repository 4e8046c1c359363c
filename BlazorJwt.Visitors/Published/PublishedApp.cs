using System.Diagnostics;

namespace BlazorJwt.Visitors.Published;

/// <summary>A published web app in a process of its own, as it would run for visitors: Production, plain http on a free loopback
/// port.</summary>
public sealed class PublishedApp : IAsyncDisposable
{
    private readonly Process process;
    private readonly string folder;

    private PublishedApp(Process process, Uri address, string folder) => (this.process, Address, this.folder) = (process, address, folder);

    /// <summary>Where it listens.</summary>
    public Uri Address { get; }

    /// <summary>The process's id, for tools that look into it.</summary>
    public int ProcessId => process.Id;

    /// <summary>Publishes a project into a temporary folder and starts it.</summary>
    /// <param name="project">The project file.</param>
    /// <param name="arguments">Settings for the app, as on its command line.</param>
    public static Task<PublishedApp> StartAsync(string project, params string[] arguments) =>
        StartAsync(project, ["--configuration", "Release"], arguments);

    /// <summary>Publishes a project that is built already, as it was built, and starts it. What a browser gets is the same in every
    /// configuration.</summary>
    /// <param name="project">The project file.</param>
    /// <param name="configuration">The configuration it was built in.</param>
    /// <param name="arguments">Settings for the app, as on its command line.</param>
    public static Task<PublishedApp> StartBuiltAsync(string project, string configuration, params string[] arguments) =>
        StartAsync(project, ["--no-build", "--configuration", configuration], arguments);

    private static async Task<PublishedApp> StartAsync(string project, string[] how, string[] arguments)
    {
        var folder = Directory.CreateTempSubdirectory("published-").FullName;
        await RunAsync(["publish", project, .. how, "--output", folder, "-nologo", "-v", "quiet"]);
        var address = new Uri($"http://localhost:{FreePort.Next()}/");
        var start = new ProcessStartInfo("dotnet",
            [Path.Combine(folder, Path.GetFileNameWithoutExtension(project) + ".dll"), "--urls", address.ToString(), .. arguments])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Production";
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, _) => { };
        process.ErrorDataReceived += (_, line) => Console.Error.WriteLine(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        var app = new PublishedApp(process, address, folder);
        await app.ReadyAsync();
        return app;
    }

    /// <summary>Runs the SDK and fails with what it said when it fails.</summary>
    public static async Task RunAsync(params string[] arguments)
    {
        using var sdk = Process.Start(
            new ProcessStartInfo("dotnet", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await Task.WhenAll(sdk.StandardOutput.ReadToEndAsync(), sdk.StandardError.ReadToEndAsync());
        await sdk.WaitForExitAsync();
        if (sdk.ExitCode != 0)
            throw new InvalidOperationException($"dotnet {string.Join(' ', arguments)} failed:\n{string.Concat(said)}");
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    private async Task ReadyAsync()
    {
        using var client = new HttpClient();
        for (var tries = 0; ; tries++)
        {
            try
            {
                using var answer = await client.GetAsync(Address);
                return;
            }
            catch (HttpRequestException) when (tries < 600 && !process.HasExited)
            {
                await Task.Delay(200);
            }
        }
    }
}
