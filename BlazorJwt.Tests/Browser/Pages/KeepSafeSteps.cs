using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser.Pages;

/// <summary>What a visitor does on the page that keeps the token safe.</summary>
internal sealed class KeepSafeSteps(IPage page)
{
    /// <summary>What the page says of the experiment that ran last.</summary>
    public ILocator Status => page.GetByRole(AriaRole.Region, new() { Name = "Try it" }).GetByRole(AriaRole.Status);

    /// <summary>The conclusion, drawn from the results.</summary>
    public ILocator Conclusion => page.Locator(".conclusion");

    /// <summary>What the script sent.</summary>
    public ILocator ThiefsBox => page.GetByRole(AriaRole.Region, new() { Name = "The thief’s box" });

    /// <summary>Puts a copy into every place.</summary>
    public Task PutAsync() => RunAsync("Put a copy", "A copy lies in every place");

    /// <summary>Runs the hostile script.</summary>
    public Task AttackAsync() => RunAsync("Run the hostile script", "The script found tokens");

    /// <summary>Has the script call the API from inside the page.</summary>
    public Task ActAsync() => RunAsync("Act in place", "The script called the API from inside the page");

    /// <summary>Has the browser send a request that names no token.</summary>
    public Task SendPlainAsync() => RunAsync("Send a plain request", "The browser sent a request");

    /// <summary>Fills every place.</summary>
    public Task FillAsync() => RunAsync("Fill each place", "Each place was filled and emptied again");

    /// <summary>Reloads the page by the page's own button.</summary>
    public Task ReloadAsync() => RunAsync("Reload the page", "Reload: this page has looked");

    /// <summary>Takes the copies away again.</summary>
    public Task CleanUpAsync() => RunAsync("Clean up", "The copies are gone");

    /// <summary>Presses a button and waits for what the page says then.</summary>
    public async Task RunAsync(string button, string said)
    {
        await ClickAsync(button);
        await Assertions.Expect(Status).ToContainTextAsync(said);
        await Assertions.Expect(Button("Clean up")).ToBeEnabledAsync();
    }

    /// <summary>Presses a button.</summary>
    public Task ClickAsync(string button) => Button(button).ClickAsync();

    /// <summary>A button of the page.</summary>
    public ILocator Button(string name) => page.GetByRole(AriaRole.Button, new() { Name = name });

    /// <summary>The measured row of a place.</summary>
    public ILocator Place(string name) =>
        page.Locator(".duel tbody tr").Filter(new() { Has = page.GetByRole(AriaRole.Rowheader, new() { Name = name, Exact = true }) });

    /// <summary>One cell.</summary>
    public ILocator Cell(string place, string experiment) => Place(place).Locator($"[data-experiment='{experiment}']");

    /// <summary>One column, as place and text.</summary>
    public async Task<IReadOnlyDictionary<string, string>> ColumnAsync(string experiment)
    {
        var cells = new Dictionary<string, string>();
        foreach (var row in await page.Locator(".duel tbody tr").AllAsync())
            cells.Add(await row.Locator("th").InnerTextAsync(),
                (await row.Locator($"[data-experiment='{experiment}']").InnerTextAsync()).Trim());
        return cells;
    }
}
