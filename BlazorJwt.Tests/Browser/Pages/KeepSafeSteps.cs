using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser.Pages;

/// <summary>What a visitor does on the page that keeps the token safe.</summary>
internal sealed class KeepSafeSteps(IPage page)
{
    /// <summary>Puts a copy into localStorage.</summary>
    public Task PutAsync() => ClickAsync("Put a copy");

    /// <summary>Runs the hostile script.</summary>
    public Task AttackAsync() => ClickAsync("Run the hostile script");

    /// <summary>Has the browser send a request that names no token.</summary>
    public Task SendPlainAsync() => ClickAsync("Send a plain request");

    /// <summary>Takes the copy away again.</summary>
    public Task CleanUpAsync() => ClickAsync("Clean up");

    /// <summary>The measured row of a place.</summary>
    public ILocator Place(string name) => page.GetByRole(AriaRole.Row, new() { Name = name });

    private Task ClickAsync(string name) => page.GetByRole(AriaRole.Button, new() { Name = name }).ClickAsync();
}
