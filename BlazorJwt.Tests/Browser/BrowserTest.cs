using BlazorJwt.Tests.Support;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser;

/// <summary>A test in a real browser. What it opened is closed after it; when it failed, a screenshot and a trace stay in
/// <c>artifacts/</c>.</summary>
[Trait("needs", "browser"), Trait("needs", "server")]
public abstract class BrowserTest(AppFixture app, BrowserFixture browser) : IAsyncDisposable
{
    private readonly List<PageSession> sessions = [];

    /// <summary>The app under test.</summary>
    protected AppFixture App { get; } = app;

    /// <summary>The browser that all tests share.</summary>
    protected BrowserFixture Browser { get; } = browser;

    /// <summary>Opens a browser profile with one tab, signed out, at a desk's size.</summary>
    protected async Task<PageSession> OpenAsync(RunningApp? other = null, BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.BaseURL ??= (other ?? App).LocalhostAddress.ToString();
        options.ViewportSize ??= new() { Width = 1440, Height = 900 };
        var context = await (await Browser.GetAsync()).NewContextAsync(options);
        context.SetDefaultTimeout(Patience.Milliseconds);
        await context.Tracing.StartAsync(new());
        var session = new PageSession(context, await context.NewPageAsync(), other ?? App);
        sessions.Add(session);
        return session;
    }

    /// <summary>Opens a profile and signs a demo person in.</summary>
    protected async Task<PageSession> OpenSignedInAsync(string name, RunningApp? other = null, BrowserNewContextOptions? options = null)
    {
        var session = await OpenAsync(other, options);
        await session.SignInAsync(name);
        return session;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        var failed = TestContext.Current.TestState?.Result == TestResult.Failed;
        foreach (var (index, session) in sessions.Index())
        {
            var file = Path.Combine(Repository.PathOf("artifacts"), $"{TestContext.Current.TestMethod?.MethodName}-{index}");
            if (failed && !session.Page.IsClosed)
                await session.Page.ScreenshotAsync(new() { Path = file + ".png", FullPage = true });
            await session.Context.Tracing.StopAsync(failed ? new() { Path = file + ".zip" } : new());
            await session.Context.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
