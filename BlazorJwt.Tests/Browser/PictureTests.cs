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
            options: new() { ColorScheme = ColorScheme.Light, ReducedMotion = ReducedMotion.Reduce });
        await session.GoAsync("/keep-it-safe/predict");
        await session.Page.GetByLabel("A token in localStorage").CheckAsync();
        await session.Page.GetByRole(AriaRole.Link, new() { Name = "Next: Steal it" }).ClickAsync();
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Run the hostile script" }).ClickAsync();
        await Assertions.Expect(session.Page.GetByText("So it was.")).ToBeVisibleAsync();

        await session.Page.ScreenshotAsync(new() { Path = Repository.PathOf("docs/app.png") });
    }
}
