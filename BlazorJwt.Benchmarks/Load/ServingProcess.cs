using System.Diagnostics;
using System.Globalization;

namespace BlazorJwt.Benchmarks.Load;

/// <summary>A process that serves: it prints a line for each of its servers, name and address with a tab between, then one that begins with <c>ready</c>, and ends with its input.</summary>
internal sealed class ServingProcess : IDisposable
{
    private readonly Process process;

    private ServingProcess(Process process) => this.process = process;

    /// <summary>Where each of its servers listens.</summary>
    public Dictionary<string, Uri> Addresses { get; } = [];

    /// <summary>What stood behind <c>ready</c>.</summary>
    public string[] Ready { get; private set; } = [];

    /// <summary>How many methods its runtime has compiled so far, those included that it compiled again. For a process that answers a line with this number.</summary>
    public int CompiledMethods
    {
        get
        {
            process.StandardInput.WriteLine();
            return int.Parse(process.StandardOutput.ReadLine()!, CultureInfo.InvariantCulture);
        }
    }

    /// <summary>How much processor time it took so far.</summary>
    public TimeSpan Took
    {
        get
        {
            process.Refresh();
            return process.TotalProcessorTime;
        }
    }

    public static ServingProcess Start(ProcessStartInfo start)
    {
        start.RedirectStandardInput = start.RedirectStandardOutput = true;
        var serving = new ServingProcess(Process.Start(start)!);
        while (serving.process.StandardOutput.ReadLine() is { } line)
        {
            var words = line.Split('\t');
            if (words[0] is "ready")
            {
                serving.Ready = words[1..];
                return serving;
            }

            serving.Addresses.Add(words[0], new(words[1]));
        }

        throw new InvalidOperationException($"{start.FileName} ended before it served.");
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        process.StandardInput.Close();
        if (!process.WaitForExit(TimeSpan.FromSeconds(5))) process.Kill(entireProcessTree: true);
        process.Dispose();
    }
}
