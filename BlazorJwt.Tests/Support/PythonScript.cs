using System.ComponentModel;

namespace BlazorJwt.Tests.Support;

/// <summary>
/// Runs a script with the packages that Debian has for Python: PyJWT, Authlib and requests. Without them the test is skipped with the
/// reason; with <c>CI=true</c> it fails instead.
/// </summary>
internal static class PythonScript
{
    // Another Python may be first in the path, and then it has no packages of Debian.
    private static readonly string[] Names = ["python3", "/usr/bin/python3", "python"];

    private static readonly Lazy<Task<string?>> Found = new(FindAsync);

    /// <summary>Runs it, hands it the input, and gives what it wrote.</summary>
    /// <param name="folder">The folder, from the top of the repository.</param>
    /// <param name="script">The file in it.</param>
    /// <param name="input">What the script reads.</param>
    /// <param name="cancellation">Ends the script.</param>
    public static async Task<string> RunAsync(string folder, string script, string input, CancellationToken cancellation)
    {
        if (await Found.Value is not { } python)
        {
            const string reason = "No Python with PyJWT, Authlib and requests was found on this machine.";
            if (Environment.GetEnvironmentVariable("CI") == "true") Assert.Fail(reason);
            Assert.Skip(reason);
            return "";
        }

        var (status, output, errors) = await ScriptProcess.RunAsync(python, ["-B", script], folder, input, cancellation);
        Assert.True(status == 0, errors);
        return output;
    }

    private static async Task<string?> FindAsync()
    {
        foreach (var name in Names)
        {
            try
            {
                var (status, _, _) = await ScriptProcess.RunAsync(name, ["-c", "import authlib, jwt, requests"], ".", "",
                    CancellationToken.None);
                if (status == 0) return name;
            }
            catch (Win32Exception)
            {
                // Not here by this name.
            }
        }

        return null;
    }
}
