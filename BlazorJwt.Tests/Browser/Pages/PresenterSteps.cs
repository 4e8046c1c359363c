using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser.Pages;

/// <summary>The presenter mode, as a teacher with a keyboard or a clicker uses it.</summary>
internal sealed class PresenterSteps(IPage page)
{
    /// <summary>The smallest text of a step on a projector of 720 lines, in pixels: a thirtieth of its height.</summary>
    public const double Text = 24;

    /// <summary>The smallest text in a button, a table, a drawing, code, a note, or what went over the wire, in pixels: a
    /// fortieth.</summary>
    public const double Detail = 18;

    /// <summary>The bar at the bottom.</summary>
    public ILocator Bar => page.GetByRole(AriaRole.Region, new() { Name = "Presenter", Exact = true });

    /// <summary>Which step of how many, as a screen reader says it.</summary>
    public ILocator Status => Bar.GetByRole(AriaRole.Status);

    /// <summary>The button that goes on. Its text says where to.</summary>
    public ILocator Next => Bar.Locator("button.primary");

    /// <summary>A card of the lesson.</summary>
    public ILocator Card(string heading) =>
        page.Locator(".card").Filter(new() { Has = page.GetByRole(AriaRole.Heading, new() { Name = heading, Level = 2 }) });

    /// <summary>Begins with the key, and waits for the first step.</summary>
    public async Task BeginAsync()
    {
        await page.Keyboard.PressAsync("Alt+p");
        await Bar.WaitForAsync();
    }

    /// <summary>Presses a key until a step of this name is shown.</summary>
    public async Task GoToAsync(string step)
    {
        for (var presses = 0; presses < 40; presses++)
        {
            if ((await Status.TextContentAsync())!.EndsWith($": {step}", StringComparison.Ordinal)) return;
            await OnAsync("PageDown");
        }

        Assert.Fail($"There is no step '{step}'.");
    }

    /// <summary>Presses a key, and waits until something else is shown: the next step, the answer, or the next lesson's title.</summary>
    public async Task OnAsync(string key)
    {
        var (before, address) = (await Bar.InnerTextAsync(), page.Url);
        await page.Keyboard.PressAsync(key);
        await page.WaitForFunctionAsync("([before, address]) => document.querySelector('.presenter').innerText !== before || " +
            "location.href !== address && document.querySelector('[data-now] h1')", new[] { before, address });
    }

    /// <summary>What is too small to be read from the last row, and what is wider than the projector, in words; empty when all is
    /// well.</summary>
    public Task<string[]> ComplaintsAsync() => page.EvaluateAsync<string[]>(
        """
        ([text, detail]) => {
          const found = new Set();
          const details = 'button, .button, figcaption, table, svg, pre, code, label, small, .token, .sources, .exchange, .eyebrow, .bytes, .facts, .moment, .people';
          const walk = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT);
          for (let node; node = walk.nextNode();) {
            const element = node.parentElement;
            if (!node.data.trim() || !element.checkVisibility({ visibilityProperty: true }) || element.closest('.visually-hidden, [hidden]')) continue;
            const size = parseFloat(getComputedStyle(element).fontSize);
            if (size < (element.closest(details) ? detail : text) - 0.01) found.add(`${size} px: ${node.data.trim().slice(0, 40)}`);
          }
          if (document.documentElement.scrollWidth > innerWidth) found.add(`${document.documentElement.scrollWidth} px wide`);
          for (const cut of document.querySelectorAll('main .wide, main pre'))
            if (cut.checkVisibility() && cut.scrollWidth > cut.clientWidth + 1) found.add(`${cut.getAttribute('aria-label') ?? cut.textContent.slice(0, 40)}: ${cut.scrollWidth} px in ${cut.clientWidth}`);
          return [...found];
        }
        """, new[] { Text, Detail });

    /// <summary>How many steps of the lesson can be seen: a card counts, and so does what stands between two cards.</summary>
    public Task<int> ShownAsync() => page.EvaluateAsync<int>(
        """
        () => {
          const shown = [...document.querySelectorAll('.lesson > :not(.bench, .notice, header:not([data-now])), .lesson > .bench > *')].filter(part => part.checkVisibility());
          const cards = shown.filter(part => part.matches('header, .card, nav')).length;
          return cards + (shown.length > cards ? 1 : 0);
        }
        """);
}
