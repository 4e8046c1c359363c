using System.Text.RegularExpressions;
using BlazorJwt.Components.Lessons;
using BlazorJwt.Tests.Support;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser;

/// <summary>What holds for every step of a lesson that is told in steps: before its experiment and after it, on a desk, a phone and a
/// projector.</summary>
public abstract class StoryTest(AppFixture app, BrowserFixture browser) : BrowserTest(app, browser)
{
    private const string Why = ".step [aria-labelledby=why] p >> nth=0";

    private protected abstract Lesson Lesson { get; }

    private protected string[] Steps => [.. Lesson.Steps.Select(step => step.Slug)];

    /// <summary>Does what can be done on a step, and waits for what comes of it.</summary>
    private protected abstract Task TryAsync(IPage page, string step);

    /// <summary>What a card of a result says happened.</summary>
    private protected static ILocator Outcome(IPage page, string title) =>
        page.Locator(".outcome").Filter(new() { Has = page.GetByText(title, new() { Exact = true }) }).Locator(".verdict");

    /// <summary>Goes to the next step by the arrow key, as a visitor who uses the keyboard does.</summary>
    private protected async Task OnAsync(IPage page, string step)
    {
        await page.EvaluateAsync("document.activeElement.blur()");
        await page.Keyboard.PressAsync("ArrowRight");
        await page.ArrivesAsync($"/{Lesson.Slug}/{step}");
        await Assertions.Expect(page.Locator(".step"))
            .ToHaveAttributeAsync("aria-label", new Regex($"^Step {Array.IndexOf(Steps, step) + 1} of {Steps.Length}"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("alice")]
    public async Task Every_step_fits_one_screen_has_few_words_and_one_primary_button_and_is_accessible(string? name)
    {
        var session = name is null ? await OpenAsync() : await OpenSignedInAsync(name);
        var complaints = new List<string>();
        foreach (var step in Steps)
        {
            await session.GoAsync($"/{Lesson.Slug}/{step}");
            complaints.AddRange(await ComplaintsAsync(session.Page, step));
            await session.AssertAccessibleAsync($"{step}, {name ?? "signed out"}");
            await session.AssertFitsEveryWidthAsync($"{step}, {name ?? "signed out"}");
            if (name is null) continue;
            await TryAsync(session.Page, step);
            complaints.AddRange(await ComplaintsAsync(session.Page, $"{step}, done"));
            complaints.AddRange(await StageComplaintsAsync(session.Page, $"{step}, done"));
            await session.AssertAccessibleAsync($"{step}, done");
            await session.AssertFitsEveryWidthAsync($"{step}, done");
        }

        Assert.True(complaints.Count is 0, string.Join('\n', complaints));
        session.AssertNoTrouble();
    }

    [Fact]
    public async Task Presented_every_step_fills_the_projector_before_and_after_its_experiment()
    {
        var session = await OpenSignedInAsync("alice", options: new() { ViewportSize = new() { Width = 1280, Height = 720 } });
        var page = session.Page;
        await session.GoAsync($"/{Lesson.Slug}/{Steps[0]}");
        await page.Keyboard.PressAsync("Alt+p");
        await page.GetByRole(AriaRole.Region, new() { Name = "Presenter", Exact = true }).WaitForAsync();
        var complaints = new List<string>();
        foreach (var step in Steps)
        {
            await page.ArrivesAsync($"/{step}");
            await Assertions.Expect(page.Locator("#presenter-step"))
                .ToHaveTextAsync(new Regex($"^Step {Array.IndexOf(Steps, step) + 1} of {Steps.Length}: "));
            complaints.AddRange(await ComplaintsAsync(page, step, text: 20));
            await TryAsync(page, step);
            complaints.AddRange(await ComplaintsAsync(page, $"{step}, done", text: 20));
            if (step == "why")
            {
                await Assertions.Expect(page.Locator(Why)).ToBeHiddenAsync();
                await page.Keyboard.PressAsync("PageDown");
                await Assertions.Expect(page.Locator(Why)).ToBeVisibleAsync();
                complaints.AddRange(await ComplaintsAsync(page, "why, answered", text: 20));
            }

            if (step != Steps[^1]) await page.Keyboard.PressAsync("PageDown");
        }

        Assert.True(complaints.Count is 0, string.Join('\n', complaints));
    }

    [Fact]
    public async Task On_the_stage_of_a_phone_each_text_has_room_in_its_box_and_nothing_is_drawn_over_it()
    {
        var session = await OpenSignedInAsync("alice", options: new() { ViewportSize = new() { Width = 390, Height = 844 } });
        var page = session.Page;
        await page.EmulateMediaAsync(new() { ReducedMotion = ReducedMotion.Reduce });
        var complaints = new List<string>();
        foreach (var step in Steps)
        {
            await session.GoAsync($"/{Lesson.Slug}/{step}");
            await TryAsync(page, step);
            complaints.AddRange(await StageComplaintsAsync(page, step));
        }

        Assert.True(complaints.Count is 0, string.Join('\n', complaints));
    }

    // More than one screen, more than 90 words, more than one primary button, text of the stage that is too small or outside of its box.
    private static Task<string[]> ComplaintsAsync(IPage page, string where, int text = 14) => page.EvaluateAsync<string[]>(
        """
        ([where, text]) => {
          const found = [];
          const article = document.querySelector('.step');
          if (document.documentElement.scrollHeight > innerHeight) found.push(`${where}: ${document.documentElement.scrollHeight} px high in ${innerHeight}`);
          const primary = [...article.querySelectorAll('.primary')].filter(one => one.checkVisibility());
          if (primary.length > 1) found.push(`${where}: ${primary.length} primary buttons`);
          const words = [];
          const walk = document.createTreeWalker(article, NodeFilter.SHOW_TEXT);
          for (let node; node = walk.nextNode();) {
            const element = node.parentElement;
            if (element.checkVisibility() && !element.closest('.stage, .visually-hidden')) words.push(...node.data.trim().split(/\s+/).filter(word => /[\p{L}\d]/u.test(word)));
          }
          if (words.length > 90) found.push(`${where}: ${words.length} words`);
          const drawing = [...document.querySelectorAll('.stage svg')].find(one => one.checkVisibility());
          const scale = drawing.getBoundingClientRect().width / drawing.viewBox.baseVal.width;
          for (const said of drawing.querySelectorAll('text')) {
            const size = parseFloat(getComputedStyle(said).fontSize) * scale;
            if (size < text - 0.05 && !said.closest('.chip')) found.push(`${where}: ${size.toFixed(1)} px in the drawing: ${said.textContent}`);
            const box = said.closest('g').querySelector('rect').getBoundingClientRect();
            if (said.closest('.chip') === null && said.getBoundingClientRect().right > box.right) found.push(`${where}: ${said.textContent} is wider than its box`);
          }
          return found;
        }
        """, new object[] { where, text });

    // A text that leaves its box on the stage, or has a lock over it.
    private static Task<string[]> StageComplaintsAsync(IPage page, string where) => page.EvaluateAsync<string[]>(
        """
        where => {
          const svg = [...document.querySelectorAll('.stage svg')].find(one => one.getClientRects().length > 0);
          const rect = element => element.getBoundingClientRect();
          const over = (a, b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
          const complaints = [];
          for (const text of svg.querySelectorAll('g > text')) {
            const box = text.closest('.chip') ? null : text.parentElement.querySelector('rect');
            if (box && (rect(text).right > rect(box).right - 4 || rect(text).bottom > rect(box).bottom)) complaints.push(`${where}: ${text.textContent} leaves its box`);
            for (const lock of svg.querySelectorAll('.lock')) if (over(rect(text), rect(lock))) complaints.push(`${where}: a lock is over ${text.textContent}`);
          }
          return complaints;
        }
        """, where);
}
