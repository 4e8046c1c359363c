using System.Text;
using BlazorJwt.HttpLog;

namespace BlazorJwt.Labs.Clinic;

/// <summary>The outcome of an error that was reproduced.</summary>
/// <param name="Message">The original message of the library, the framework or the API.</param>
/// <param name="Exchange">The HTTP exchange with it; null where there was none.</param>
internal sealed record Reproduced(string Message, Exchange? Exchange = null)
{
    private const int MostInner = 2;
    private const int MostFrames = 5;

    /// <summary>Runs what is expected to fail.</summary>
    /// <param name="attempt">Returns the message for the case that it does not fail.</param>
    /// <param name="frames">As for <see cref="From"/>.</param>
    public static async Task<Reproduced> RunAsync(Func<Task<string>> attempt, bool frames = false)
    {
        try
        {
            return new(await attempt());
        }
        catch (Exception reason) when (reason is not OperationCanceledException)
        {
            return From(reason, frames);
        }
    }

    /// <summary>An exception as a log shows it: type, message, and inner exceptions.</summary>
    /// <param name="frames">True to add where it was thrown, without paths of files: for a message that says nothing by itself.</param>
    public static Reproduced From(Exception reason, bool frames = false)
    {
        var text = new StringBuilder();
        var (now, depth) = (reason, 0);
        while (now is not null && depth <= MostInner)
        {
            text.Append(depth++ == 0 ? "" : "\n ---> ").Append(now.GetType().FullName).Append(": ").Append(now.Message.TrimEnd());
            now = now.InnerException;
        }

        if (frames && reason.StackTrace is { } trace)
        {
            foreach (var line in trace.Split('\n').Take(MostFrames)) text.Append("\n   ").Append(line.Split(" in ")[0].Trim());
        }

        return new(text.ToString());
    }

    // A message may contain part of a token.
    public override string ToString() => "reproduced (redacted)";
}
