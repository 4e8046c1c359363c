using BlazorJwt.Tests.Support;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser;

/// <summary>How a step behaves under the fingers: what moves and when, where the focus is, what a drawer and a presenter's keys do, and
/// what it leaves behind.</summary>
public sealed class KeepSafeStepTests(AppFixture app, BrowserFixture browser) : BrowserTest(app, browser)
{
    [Fact]
    public async Task A_verdict_waits_on_the_stage_until_the_token_has_arrived_and_not_where_less_motion_is_wanted()
    {
        var session = await OpenSignedInAsync("alice");
        var page = session.Page;
        await session.GoAsync("/keep-it-safe/steal-it");
        // What is painted of three verdicts, frame by frame.
        await page.EvaluateAsync("""
            () => {
              window.seen = new Set();
              const of = stop => document.querySelector(`svg.wide [data-of=${stop}]`);
              const look = () => {
                window.seen.add(['script', 'thief', 'api'].map(stop => of(stop) && !('waits' in of(stop).dataset) ? 1 : 0).join(''));
                requestAnimationFrame(look);
              };
              look();
            }
            """);

        await page.GetByRole(AriaRole.Button, new() { Name = "Run the hostile script" }).ClickAsync();
        await page.WaitForFunctionAsync("() => window.seen.has('111')");

        Assert.Equal("000,100,110,111", await page.EvaluateAsync<string>("[...window.seen].join()"));
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        await page.EvaluateAsync("window.seen.clear()");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run it again" }).ClickAsync();
        await Assertions.Expect(page.Locator("token-stage[move^='2 ']")).ToHaveCountAsync(1);
        await page.WaitForFunctionAsync("() => window.seen.size > 0");
        Assert.Equal("111", await page.EvaluateAsync<string>("[...window.seen].join()"));
    }

    [Fact]
    public async Task The_focus_stays_at_what_was_pressed_and_the_result_is_announced_once()
    {
        var session = await OpenSignedInAsync("alice");
        var page = session.Page;
        await session.GoAsync("/keep-it-safe/steal-it");
        await page.PressAsync("Run the hostile script");
        await Assertions.Expect(page.Locator(".outcome")).ToHaveCountAsync(3);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Run it again" })).ToBeFocusedAsync();
        await Assertions.Expect(page.Locator("[role=status], [role=alert], [aria-live]").Filter(new() { HasText = "Stolen" }))
            .ToHaveCountAsync(1);

        await session.GoAsync("/keep-it-safe/act-as-you");
        await page.PressAsync("Let the script order");
        await Assertions.Expect(page.Locator(".outcome")).ToHaveCountAsync(2);
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Run it again" })).ToBeFocusedAsync();
    }

    [Fact]
    public async Task An_open_drawer_keeps_the_focus_and_shows_its_code_without_a_line_that_is_cut()
    {
        var session = await OpenSignedInAsync("alice");
        var page = session.Page;
        await session.GoAsync("/keep-it-safe/steal-it");
        await page.PressAsync("The code");
        var drawer = page.GetByRole(AriaRole.Dialog, new() { Name = "The code" });
        await Assertions.Expect(drawer.GetByRole(AriaRole.Heading, new() { Name = "The code" })).ToBeFocusedAsync();
        await Assertions.Expect(drawer).ToContainTextAsync("document.cookie.split");
        Assert.True(await drawer.EvaluateAsync<bool>(
            "all => [...all.querySelectorAll('.listing')].every(one => one.scrollWidth <= one.clientWidth)"));
        await session.AssertAccessibleAsync("an open drawer");
        for (var presses = 0; presses < 25; presses++)
        {
            await page.Keyboard.PressAsync("Tab");
            // The page itself is out of reach; the browser's own bar is not.
            Assert.True(await page.EvaluateAsync<bool>(
                "document.activeElement === document.body || !!document.activeElement.closest('dialog')"));
        }
    }

    [Fact]
    public async Task A_copy_in_local_storage_ends_with_the_step_with_the_page_and_with_its_token()
    {
        var session = await OpenSignedInAsync("alice");
        var page = session.Page;
        var copies = "Object.keys(localStorage).filter(key => key === 'blazorjwt-copy').length";
        await session.GoAsync("/keep-it-safe/steal-it");
        await page.PressAsync("Run the hostile script");
        await Assertions.Expect(page.Locator(".outcome")).ToHaveCountAsync(3);
        Assert.Equal(1, await page.EvaluateAsync<int>(copies));
        await page.GetByRole(AriaRole.Link, new() { Name = "Next: Act as you" }).ClickAsync();
        await page.ArrivesAsync("/act-as-you");
        await page.WaitForFunctionAsync($"() => {copies} === 0");

        await session.GoAsync("/keep-it-safe/steal-it");
        await page.PressAsync("Run it again");
        await page.WaitForFunctionAsync($"() => {copies} === 1");
        await page.ReloadAsync();
        Assert.Equal(0, await page.EvaluateAsync<int>(copies));

        // A copy that an earlier visit left behind, an hour ago.
        await page.EvaluateAsync(
            "localStorage.setItem('blazorjwt-copy', ['', btoa(JSON.stringify({ exp: Date.now() / 1000 - 3600 })), ''].join('.'))");
        await page.ReloadAsync();
        await page.WaitForFunctionAsync($"() => {copies} === 0");
    }

    [Fact]
    public async Task Signing_out_at_a_step_and_in_again_leads_back_to_it()
    {
        var session = await OpenSignedInAsync("alice");
        var page = session.Page;
        await session.GoAsync("/keep-it-safe/act-as-you");
        await session.SignOut.ClickAsync();
        await page.ArrivesAsync("/sign-in");
        await session.CircuitAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Fill in alice" }).ClickAsync();
        await page.Locator("form button.primary").ClickAsync();

        await page.ArrivesAsync("/keep-it-safe/act-as-you");
    }

    [Fact]
    public async Task A_presenter_s_keys_pass_a_choice_by_and_lead_back_from_the_next_lesson_and_the_answer_is_announced()
    {
        var session = await OpenSignedInAsync("alice", options: new() { ViewportSize = new() { Width = 1280, Height = 720 } });
        var page = session.Page;
        await session.GoAsync("/keep-it-safe/predict");
        await page.GetByLabel("Both").CheckAsync();
        await page.GetByLabel("Both").FocusAsync();
        await page.Keyboard.PressAsync("Alt+p");
        await page.GetByRole(AriaRole.Region, new() { Name = "Presenter", Exact = true }).WaitForAsync();
        await page.GetByLabel("Both").FocusAsync();
        await page.Keyboard.PressAsync("PageDown");
        await Assertions.Expect(page.Locator("#presenter-step")).ToContainTextAsync("Step 2 of 6");
        await page.Keyboard.PressAsync("PageUp");
        await page.ArrivesAsync("/predict");
        await Assertions.Expect(page.GetByLabel("Both")).ToBeCheckedAsync();

        await session.GoAsync("/keep-it-safe/why");
        await page.Keyboard.PressAsync("PageDown");
        await Assertions.Expect(page.Locator(".presenter [aria-live].visually-hidden")).ToContainTextAsync("What JavaScript reaches");

        await session.GoAsync("/keep-it-safe/check-yourself");
        await page.Keyboard.PressAsync("PageDown");
        await page.ArrivesAsync("/call-the-api");
        await Assertions.Expect(page.Locator("#presenter-step")).ToContainTextAsync("Step 1 of");
        await page.Keyboard.PressAsync("PageUp");
        await page.ArrivesAsync("/keep-it-safe/check-yourself");
    }
}
