using BlazorJwt.Tests.Support;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser;

/// <summary>A browser without web sockets, the one transport of a circuit.</summary>
public sealed class NoWebSocketTests(AppFixture app, BrowserFixture browser) : BrowserTest(app, browser)
{
    [Fact]
    public async Task Without_web_sockets_a_page_says_that_its_buttons_do_not_work_and_signing_in_works()
    {
        var page = (await OpenAsync()).Page;
        await page.AddInitScriptAsync("delete window.WebSocket");
        await page.Clock.InstallAsync();

        await page.GotoAsync("/sign-in");
        await page.Clock.FastForwardAsync(10_000);
        await Assertions.Expect(page.Locator("#no-circuit")).ToContainTextAsync("The page could not open a web socket to the server.");
        await Assertions.Expect(page.Locator("#no-circuit")).ToBeVisibleAsync();

        await page.GetByLabel("Name").FillAsync("alice");
        await page.GetByLabel("Password").FillAsync(App.DemoPassword("alice"));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign out" })).ToBeVisibleAsync();
    }
}
