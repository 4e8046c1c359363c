using System.Diagnostics;

namespace BlazorJwt.Tests.Support;

/// <summary>Runs a curl line as a visitor does who pasted it into a shell.</summary>
internal static class Curl
{
    /// <summary>Why it can't be run here; null when it can.</summary>
    public static string? Missing { get; } =
        OperatingSystem.IsWindows() ? "The line is for a POSIX shell."
        : (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, "curl"))) ? null
        : "There is no curl on this machine.";

    /// <summary>Runs it, and reads what it printed.</summary>
    /// <param name="line">The line, with <c>-i</c>.</param>
    public static async Task<CurlAnswer> RunAsync(string line)
    {
        using var shell = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", $"{line} --silent --noproxy '*'"]) { RedirectStandardOutput = true })!;
        var output = await shell.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await shell.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, shell.ExitCode);
        var parts = output.Split("\r\n\r\n", 2);
        var head = parts[0].Split("\r\n");
        return new(head[0].TrimEnd(), head.FirstOrDefault(field => field.StartsWith("WWW-Authenticate: ", StringComparison.OrdinalIgnoreCase))?.Split(": ", 2)[1], parts[1]);
    }
}

/// <summary>What curl printed.</summary>
/// <param name="StatusLine">The first line.</param>
/// <param name="Challenge">The WWW-Authenticate header; null when there is none.</param>
/// <param name="Body">The body.</param>
internal sealed record CurlAnswer(string StatusLine, string? Challenge, string Body);
