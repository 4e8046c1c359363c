using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace BlazorJwt.Tests.Support;

/// <summary>
/// A folder with a script for Node and the packages it needs, pinned by its lock file. They are fetched once for a run. Without Node or npm
/// the test is skipped with the reason; with <c>CI=true</c> it fails instead.
/// </summary>
internal static class NodeFolder
{
    private static readonly ConcurrentDictionary<string, Lazy<Task<string?>>> Prepared = new(StringComparer.Ordinal);

    /// <summary>Runs a script, hands it the input, and gives what it wrote.</summary>
    /// <param name="folder">The folder, from the top of the repository.</param>
    /// <param name="script">The file in it.</param>
    /// <param name="input">What the script reads.</param>
    /// <param name="cancellation">Ends the script.</param>
    public static async Task<string> RunAsync(string folder, string script, string input, CancellationToken cancellation)
    {
        await PreparedAsync(folder);
        var (status, output, errors) = await ScriptProcess.RunAsync("node", [script], folder, input, cancellation);
        Assert.True(status == 0, errors);
        return output;
    }

    /// <summary>Starts a script that goes on until its input is closed.</summary>
    /// <param name="folder">The folder, from the top of the repository.</param>
    /// <param name="arguments">The file in it, and what it is told.</param>
    public static async Task<Process> StartAsync(string folder, params string[] arguments)
    {
        await PreparedAsync(folder);
        var process = ScriptProcess.Start("node", arguments, folder);
        // Read all along: a pipe that nobody empties would hold the script up.
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        return process;
    }

    private static async Task PreparedAsync(string folder)
    {
        if (await Prepared.GetOrAdd(folder, name => new(() => PrepareAsync(name))).Value is not { } reason) return;
        if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(reason);
        Assert.Skip(reason);
    }

    // Null when all is there; otherwise why not.
    private static async Task<string?> PrepareAsync(string folder)
    {
        try
        {
            await ScriptProcess.RunAsync("node", ["--version"], folder, "", CancellationToken.None);
            var (status, _, errors) = await ScriptProcess.RunAsync(OperatingSystem.IsWindows() ? "npm.cmd" : "npm",
                ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], folder, "", CancellationToken.None);
            return status == 0 ? null : $"npm ci failed: {errors.Trim()}";
        }
        catch (Win32Exception)
        {
            return "Node or npm was not found on this machine.";
        }
    }
}
