using BlazorJwt.Tests.Browser.Pages;
using BlazorJwt.Tests.Support;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser;

/// <summary>Takes the README's picture. It runs only when asked: <c>dotnet run --project BlazorJwt.Tests -- --explicit only</c>.</summary>
public sealed class PictureTests(AppFixture app, BrowserFixture browser) : BrowserTest(app, browser)
{
    [Fact(Explicit = true)]
    public async Task The_picture_of_the_readme_shows_the_lesson_on_keeping_the_token_safe()
    {
        var session = await OpenSignedInAsync("alice",
            options: new() { ColorScheme = ColorScheme.Light, ViewportSize = new() { Width = 1440, Height = 1700 } });
        await session.GoAsync("/keep-it-safe");
        var steps = new KeepSafeSteps(session.Page);
        await steps.PutAsync();
        await steps.AttackAsync();
        await Assertions.Expect(steps.Place("localStorage")).ToContainTextAsync("stolen in");
        await steps.SendPlainAsync();
        await Assertions.Expect(steps.Place("HttpOnly cookie, SameSite=Strict")).ToContainTextAsync("yes");

        await session.Page.EvaluateAsync("() => window.scrollTo(0, 0)");
        await session.Page.ScreenshotAsync(new() { Path = Repository.PathOf("docs/app.png") });
    }
}
