using System.Diagnostics;

namespace BlazorJwt.Tests.Support;

/// <summary>Runs a curl line as a visitor does who pasted it into a shell.</summary>
internal static class Curl
{
    /// <summary>Why it can't be run here; null when it can.</summary>
    public static string? Missing { get; } =
        OperatingSystem.IsWindows() ? "The line is for a POSIX shell."
        : MissingProgram("curl");

    /// <summary>Why a program can't be run here; null when it can.</summary>
    public static string? MissingProgram(string name) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, name)))
            ? null : $"There is no {name} on this machine.";

    /// <summary>Runs it, and reads what it printed.</summary>
    /// <param name="line">The line, or several, the last with <c>-i</c>.</param>
    /// <param name="folder">Where the shell stands; null for anywhere.</param>
    public static async Task<CurlAnswer> RunAsync(string line, string? folder = null)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"{line} --silent"])
        {
            RedirectStandardOutput = true,
            WorkingDirectory = folder ?? ""
        };
        start.Environment["no_proxy"] = start.Environment["NO_PROXY"] = "*";
        using var shell = Process.Start(start)!;
        var output = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, shell.ExitCode);
        var parts = output.Split("\r\n\r\n", 2);
        var head = parts[0].Split("\r\n");
        return new(head[0].TrimEnd(),
            head.FirstOrDefault(field => field.StartsWith("WWW-Authenticate: ", StringComparison.OrdinalIgnoreCase))?.Split(": ",
                2)[1], parts[1]);
    }
}

/// <summary>What curl printed.</summary>
/// <param name="StatusLine">The first line.</param>
/// <param name="Challenge">The WWW-Authenticate header; null when there is none.</param>
/// <param name="Body">The body.</param>
internal sealed record CurlAnswer(string StatusLine, string? Challenge, string Body);
