using System.Diagnostics;

namespace BlazorJwt.Tests.Support;

/// <summary>Runs a program of another language in a folder of the repository.</summary>
internal static class ScriptProcess
{
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static Process Start(string program, string[] arguments, string folder) =>
        Process.Start(new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = Repository.PathOf(folder),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;

    /// <summary>Hands it the input, waits until it ends, and gives what it wrote.</summary>
    /// <exception cref="System.ComponentModel.Win32Exception">There is no such program.</exception>
    public static async Task<(int Status, string Output, string Errors)> RunAsync(string program, string[] arguments, string folder,
        string input, CancellationToken cancellation)
    {
        using var process = Start(program, arguments, folder);
        try
        {
            var (output, errors) = (process.StandardOutput.ReadToEndAsync(cancellation),
                process.StandardError.ReadToEndAsync(cancellation));
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
