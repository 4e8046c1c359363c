using System.Collections.Concurrent;
using System.ComponentModel;
using System.Diagnostics;

namespace BlazorJwt.Tests.Support;

/// <summary>
/// A folder with a script for Node and the packages it needs, pinned by its lock file. They are fetched once for a run. Without Node or npm the
/// test is skipped with the reason; with <c>CI=true</c> it fails instead.
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
        if (await Prepared.GetOrAdd(folder, name => new(() => PrepareAsync(name))).Value is { } reason)
        {
            if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(reason);
            Assert.Skip(reason);
        }

        var (status, output, errors) = await StartAsync("node", [script], folder, input, cancellation);
        Assert.True(status == 0, errors);
        return output;
    }

    // Null when all is there; otherwise why not.
    private static async Task<string?> PrepareAsync(string folder)
    {
        try
        {
            await StartAsync("node", ["--version"], folder, "", CancellationToken.None);
            var (status, _, errors) = await StartAsync(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["ci", "--no-audit", "--no-fund", "--ignore-scripts"], folder, "", CancellationToken.None);
            return status == 0 ? null : $"npm ci failed: {errors.Trim()}";
        }
        catch (Win32Exception)
        {
            return "Node or npm was not found on this machine.";
        }
    }

    private static async Task<(int Status, string Output, string Errors)> StartAsync(string program, string[] arguments, string folder, string input, CancellationToken cancellation)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Repository.PathOf(folder),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellation), process.StandardError.ReadToEndAsync(cancellation));
            await process.StandardInput.WriteAsync(input);
            process.StandardInput.Close();
            await process.WaitForExitAsync(cancellation);
            return (process.ExitCode, await output, await errors);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }
}
