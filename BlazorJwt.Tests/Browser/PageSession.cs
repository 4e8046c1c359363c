using System.Collections.Concurrent;
using BlazorJwt.Tests.Support;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser;

/// <summary>A visitor at a browser: one profile, one tab to begin with. It notes what a page complains about.</summary>
public sealed class PageSession
{
    private static readonly string Axe = new BundledAxeScriptProvider().GetScript();

    private readonly RunningApp app;
    private readonly ConcurrentQueue<string> troubles = new();

    internal PageSession(IBrowserContext context, IPage page, RunningApp app)
    {
        (Context, Page, this.app) = (context, page, app);
        Watch(page);
    }

    /// <summary>The profile: its cookies, its storage, its tabs.</summary>
    public IBrowserContext Context { get; }

    /// <summary>The tab.</summary>
    public IPage Page { get; }

    /// <summary>Errors in the console, uncaught exceptions and violations of the content security policy, oldest first.</summary>
    public IReadOnlyCollection<string> Troubles => troubles;

    /// <summary>The heading of the page.</summary>
    public ILocator Heading => Page.GetByRole(AriaRole.Heading, new() { Level = 1 });

    /// <summary>The lessons, beside the page.</summary>
    public ILocator Rail => Page.GetByRole(AriaRole.Navigation, new() { Name = "Lessons", Exact = true });

    /// <summary>The sign-out button of the top bar.</summary>
    public ILocator SignOut => Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" });

    /// <summary>Opens an address in this tab and waits for its circuit.</summary>
    public async Task GoAsync(string path)
    {
        await Page.GotoAsync(path);
        await CircuitAsync();
    }

    /// <summary>Waits until the page in this tab is interactive: the app's own script says so on the root element.</summary>
    public Task CircuitAsync() => CircuitAsync(Page);

    /// <summary>Waits until the page in a tab is interactive.</summary>
    public static Task CircuitAsync(IPage page) =>
        page.Locator("html[data-circuit=up]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

    /// <summary>Opens one more tab of the same profile.</summary>
    public async Task<IPage> OpenTabAsync(string path)
    {
        var tab = await Context.NewPageAsync();
        Watch(tab);
        await tab.GotoAsync(path);
        await CircuitAsync(tab);
        return tab;
    }

    /// <summary>Signs in through the form, as a visitor does, and waits for the page that follows.</summary>
    public async Task SignInAsync(string name, string? lifetime = null, string at = "/")
    {
        await GoAsync($"{at}sign-in");
        await SubmitSignInAsync(Page, name, lifetime);
        await SignOut.WaitForAsync();
        await CircuitAsync();
    }

    /// <summary>Fills the sign-in form of a tab and sends it.</summary>
    public async Task SubmitSignInAsync(IPage tab, string name, string? lifetime = null)
    {
        await tab.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await tab.GetByLabel("Password").FillAsync(app.DemoPassword(name));
        if (lifetime is not null)
        {
            // Who chooses a life wants to see it end; the form unticks the box for the short ones, and here it is so for all.
            await tab.GetByLabel("The token lives").SelectOptionAsync(new SelectOptionValue { Label = lifetime });
            await tab.GetByLabel("Renew it before it expires").SetCheckedAsync(false);
        }

        await tab.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    /// <summary>Fails when axe finds something on the page that WCAG 2.2 AA or good practice does not allow, in either theme.</summary>
    public async Task AssertAccessibleAsync(string where)
    {
        // Without motion a colour is at once what it will be.
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
        AssertNone(await ViolationsAsync($"{where}, light"));
        // The themes differ in their colours and in nothing else.
        await Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Dark });
        AssertNone(await ViolationsAsync($"{where}, dark", "color-contrast", "link-in-text-block"));

        static void AssertNone(string[] violations) => Assert.True(violations.Length is 0, string.Join('\n', violations));
    }

    /// <summary>Fails when the page is wider than the window, from a small phone to a projector.</summary>
    public async Task AssertFitsEveryWidthAsync(string where)
    {
        foreach (var width in (int[])[320, 390, 1440, 1920])
        {
            await Page.SetViewportSizeAsync(width, 900);
            var wide = await Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            Assert.True(wide <= width, $"{where}: {wide} px wide in a window of {width} px.");
        }

        await Page.SetViewportSizeAsync(1440, 900);
    }

    /// <summary>Fails when a page complained about anything.</summary>
    public void AssertNoTrouble() => Assert.True(troubles.IsEmpty, string.Join('\n', troubles));

    // axe's own script, without the wrapper that opens one more tab for each look.
    private async Task<string[]> ViolationsAsync(string where, params string[] only)
    {
        if (!await Page.EvaluateAsync<bool>("() => 'axe' in window"))
            await Page.EvaluateAsync(Axe);
        var found = await Page.EvaluateAsync<string[]>(
            """
            async only => {
              const { violations } = await axe.run(document, { resultTypes: ['violations'], ...(only.length ? { runOnly: only } : {}) });
              return violations.map(violation => `${violation.id} (${violation.help}) at ${violation.nodes.map(node => node.html).join(', ')}`);
            }
            """, only);
        return [.. found.Select(violation => $"{where}: {violation}")];
    }

    private void Watch(IPage page)
    {
        page.Console += (_, message) =>
        {
            if (message.Type is "error")
                troubles.Enqueue($"{page.Url}: {message.Text} {message.Location}");
        };
        page.PageError += (_, error) => troubles.Enqueue($"{page.Url}: {error}");
    }
}
