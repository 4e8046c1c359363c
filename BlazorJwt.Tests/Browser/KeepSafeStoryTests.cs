using System.Text.RegularExpressions;
using BlazorJwt.Components.Lessons;
using BlazorJwt.Tests.Support;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser;

/// <summary>The steps of "Keep it safe", as a visitor walks them: by keyboard, on one screen each, with what really happened.</summary>
public sealed class KeepSafeStoryTests(AppFixture app, BrowserFixture browser) : StoryTest(app, browser)
{
    private protected override Lesson Lesson => Lesson.KeepSafe;

    [Fact]
    public async Task The_lesson_is_walked_by_keyboard_and_each_experiment_does_what_the_page_says()
    {
        var session = await OpenSignedInAsync("alice");
        var page = session.Page;
        await session.GoAsync("/keep-it-safe");
        await page.ArrivesAsync("/keep-it-safe/predict");
        await page.TabToAsync(page.GetByLabel("A token in localStorage"));
        await page.Keyboard.PressAsync("Space");
        await Assertions.Expect(page.GetByText("Noted.")).ToBeVisibleAsync();
        await page.EvaluateAsync("document.activeElement.blur()");

        await OnAsync(page, "steal-it");
        await Assertions.Expect(session.Heading).ToBeFocusedAsync();
        await StealAsync(page);
        await OnAsync(page, "act-as-you");
        await OrderAsync(page);
        await OnAsync(page, "another-site");
        await VisitTheOtherSiteAsync(page);
        await OnAsync(page, "why");
        await OnAsync(page, "check-yourself");
        await ChooseAsync(page, "token=…; Secure; SameSite=Lax", "The script read it");
        await ChooseAsync(page, "token=…; HttpOnly; Secure; SameSite=Lax", "Right: it saw nothing");
        await Assertions.Expect(session.Rail.GetByText("Keep it safe")).ToHaveTextAsync("Keep it safe");
        await Assertions.Expect(session.Rail.Locator(".steps .done")).ToHaveCountAsync(6);

        // What was done outlasts the page, and says that it is from before.
        await session.GoAsync("/keep-it-safe/steal-it");
        await Assertions.Expect(page.GetByText("From before", new() { Exact = true })).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("So it was.")).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("#wide-storage-script")).ToHaveClassAsync(new Regex("old"));
        await Assertions.Expect(session.Rail.Locator(".steps .done")).ToHaveCountAsync(6);
        session.AssertNoTrouble();
    }

    [Fact]
    public async Task Back_forward_reload_and_a_link_keep_the_step_and_the_circuit()
    {
        var session = await OpenSignedInAsync("alice");
        var page = session.Page;
        await session.GoAsync("/keep-it-safe/predict");
        await page.EvaluateAsync("window.same = true");
        await OnAsync(page, "steal-it");
        await OnAsync(page, "act-as-you");
        await page.EvaluateAsync("scrollTo(0, 400)");

        await page.GoBackAsync();
        await Assertions.Expect(session.Heading).ToHaveTextAsync("A package of this page turns hostile");
        await Assertions.Expect(session.Heading).ToBeFocusedAsync();
        await page.GoForwardAsync();
        await Assertions.Expect(session.Heading).ToHaveTextAsync("Can a script act as you without the token?");
        Assert.True(await page.EvaluateAsync<bool>("window.same === true"));
        await page.ReloadAsync();
        await session.CircuitAsync();
        await Assertions.Expect(session.Heading).ToHaveTextAsync("Can a script act as you without the token?");
        // The lesson's own address leads to where the visitor was.
        await session.GoAsync("/keep-it-safe");
        await page.ArrivesAsync("/keep-it-safe/act-as-you");
        await page.Keyboard.PressAsync("ArrowLeft");
        await page.ArrivesAsync("/keep-it-safe/steal-it");
    }

    [Fact]
    public async Task What_is_chosen_before_the_circuit_is_up_is_not_lost()
    {
        var session = await OpenAsync();
        var page = session.Page;
        // The page's own script waits, as on a slow line, and with it the circuit.
        var release = new TaskCompletionSource();
        await page.RouteAsync("**/_framework/blazor.web*.js", async route => { await release.Task; await route.ContinueAsync(); });
        await page.GotoAsync("/keep-it-safe/predict", new() { WaitUntil = WaitUntilState.Commit });
        release.SetResult();
        await page.GetByLabel("Neither").CheckAsync();

        await session.CircuitAsync();

        await Assertions.Expect(page.GetByLabel("Neither")).ToBeCheckedAsync();
        await Assertions.Expect(page.GetByText("Noted.")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_token_flies_for_an_exchange_and_stands_still_where_less_motion_is_wanted()
    {
        var session = await OpenSignedInAsync("alice");
        var page = session.Page;
        await session.GoAsync("/keep-it-safe/steal-it");
        await page.EvaluateAsync("""
            () => { window.flights = 0; new MutationObserver(all => { for (const { addedNodes } of all) for (const node of addedNodes) if (node.matches?.('.stage-flight')) window.flights++; }).observe(document.body, { childList: true }); }
            """);

        await page.GetByRole(AriaRole.Button, new() { Name = "Run the hostile script" }).ClickAsync();
        await page.WaitForFunctionAsync("() => window.flights === 1");
        // It ends by itself, and leaves nothing behind.
        await Assertions.Expect(page.Locator(".stage-flight")).ToHaveCountAsync(0);
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await page.GetByRole(AriaRole.Button, new() { Name = "Run it again" }).ClickAsync();
        await Assertions.Expect(page.Locator("token-stage[move^='2 ']")).ToHaveCountAsync(1);

        Assert.Equal(1, await page.EvaluateAsync<int>("window.flights"));
        session.AssertNoTrouble();
    }

    // The thief reads the orders with one token, and has not the other.
    private static async Task StealAsync(IPage page)
    {
        await page.PressAsync("Run the hostile script");
        await Assertions.Expect(page.GetByText("You predicted: A token in localStorage. So it was.")).ToBeVisibleAsync();
        await Assertions.Expect(Outcome(page, "localStorage")).ToHaveTextAsync(new Regex("^Stolen in (under )?\\d+\\.\\d ms$"));
        await Assertions.Expect(Outcome(page, "HttpOnly cookie")).ToHaveTextAsync("Not found");
        await Assertions.Expect(Outcome(page, "Plain cookie")).ToHaveTextAsync(new Regex("^Stolen in "));
        await Assertions.Expect(page.Locator("svg.wide")).ToContainTextAsync("took 2");
        await page.PressAsync("On the wire");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "The thief’s box" }))
            .ToContainTextAsync("localStorage, from localStorage: your orders read, 200");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "The cookies, as this server received them", Exact = true }))
            .ToContainTextAsync("BlazorJwt-Copy-Strict=ey");
        await page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(page.Locator(".drawer")).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "On the wire" })).ToBeFocusedAsync();
    }

    // The order is among the visitor's own, as the API itself says.
    private static async Task OrderAsync(IPage page)
    {
        await page.PressAsync("Let the script order");
        await Assertions.Expect(Outcome(page, "The order")).ToHaveTextAsync("201: placed in your name");
        await Assertions.Expect(page.Locator(".step p").Filter(new() { HasText = "Your orders, as the API lists them:" }))
            .ToContainTextAsync("no. 1, Espresso");
        Assert.Equal("espresso", await page.EvaluateAsync<string>("async () => (await (await fetch('/api/orders')).json())[0].item"));
    }

    // What the browser sent with the other site's form.
    private static async Task VisitTheOtherSiteAsync(IPage page)
    {
        var visit = page.GetByRole(AriaRole.Link, new() { Name = "Visit the other site" });
        await Assertions.Expect(visit).ToHaveAttributeAsync("href", new Regex("^http://127\\.0\\.0\\.1:\\d+/labs/evil-site/"));
        var tab = await page.Context.RunAndWaitForPageAsync(() => page.PressAsync(visit));
        // One button, for the question of the step.
        await Assertions.Expect(tab.GetByRole(AriaRole.Button)).ToHaveTextAsync("Send the order");
        await tab.GetByRole(AriaRole.Button).ClickAsync();
        await Assertions.Expect(tab.GetByRole(AriaRole.Heading, new() { Level = 1 })).ToContainTextAsync("200");
        await Assertions.Expect(tab.GetByRole(AriaRole.Row)).ToHaveCountAsync(4);
        await tab.CloseAsync();
        await Assertions.Expect(Outcome(page, "None")).ToHaveTextAsync("Sent along");
        await Assertions.Expect(Outcome(page, "Lax")).ToHaveTextAsync("Held back");
        await Assertions.Expect(Outcome(page, "Strict")).ToHaveTextAsync("Held back");
    }

    private static async Task ChooseAsync(IPage page, string cookie, string verdict)
    {
        await page.GetByLabel(cookie).CheckAsync();
        await page.PressAsync("Run");
        await Assertions.Expect(Outcome(page, "Your choice")).ToHaveTextAsync(verdict);
    }

    private protected override async Task TryAsync(IPage page, string step)
    {
        switch (step)
        {
            case "predict":
                await page.GetByLabel("Both").CheckAsync();
                await Assertions.Expect(page.GetByText("Noted.")).ToBeVisibleAsync();
                break;
            case "steal-it":
                await page.GetByRole(AriaRole.Button, new() { Name = "Run the hostile script" }).ClickAsync();
                await Assertions.Expect(page.Locator(".outcome")).ToHaveCountAsync(3);
                break;
            case "act-as-you":
                await page.GetByRole(AriaRole.Button, new() { Name = "Let the script order" }).ClickAsync();
                await Assertions.Expect(page.Locator(".outcome")).ToHaveCountAsync(2);
                break;
            case "another-site":
                await VisitTheOtherSiteAsync(page);
                await Assertions.Expect(page.Locator(".outcome")).ToHaveCountAsync(3);
                break;
            case "check-yourself":
                await ChooseAsync(page, "__Host-token=…; Path=/; Secure; SameSite=Strict", "The script read it");
                break;
        }
    }
}
