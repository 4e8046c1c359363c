using BlazorJwt.Labs.Sessions;
using BlazorJwt.Tests.Support;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser;

/// <summary>The lesson "Token or session" by keyboard alone: every experiment of its two lanes, and the table when it is full.</summary>
public sealed class TokenOrSessionTests(AppFixture app, BrowserFixture browser) : BrowserTest(app, browser)
{
    [Fact]
    public async Task The_keyboard_alone_runs_both_lanes_and_the_table_tells_them_apart()
    {
        var session = await OpenAsync();
        var page = session.Page;
        var run = page.GetByRole(AriaRole.Region, new() { Name = "Try it" });
        await session.GoAsync("/token-or-session");
        ILocator Row(string name) => page.Locator(".lanes tbody tr")
            .Filter(new() { Has = page.GetByRole(AriaRole.Rowheader, new() { Name = name }) });
        ILocator Cell(string row, int lane) => Row(row).Locator("td").Nth(lane);
        async Task PressAsync(string button, string said)
        {
            await page.PressAsync(run.GetByRole(AriaRole.Button, new() { Name = button }));
            await Assertions.Expect(run.GetByRole(AriaRole.Status)).ToContainTextAsync(said);
        }

        await PressAsync("1 · Sign in both ways", "Robin is signed in both ways");
        await Assertions.Expect(page.Locator(".lanes thead")).ToContainTextAsync("robin, customer");
        var readable = await page.EvaluateAsync<string>("document.cookie");
        Assert.All(SignInMethod.All, method => Assert.DoesNotContain(method.Cookie, readable, StringComparison.Ordinal));
        await PressAsync("3 · Change Robin’s role", "Robin is a manager now");
        await PressAsync("4 · Sign out, then replay", "A thief who had copied both");
        await PressAsync("5 · Switch the denylist on", "The denylist is on");
        await PressAsync("6 · Restart the server", "it made a new key");
        await page.TabToAsync(run.GetByLabel("Its key is kept in the configuration"));
        await page.Keyboard.PressAsync("Space");
        await PressAsync("6 · Restart the server", "the key came back from the configuration");

        await Assertions.Expect(Cell("Bytes with each request", 1)).ToContainTextAsync("22 bytes");
        await Assertions.Expect(Cell("Look-ups by the server", 0))
            .ToHaveTextAsync("nonewithout a denylist1 at each requestwith a denylist");
        await Assertions.Expect(Cell("Look-ups by the server", 1)).ToHaveTextAsync("1 at each request");
        await Assertions.Expect(Cell("Signed out", 0)).ToHaveTextAsync("let in, 200without a denylistrefused, 401with a denylist");
        await Assertions.Expect(Cell("Signed out", 1)).ToHaveTextAsync("refused, 401");
        await Assertions.Expect(Cell("Role changed", 0)).ToHaveTextAsync("still customer");
        await Assertions.Expect(Cell("Role changed", 1)).ToHaveTextAsync("manager, at once");
        await Assertions.Expect(Cell("Server restarted", 0))
            .ToHaveTextAsync("signed out, 401new keys at startstill signed in, 200keys kept");
        await Assertions.Expect(Cell("Server restarted", 1)).ToHaveTextAsync("signed out, 401new keys at startsigned out, 401keys kept");
        await Assertions.Expect(page.Locator(".conclusions li").Last).ToContainTextAsync("what must end when you say so is a session");
        await Assertions.Expect(session.Rail.GetByText(", done")).ToHaveCountAsync(1);
        await session.AssertAccessibleAsync("both lanes measured");
        await session.AssertFitsEveryWidthAsync("both lanes measured");

        await page.ReloadAsync();
        await Assertions.Expect(Cell("Signed out", 1)).ToHaveTextAsync("refused, 401");
    }
}
