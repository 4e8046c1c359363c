using System.Text;
using BlazorJwt.HttpLog;

namespace BlazorJwt.Labs.Clinic;

/// <summary>What came out when an error was made to happen.</summary>
/// <param name="Message">The words of the library, the framework or the API, as they came.</param>
/// <param name="Exchange">The HTTP exchange that brought them; null where there was none.</param>
public sealed record Reproduced(string Message, Exchange? Exchange = null)
{
    private const int MostInner = 2;

    /// <summary>An exception as a log shows it: type, message, and those it was caused by.</summary>
    /// <param name="reason">The exception.</param>
    /// <param name="frames">True to add where it was thrown, for a message that says nothing by itself. Without the paths of files.</param>
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
            foreach (var line in trace.Split('\n').Take(2)) text.Append("\n   ").Append(line.Split(" in ")[0].Trim());
        }

        return new(text.ToString());
    }

    /// <summary>Never what came out: part of a token may stand in it.</summary>
    public override string ToString() => "reproduced (redacted)";
}
