using System.Diagnostics;

namespace BlazorJwt.Tests.Support;

/// <summary>Finds a Chrome, Chromium or Edge on this machine, or gets one.</summary>
internal static class InstalledBrowser
{
    private static readonly string[] Names =
        ["google-chrome", "google-chrome-stable", "chromium", "chromium-browser", "microsoft-edge", "microsoft-edge-stable", "chrome.exe",
            "msedge.exe"];

    /// <summary>The path of a browser's program file; <see cref="ByPlaywright"/> for one that Playwright keeps; null when none can be
    /// had.</summary>
    public static async Task<string?> FindOrInstallAsync()
    {
        if (Find() is { } found)
            return found;
        // Playwright keeps its browsers to itself: it finds its own again without a path.
        using (var limit = new CancellationTokenSource(TimeSpan.FromMinutes(2)))
        {
            var driver = Path.Combine(AppContext.BaseDirectory, "playwright.ps1");
            if (File.Exists(driver) && await InstallByPlaywright(limit.Token))
                return ByPlaywright;
        }

        if (OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess && File.Exists("/usr/bin/apt-get"))
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromMinutes(5));
            await RunAsync("apt-get", ["-q", "update"], limit.Token);
            if (await RunAsync("apt-get", ["-q", "install", "-y", "--no-install-recommends", "chromium"], limit.Token))
                return Find();
        }

        return null;
    }

    /// <summary>Stands for the browser that Playwright installed.</summary>
    public const string ByPlaywright = "";

    private static string? Find() =>
        Folders().SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);

    private static IEnumerable<string> Folders()
    {
        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator,
            StringSplitOptions.RemoveEmptyEntries))
            yield return folder;
        if (OperatingSystem.IsWindows())
        {
            foreach (var root in new[] { Environment.SpecialFolder.ProgramFiles, Environment.SpecialFolder.ProgramFilesX86,
                Environment.SpecialFolder.LocalApplicationData }.Select(Environment.GetFolderPath))
            {
                yield return Path.Combine(root, "Google", "Chrome", "Application");
                yield return Path.Combine(root, "Microsoft", "Edge", "Application");
            }
        }
    }

    private static async Task<bool> InstallByPlaywright(CancellationToken limit)
    {
        // In a process of its own: the installer ends the process it runs in when it fails.
        var driver = Path.Combine(AppContext.BaseDirectory, ".playwright");
        var node = Directory.EnumerateFiles(Path.Combine(driver, "node"), OperatingSystem.IsWindows() ? "node.exe" : "node",
            SearchOption.AllDirectories).FirstOrDefault();
        return node is not null && await RunAsync(node, [Path.Combine(driver, "package", "cli.js"), "install", "chromium"], limit);
    }

    private static async Task<bool> RunAsync(string program, string[] arguments, CancellationToken limit)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(limit);
            var errors = process.StandardError.ReadToEndAsync(limit);
            await process.WaitForExitAsync(limit);
            await Task.WhenAll(output, errors);
            return process.ExitCode == 0;
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            return false;
        }
    }
}
