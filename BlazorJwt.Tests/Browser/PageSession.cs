using System.Collections.Concurrent;
using BlazorJwt.Tests.Support;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser;

/// <summary>A visitor at a browser: one profile, one tab to begin with. It notes what a page complains about.</summary>
public sealed class PageSession
{
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

    /// <summary>The token along the top.</summary>
    public ILocator Ribbon => Page.GetByRole(AriaRole.Complementary, new() { Name = "Your token" });

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
    public static Task CircuitAsync(IPage page) => page.Locator("html[data-circuit=up]").WaitForAsync(new() { State = WaitForSelectorState.Attached });

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
    public async Task SignInAsync(string name, string? lifetime = null)
    {
        await GoAsync("/sign-in");
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
            await tab.GetByLabel("The token lives").SelectOptionAsync(new SelectOptionValue { Label = lifetime });
        await tab.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
    }

    /// <summary>Fails when axe finds something on the page that WCAG 2.2 AA or good practice does not allow.</summary>
    public async Task AssertAccessibleAsync(string where)
    {
        var result = await Page.RunAxe();
        Assert.True(result.Violations.Length == 0, $"{where}: " + string.Join("; ", result.Violations.Select(
            violation => $"{violation.Id} ({violation.Help}) at {string.Join(", ", violation.Nodes.Select(node => node.Html))}")));
    }

    /// <summary>Fails when a page complained about anything.</summary>
    public void AssertNoTrouble() => Assert.True(troubles.IsEmpty, string.Join('\n', troubles));

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
