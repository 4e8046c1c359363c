using BlazorJwt.Tests.Browser.Pages;
using BlazorJwt.Tests.Support;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser;

/// <summary>The whole walkthrough, as a visitor walks it.</summary>
public sealed class JourneyTests(AppFixture app, BrowserFixture browser) : BrowserTest(app, browser)
{
    [Fact]
    public async Task A_visitor_signs_in_reads_the_token_keeps_it_safe_calls_the_api_and_signs_out()
    {
        var session = await OpenAsync();
        var page = session.Page;

        await session.GoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Start with lesson 1" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Fill in alice" }).ClickAsync();
        await Assertions.Expect(page.GetByLabel("Name", new() { Exact = true })).ToHaveValueAsync("alice");
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign in", Exact = true }).ClickAsync();
        await session.SignOut.WaitForAsync();
        await session.CircuitAsync();

        await session.Rail.GetByRole(AriaRole.Link, new() { Name = "Read the token" }).ClickAsync();
        var read = new ReadTokenSteps(page);
        await Assertions.Expect(read.Claim("sub")).ToContainTextAsync("alice");
        await read.ChangeAsync("role", "manager");
        await Assertions.Expect(read.Bench).ToContainTextAsync("refused");
        await Assertions.Expect(read.Bench).ToContainTextAsync("The signature was made over the old header and payload.");

        await session.Rail.GetByRole(AriaRole.Link, new() { Name = "Keep it safe" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "All experiments" }).ClickAsync();
        var keep = new KeepSafeSteps(page);
        await keep.PutAsync();
        await keep.AttackAsync();
        await Assertions.Expect(keep.Place("localStorage")).ToContainTextAsync("stolen in");
        await Assertions.Expect(keep.Place("localStorage")).ToContainTextAsync("orders read, 200");
        await Assertions.Expect(keep.Place("HttpOnly cookie, SameSite=Strict")).ToContainTextAsync("not found");
        await Assertions.Expect(keep.ThiefsBox).ToContainTextAsync("The page’s own text: no token in it");
        await keep.SendPlainAsync();
        await Assertions.Expect(keep.Place("HttpOnly cookie, SameSite=Strict")).ToContainTextAsync("yes");
        await keep.CleanUpAsync();

        await session.Rail.GetByRole(AriaRole.Link, new() { Name = "Call the API" }).ClickAsync();
        var call = new CallApiSteps(page);
        await call.SendAsync("GET /api/orders", "No token");
        await Assertions.Expect(call.Answer).ToContainTextAsync("401");
        await call.SendAsync("POST /api/orders", "My token");
        await Assertions.Expect(call.Answer).ToContainTextAsync("201");
        await call.SendAsync("GET /api/sales-total", "My token");
        await Assertions.Expect(call.Answer).ToContainTextAsync("403");
        await call.SendAsync("GET /api/sales-total", "My token, role changed to manager");
        await Assertions.Expect(call.Answer).ToContainTextAsync("401");
        await call.SendAsync("GET /api/orders", "A token of mine that has expired");
        await Assertions.Expect(call.Answer).ToContainTextAsync("exp has passed");

        await Assertions.Expect(session.Rail.GetByText(", done")).ToHaveCountAsync(3);
        await session.SignOut.ClickAsync();
        await Assertions.Expect(page.GetByText("Your token is revoked")).ToBeVisibleAsync();
        await session.CircuitAsync();
        await Assertions.Expect(session.SignOut).ToHaveCountAsync(0);
        session.AssertNoTrouble();
    }

    [Fact]
    public async Task The_manager_sees_the_sales_total_and_what_an_onlooker_would_have_seen()
    {
        var session = await OpenSignedInAsync("mira");
        await session.GoAsync("/call-the-api");
        var call = new CallApiSteps(session.Page);

        await call.SendAsync("GET /api/sales-total", "My token");

        await Assertions.Expect(call.Answer).ToContainTextAsync("200");
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Walk through it" }).PressAsync("Enter");
        await Assertions.Expect(session.Page.GetByText("Step 1 of 6.")).ToBeVisibleAsync();
        await call.SendAsync("POST /api/orders", "My cookie");
        await Assertions.Expect(call.Answer).ToContainTextAsync("201");
        await Assertions.Expect(call.Wire).ToContainTextAsync("__Host-BlazorJwt=eyJ");
        await call.ShowSentByAsync("your browser’s form");
        await Assertions.Expect(call.Wire).ToContainTextAsync("password=••••••••");
        await call.ShowSentByAsync("this server");
        await call.Wire.GetByRole(AriaRole.Button, new() { Name = "Reveal signature" }).ClickAsync();
        await call.Wire.GetByRole(AriaRole.Button, new() { Name = "Reveal it" }).ClickAsync();
        await Assertions.Expect(call.Wire)
            .ToContainTextAsync(
                (await session.Context.CookiesAsync()).Single(cookie => cookie.Name == VisitorSession.TokenCookieName).Value);
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Send both" }).ClickAsync();
        await session.Page.GetByText("The first was answered with 401, the second with 403.").WaitForAsync();
        Assert.StartsWith("eyJ", await call.TapAsync(), StringComparison.Ordinal);
        await session.AssertAccessibleAsync("a request sent, and one tapped");
        await session.AssertFitsEveryWidthAsync("a request sent, and one tapped");
        session.AssertNoTrouble();
    }

    [Fact]
    public async Task The_keyboard_alone_leads_through_sign_in_and_a_call_of_the_api()
    {
        var session = await OpenAsync();
        var page = session.Page;
        await session.GoAsync("/sign-in");

        await TabToAsync(page, page.GetByLabel("Name", new() { Exact = true }));
        await page.Keyboard.TypeAsync("alice");
        await page.Keyboard.PressAsync("Tab");
        await page.Keyboard.TypeAsync(App.DemoPassword("alice"));
        await page.Keyboard.PressAsync("Enter");
        await session.SignOut.WaitForAsync();
        await session.CircuitAsync();

        await TabToAsync(page, session.Rail.GetByRole(AriaRole.Link, new() { Name = "Call the API" }));
        await page.Keyboard.PressAsync("Enter");
        var call = new CallApiSteps(page);
        await call.Bench.WaitForAsync();
        await TabToAsync(page, call.Bench.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }));
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(call.Answer).ToContainTextAsync("401");

        await TabToAsync(page, session.SignOut);
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.GetByText("Your token is revoked")).ToBeVisibleAsync();
    }

    // Presses Tab until the focus is there, and sees on the way that the focus is never hidden.
    private static async Task TabToAsync(IPage page, ILocator target)
    {
        for (var presses = 0; presses < 60; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await target.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
        }

        Assert.Fail($"Sixty presses of Tab do not reach {target}.");
    }
}
