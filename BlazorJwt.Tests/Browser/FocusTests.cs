using BlazorJwt.Tests.Support;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser;

/// <summary>Anyone who works by keyboard or screen reader stays where they are: after a press the focus is on the button, or on what is in
/// its place.</summary>
public sealed class FocusTests(AppFixture app, BrowserFixture browser) : BrowserTest(app, browser)
{
    // Buttons that lead to another page: that page's heading gets the focus.
    private static readonly string[] Away = ["9 · Sign out and look", "6 · Reload the page", "Sign out", "Sign out everywhere", "Sign in"];

    [Fact]
    public async Task The_link_that_skips_to_the_lesson_is_seen_and_leads_there()
    {
        var session = await OpenAsync();
        await session.GoAsync("/keep-it-safe/predict");
        var skip = session.Page.GetByRole(AriaRole.Link, new() { Name = "Skip to the lesson" });

        await session.Page.TabToAsync(skip);

        // Nothing lies over it.
        Assert.True(await skip.EvaluateAsync<bool>("link => { const { left, top } = link.getBoundingClientRect(); " +
            "return document.elementFromPoint(left + 9, top + 9) === link; }"));
        await session.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(session.Page.Locator("main")).ToBeFocusedAsync();
        await session.Page.Keyboard.PressAsync("Tab");
        Assert.True(await session.Page.EvaluateAsync<bool>("document.activeElement.closest('main') !== null"));
    }

    [Theory]
    [InlineData("/sign-in")]
    [InlineData("/read-the-token")]
    [InlineData("/keep-it-safe/steal-it")]
    [InlineData("/keep-it-safe/bench")]
    [InlineData("/call-the-api")]
    [InlineData("/token-or-session")]
    [InlineData("/keys-for-machines")]
    [InlineData("/someone-elses-tokens")]
    [InlineData("/our-keys")]
    [InlineData("/debugger")]
    [InlineData("/error-clinic")]
    public async Task No_button_of_a_page_loses_the_focus_when_it_is_pressed(string path)
    {
        var session = await OpenSignedInAsync("alice");
        var page = session.Page;
        await session.GoAsync(path);
        // Looks at each frame, not only when the work is done: a button that is disabled while it works has lost the focus by then.
        await page.EvaluateAsync("""
            () => {
              window.lost = new Set();
              let pressed = null;
              addEventListener('click', ({ target }) => { pressed = target.closest('main button')?.textContent.trim() ?? null; }, true);
              const look = () => { if (pressed && document.activeElement === document.body) window.lost.add(pressed); requestAnimationFrame(look); };
              look();
            }
            """);
        var done = new List<string>(Away);
        while (await FocusNextAsync(page, done) is { } name)
        {
            done.Add(name);
            await page.Keyboard.PressAsync("Enter");
            await page.EvaluateAsync("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))");
        }

        Assert.True(done.Count > Away.Length);
        Assert.Empty(await page.EvaluateAsync<string[]>("[...window.lost]"));
    }

    // The first button that was not pressed yet and can be, by its name; null when there is none. Forms that are posted lead away. An
    // experiment that runs keeps the others waiting: they are waited for.
    private static async Task<string?> FocusNextAsync(IPage page, IReadOnlyCollection<string> done)
    {
        try
        {
            var next = await page.WaitForFunctionAsync("""
                done => {
                  for (const button of document.querySelectorAll('main button')) {
                    const name = button.getAttribute('aria-label') ?? button.textContent.trim();
                    if (done.includes(name) || button.closest('form[method=post]') || button.matches('[aria-disabled]') || !button.checkVisibility()) continue;
                    button.focus();
                    return name;
                  }
                }
                """, done, new() { Timeout = 5000 });
            return await next.JsonValueAsync<string>();
        }
        catch (TimeoutException)
        {
            return null;
        }
    }
}
