using System.Text.RegularExpressions;
using BlazorJwt.Components.Lessons;
using BlazorJwt.Tests.Browser.Pages;
using BlazorJwt.Tests.Support;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser;

/// <summary>A lesson on paper is a handout, and gives nothing away that opens something.</summary>
public sealed class PrintTests(AppFixture app, BrowserFixture browser) : BrowserTest(app, browser)
{
    [Fact]
    public async Task A_lesson_in_steps_prints_all_of_them_with_their_answers_from_a_projector()
    {
        var session = await OpenSignedInAsync("alice");
        var page = session.Page;
        await session.GoAsync("/keep-it-safe/act-as-you");
        await page.GetByRole(AriaRole.Button, new() { Name = "Let the script order" }).ClickAsync();
        await Assertions.Expect(page.Locator(".outcome")).ToHaveCountAsync(2);
        await new PresenterSteps(page).BeginAsync();
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await page.SetViewportSizeAsync(680, 960);
        // What is on the paper at that moment.
        await page.EvaluateAsync(
            "() => { window.print = () => { window.paper = document.body.innerText; window.wide = document.documentElement.scrollWidth; }; }");

        // The button is not printed, and can't be seen here.
        await page.GetByRole(AriaRole.Button, new() { Name = "Print", IncludeHidden = true }).DispatchEventAsync("click");
        await page.WaitForFunctionAsync("() => window.paper !== undefined");

        var paper = await page.EvaluateAsync<string>("window.paper");
        foreach (var step in Lesson.KeepSafe.Steps)
        {
            Assert.Contains(step.Heading, paper, StringComparison.Ordinal);
            if (step.Answer is { } answer) Assert.Contains(answer, paper, StringComparison.Ordinal);
        }

        Assert.Contains("201: placed in your name", paper, StringComparison.Ordinal);
        Assert.Contains("What JavaScript reaches", paper, StringComparison.Ordinal);
        Assert.Equal(680, await page.EvaluateAsync<int>("window.wide"));
        await Assertions.Expect(page.Locator(".handout")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task A_lesson_prints_whole_with_its_results_in_light_colours_and_without_controls_or_secrets()
    {
        var session = await OpenSignedInAsync("alice", options: new() { ColorScheme = ColorScheme.Dark });
        var page = session.Page;
        await session.GoAsync("/call-the-api");
        var call = new CallApiSteps(page);
        await call.SendAsync("GET /api/orders", "My token");
        await page.GetByRole(AriaRole.Button, new() { Name = "Show as curl" }).ClickAsync();
        await call.Wire.GetByRole(AriaRole.Button, new() { Name = "Reveal signature" }).First.ClickAsync();
        await call.Wire.GetByRole(AriaRole.Button, new() { Name = "Reveal it" }).ClickAsync();
        var signature = call.Wire.Locator(".signature").First;
        await Assertions.Expect(signature).ToHaveTextAsync(new Regex("^[\\w-]{40,}$"));
        await page.GetByText("The checks, one by one").WaitForAsync();
        // From a projector too all of the lesson is printed, what was kept back included.
        await new PresenterSteps(page).BeginAsync();

        await page.EmulateMediaAsync(new() { Media = Media.Print });

        foreach (var heading in (string[])["Predict", "Try it", "401 or 403", "Tap the line", "Claims X-ray", "Why", "The code"])
            await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = heading, Level = 2 })).ToBeVisibleAsync();
        await Assertions.Expect(call.Answer).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("Before any code of the endpoint runs")).ToBeVisibleAsync();
        await Assertions.Expect(page.GetByText("BlazorJwt/Api/Orders/OrderEndpoints.cs")).ToBeVisibleAsync();
        // Folded on the screen, open on paper.
        await Assertions.Expect(page.GetByText("MaxTokenBytes").First).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("button:visible, nav:visible, form:visible, textarea:visible, select:visible, " +
            ".top:visible, .presenter:visible, .ring:visible")).ToHaveCountAsync(0);
        await Assertions.Expect(signature).ToHaveCSSAsync("visibility", "hidden");
        Assert.Equal("\"••••••\"", await signature.EvaluateAsync<string>("element => getComputedStyle(element, '::after').content"));
        Assert.Equal("\" (/error-clinic)\"",
            await page.Locator(".lesson a[href=error-clinic]")
                .EvaluateAsync<string>("element => getComputedStyle(element, '::after').content"));
        await Assertions.Expect(page.Locator("html")).ToHaveCSSAsync("color-scheme", "light");
        await Assertions.Expect(page.Locator("body")).ToHaveCSSAsync("color", "rgb(29, 31, 36)");

        // The width of A4 between margins of 15 mm.
        await page.SetViewportSizeAsync(680, 960);
        Assert.Empty(await page.EvaluateAsync<string[]>("""
            () => [document.documentElement, ...document.querySelectorAll('main .wide, main pre')]
              .filter(part => part.checkVisibility() && part.scrollWidth > part.clientWidth + 1).map(part => `${part.getAttribute('aria-label') ?? part.localName}: ${part.scrollWidth} in ${part.clientWidth}`)
            """));

        // The visitor's own password is typed into a form, and forms are not printed.
        await page.EmulateMediaAsync(new() { Media = Media.Screen });
        await session.SignOut.ClickAsync();
        await session.CircuitAsync();
        await page.EmulateMediaAsync(new() { Media = Media.Print });
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "Try it", Level = 2 })).ToBeVisibleAsync();
        await Assertions.Expect(page.Locator("input[type=password]:visible")).ToHaveCountAsync(0);
    }
}
