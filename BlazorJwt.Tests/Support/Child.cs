using System.Diagnostics;

namespace BlazorJwt.Tests.Support;

/// <summary>A process that ends with the tests, also when somebody kills them and no fixture gets to clean up.</summary>
internal static class Child
{
    // Watches the pipe from the tests, which closes with them whatever ends them. The program itself takes the shell's place: it has the id
    // that was started, and signals and exit code are its own. A watcher whose program is gone has another parent, and kills nobody.
    private const string EndsWithThePipe = """
        exec 3<&0
        { cat <&3; read -r id name state parent rest </proc/self/stat; [ "$parent" = $$ ] && kill -9 $$; } >/dev/null 2>&1 &
        exec 3<&-
        exec "$@" </dev/null
        """;

    /// <summary>How to start it, with its output kept. Elsewhere than on Linux it is started as it is.</summary>
    public static ProcessStartInfo Of(string program, params IEnumerable<string> arguments)
    {
        var start = OperatingSystem.IsLinux()
            ? new ProcessStartInfo("/bin/sh", ["-c", EndsWithThePipe, program, program, .. arguments]) { RedirectStandardInput = true }
            : new ProcessStartInfo(program, arguments);
        (start.RedirectStandardOutput, start.RedirectStandardError) = (true, true);
        return start;
    }

    /// <summary>True when there is such a program on this machine.</summary>
    public static bool Exists(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, program)) || File.Exists(Path.Combine(folder, program + ".exe")));
}
