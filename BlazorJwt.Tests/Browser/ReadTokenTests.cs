using BlazorJwt.Tests.Support;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser;

/// <summary>The lesson "Read the token" by keyboard alone, with every part of it opened.</summary>
public sealed class ReadTokenTests(AppFixture app, BrowserFixture browser) : BrowserTest(app, browser)
{
    [Fact]
    public async Task The_keyboard_alone_leads_through_the_lesson()
    {
        var session = await OpenSignedInAsync("alice");
        var page = session.Page;
        await session.GoAsync("/read-the-token");
        var parts = page.Locator(".big-token a");

        await page.TabToAsync(parts.Nth(1));
        await Assertions.Expect(page.Locator("h3 [data-part=payload]")).ToHaveCSSAsync("text-decoration-line", "underline");
        await Assertions.Expect(page.Locator("h3 [data-part=header]")).ToHaveCSSAsync("text-decoration-line", "none");

        await page.PressAsync(page.Locator("summary", new() { HasText = "Read without any key" }));
        var line = await page.GetByRole(AriaRole.Region, new() { Name = "A line for the console" }).TextContentAsync();
        Assert.Equal("alice", await page.EvaluateAsync<string>($"() => ({line}).sub"));

        await page.PressAsync(Button(page, "Change it and check"));
        await Assertions.Expect(page.GetByText("The signature was made over the old header and payload.")).ToBeVisibleAsync();
        await page.PressAsync(Button(page, "Flip it and check"));
        await Assertions.Expect(page.GetByText("of the payload is turned over")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("The signature was made over the old header and payload.")).ToBeVisibleAsync();
        await page.PressAsync(Button(page, "Flip a random one"));
        await Assertions.Expect(page.GetByText("is turned over")).ToBeVisibleAsync();
        await page.PressAsync(Button(page, "Restore"));
        await Assertions.Expect(Button(page, "Restore")).ToBeFocusedAsync();
        await Assertions.Expect(page.GetByText("of the payload is turned over")).ToHaveCountAsync(0);

        await page.PressAsync(Closed(page, "bits"));
        var next = Button(page, "Next step");
        await page.PressAsync(next);
        await page.Keyboard.PressAsync("Enter");
        await page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(page.Locator("table.bits tr"))
            .ToHaveTextAsync(["bytes{ 7B\" 22a 61", "bits011110110010001001100001", "numbers3050933", "characterseyJh"]);

        await page.TabToAsync(page.GetByLabel("What to write"));
        await page.Keyboard.TypeAsync("my payload");
        await Assertions.Expect(page.Locator(".spelled mark").Nth(1)).ToHaveTextAsync("eyJp");

        await page.TabToAsync(page.GetByLabel("Which way"));
        await page.Keyboard.TypeAsync("characters");
        await Assertions.Expect(page.Locator("table.bits th").First).ToHaveTextAsync("characters");

        await page.PressAsync(Closed(page, "encrypt"));
        await page.TabToAsync(page.GetByRole(AriaRole.Radio, new() { Name = "dir: " }));
        await page.Keyboard.PressAsync("ArrowDown");
        await Assertions.Expect(page.GetByRole(AriaRole.Table, new() { Name = "The five parts" }).GetByText("256 bytes"))
            .ToBeVisibleAsync();
        await page.PressAsync(Button(page, "Decrypt with the key"));
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "The decrypted claims" }))
            .ToContainTextAsync("\"sub\":\"alice\"");

        await page.PressAsync(Button(page, "Try another key"));
        await Assertions.Expect(page.GetByText("Not decrypted")).ToBeVisibleAsync();

        await page.PressAsync(Closed(page, "size"));
        await Assertions.Expect(page.GetByRole(AriaRole.Row, new() { Name = "yours, ES256" }).GetByRole(AriaRole.Meter))
            .ToHaveCountAsync(2);

        await page.PressAsync(Closed(page, "two"));
        await page.TabToAsync(page.GetByLabel("Which two"));
        await page.Keyboard.TypeAsync("alice");
        await Assertions.Expect(page.GetByRole(AriaRole.Table, new() { Name = "Two tokens" })).ToContainTextAsync("\"mira\"");

        await page.PressAsync(Closed(page, "wire"));
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Request and response" })).ToContainTextAsync("Set-Cookie");

        await session.AssertAccessibleAsync("everything opened");
        await session.AssertFitsEveryWidthAsync("everything opened");
        session.AssertNoTrouble();
    }

    [Fact]
    public async Task Now_moves_along_the_line_unless_the_visitor_wants_no_motion()
    {
        var moving = await OpenSignedInAsync("alice");
        var still = await OpenSignedInAsync("alice", options: new() { ReducedMotion = ReducedMotion.Reduce });
        await still.GoAsync("/read-the-token");
        var drawn = await still.Page.Locator("[data-now]").GetAttributeAsync("x");

        await moving.GoAsync("/read-the-token");
        var before = await moving.Page.Locator("[data-now]").GetAttributeAsync("x");
        await moving.Page.WaitForFunctionAsync(
            "before => parseFloat(document.querySelector('[data-now]').getAttribute('x')) > parseFloat(before) + 0.2", before);

        Assert.Equal(drawn, await still.Page.Locator("[data-now]").GetAttributeAsync("x"));
    }

    private static ILocator Button(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    private static ILocator Closed(IPage page, string id) => page.Locator($"summary:has(#{id})");
}
