using BlazorJwt.Tests.Support;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(BrowserFixture))]

namespace BlazorJwt.Tests.Support;

/// <summary>One Chromium for all browser tests. It starts when the first of them asks for it; each test gets a profile of its
/// own.</summary>
public sealed class BrowserFixture : IAsyncDisposable
{
    private readonly Lazy<Task<IBrowser?>> browser;
    private IPlaywright? playwright;

    /// <summary>How the browser is started. Chromium refuses its sandbox to root.</summary>
    public static IEnumerable<string> Arguments { get; } =
    [
        .. OperatingSystem.IsLinux() && Environment.IsPrivilegedProcess ? (string[])["--no-sandbox"] : [],
        "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
        $"--disable-features={string.Join(',', SwitchedOffFeatures.All)}",
    ];

    /// <summary>xunit makes it, once for the assembly.</summary>
    public BrowserFixture() => browser = new(LaunchAsync);

    /// <summary>The program to start, for a test that starts one of its own; null for the one that Playwright brought.</summary>
    public static async Task<string?> ProgramAsync() => await InstalledBrowser.FindOrInstallAsync() is { } path
        && path != InstalledBrowser.ByPlaywright ? path : null;

    /// <summary>The browser. Where none can be had the test is skipped with the reason; with <c>CI=true</c> it fails instead.</summary>
    public async Task<IBrowser> GetAsync()
    {
        const string reason = "No Chrome, Chromium or Edge was found, and none could be installed.";
        if (await browser.Value is { } launched)
            return launched;
        if (Environment.GetEnvironmentVariable("CI") == "true")
            Assert.Fail(reason);
        Assert.Skip(reason);
        throw new InvalidOperationException(reason);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (browser.IsValueCreated && await browser.Value is { } launched)
            await launched.DisposeAsync();
        playwright?.Dispose();
    }

    private async Task<IBrowser?> LaunchAsync()
    {
        if (await InstalledBrowser.FindOrInstallAsync() is null)
            return null;
        playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(Patience.Milliseconds);
        return await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = await ProgramAsync(),
            Args = Arguments,
        });
    }
}
