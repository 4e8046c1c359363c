using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser.Pages;

/// <summary>What a visitor does on the page that reads the token.</summary>
internal sealed class ReadTokenSteps(IPage page)
{
    /// <summary>The row of a claim in the table of the payload.</summary>
    public ILocator Claim(string name) =>
        page.GetByRole(AriaRole.Table, new() { Name = "Payload", Exact = true })
            .GetByRole(AriaRole.Row).Filter(new() { Has = page.GetByText(name, new() { Exact = true }) });

    /// <summary>The part of the page where a claim is changed.</summary>
    public ILocator Bench => page.GetByRole(AriaRole.Region, new() { Name = "Change it" });

    /// <summary>Changes a claim and has the server check the token.</summary>
    public async Task ChangeAsync(string claim, string value)
    {
        await Bench.GetByLabel("Claim").SelectOptionAsync(claim);
        await Bench.GetByLabel("New value").FillAsync(value);
        await Bench.GetByRole(AriaRole.Button, new() { Name = "Change it and check" }).ClickAsync();
    }
}
