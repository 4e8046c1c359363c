using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser.Pages;

/// <summary>What a visitor does on the page that calls the API.</summary>
internal sealed class CallApiSteps(IPage page)
{
    /// <summary>The part of the page where a request is put together.</summary>
    public ILocator Bench => page.GetByRole(AriaRole.Region, new() { Name = "Try it" });

    /// <summary>What the API answered, in a sentence.</summary>
    public ILocator Answer => Bench.GetByRole(AriaRole.Status);

    /// <summary>Chooses a request and what it carries, and sends it.</summary>
    /// <param name="request">The start of the request's words.</param>
    /// <param name="carries">What it carries, in the page's words.</param>
    /// <param name="sentBy">Who sends it, in the page's words; null for the one that is chosen.</param>
    public async Task SendAsync(string request, string carries, string? sentBy = null)
    {
        var choice = Bench.GetByLabel("Request");
        var words = await choice.GetByRole(AriaRole.Option).Filter(new() { HasText = request }).InnerTextAsync();
        await choice.SelectOptionAsync(new SelectOptionValue { Label = words });
        await Bench.GetByLabel("Carries").SelectOptionAsync(new SelectOptionValue { Label = carries });
        if (sentBy is not null) await Bench.GetByLabel("Sent by").SelectOptionAsync(new SelectOptionValue { Label = sentBy });
        await Bench.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
    }

    /// <summary>The newest exchange.</summary>
    public ILocator Wire => page.GetByRole(AriaRole.Region, new() { Name = "On the wire", Exact = true });

    /// <summary>Shows of the exchanges only those that somebody sent.</summary>
    /// <param name="sender">Who, in the page's words.</param>
    public Task ShowSentByAsync(string sender) =>
        page.GetByRole(AriaRole.Form, new() { Name = "Which exchanges to show" }).GetByLabel("Sent by")
            .SelectOptionAsync(new SelectOptionValue { Label = sender });

    /// <summary>The part of the page where the line is tapped.</summary>
    public ILocator Tap => page.GetByRole(AriaRole.Region, new() { Name = "Tap the line" });

    /// <summary>Taps a request, and reads what the dump of plain HTTP gives away.</summary>
    /// <returns>The token, whole.</returns>
    public async Task<string> TapAsync()
    {
        await Tap.GetByRole(AriaRole.Button, new() { Name = "Tap a request" }).ClickAsync();
        await Assertions.Expect(Tap.GetByRole(AriaRole.Status)).ToContainTextAsync("HTTPS: 0 matches in");
        var marked = await Tap.GetByRole(AriaRole.Region, new() { Name = "Plain HTTP, client to server" }).Locator("pre:last-child mark")
            .AllTextContentsAsync();
        return string.Concat(marked).Replace("\n", "", StringComparison.Ordinal);
    }
}
