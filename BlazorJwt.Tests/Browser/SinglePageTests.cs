using BlazorJwt.Tests.Support;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser;

/// <summary>The page in plain JavaScript: it signs in, calls both APIs, can't sign out everywhere, and forgets its token at a
/// reload.</summary>
public sealed class SinglePageTests(AppFixture app, BrowserFixture browser) : BrowserTest(app, browser)
{
    [Fact]
    public async Task A_page_without_a_servers_memory_signs_in_calls_and_forgets()
    {
        var session = await OpenAsync();
        var page = session.Page;
        var status = page.GetByRole(AriaRole.Status);
        var rows = page.Locator("tbody tr");
        await page.GotoAsync("/spa");
        await session.AssertAccessibleAsync("spa, signed out");

        await page.GetByLabel("Name").FillAsync("alice");
        await page.GetByLabel("Password").FillAsync(App.DemoPassword("alice"));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(status).ToHaveTextAsync("Signed in. The token lives 60 seconds.");
        await Assertions.Expect(page.Locator("#payload")).ToContainTextAsync("\"sub\": \"alice\"");
        await Assertions.Expect(page.GetByLabel("Password")).ToBeHiddenAsync();
        Assert.Empty(await session.Context.CookiesAsync());
        Assert.Equal(0, await page.EvaluateAsync<int>("localStorage.length + sessionStorage.length"));

        await page.GetByRole(AriaRole.Button, new() { Name = "Read my orders" }).ClickAsync();
        await Assertions.Expect(status).ToHaveTextAsync("Without a memory: 200. With a denylist: 200.");
        await Assertions.Expect(rows.Nth(0).Locator("td")).ToHaveTextAsync(["200", "1", "0"]);
        await Assertions.Expect(rows.Nth(1).Locator("td")).ToHaveTextAsync(["200", "1", "1"]);
        session.AssertNoTrouble();

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }).ClickAsync();
        await Assertions.Expect(status).ToContainTextAsync("refuses the token: 401. The one without a memory still answers 200");
        await Assertions.Expect(page.Locator("#answers"))
            .ToContainTextAsync("WWW-Authenticate: Bearer realm=\"orders API\", error=\"invalid_token\"");
        await session.AssertAccessibleAsync("spa, signed in");
        await session.AssertFitsEveryWidthAsync("spa, signed in");

        await page.ReloadAsync();
        await Assertions.Expect(status).ToContainTextAsync("A token that was in its memory is gone");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true })).ToBeVisibleAsync();
        await page.GetByLabel("Name").FillAsync("alice");
        await page.GetByLabel("Password").FillAsync("wrong");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(status).ToHaveTextAsync("Name or password is wrong.");
    }

    [Fact]
    public async Task A_page_that_was_left_holds_no_token_when_Back_shows_it_again()
    {
        var session = await OpenAsync();
        var page = session.Page;
        await page.GotoAsync("/spa");
        await page.GetByLabel("Name").FillAsync("alice");
        await page.GetByLabel("Password").FillAsync(App.DemoPassword("alice"));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("#payload")).ToContainTextAsync("\"sub\": \"alice\"");
        await page.GetByRole(AriaRole.Button, new() { Name = "Read my orders" }).ClickAsync();
        await Assertions.Expect(page.Locator("#answers")).ToContainTextAsync("HTTP 200");

        // What a browser does to a page that it puts into the back/forward cache, which the driver of these tests switches off.
        await page.EvaluateAsync("() => { dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true })); dispatchEvent(new " +
            "PageTransitionEvent('pageshow', { persisted: true })) }");

        await Assertions.Expect(page.GetByRole(AriaRole.Status))
            .ToHaveTextAsync("You left the page, and it has forgotten the token: sign in again.");
        await Assertions.Expect(page.Locator("#payload")).ToHaveTextAsync("");
        await Assertions.Expect(page.Locator("#answers")).ToHaveTextAsync("Nothing asked yet.");
        await Assertions.Expect(page.GetByLabel("Password")).ToHaveValueAsync("");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true })).ToBeVisibleAsync();
    }
}
