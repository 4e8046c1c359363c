using BlazorJwt.Tests.Support;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser;

/// <summary>What holds on every page, whoever looks at it, in both themes and at every width.</summary>
public sealed class EveryPageTests(AppFixture app, BrowserFixture browser) : BrowserTest(app, browser)
{
    private static readonly string[] Pages = ["/", "/sign-in", "/read-the-token", "/keep-it-safe", "/call-the-api", "/debugger", "/not-found", "/error"];

    [Theory]
    [InlineData(null, ColorScheme.Light)]
    [InlineData(null, ColorScheme.Dark)]
    [InlineData("alice", ColorScheme.Light)]
    [InlineData("alice", ColorScheme.Dark)]
    public async Task Every_page_is_accessible_and_complains_of_nothing(string? name, ColorScheme theme)
    {
        var session = await OpenAsAsync(name, new() { ColorScheme = theme });
        foreach (var page in Pages)
        {
            await session.GoAsync(page);

            await session.AssertAccessibleAsync($"{page}, {theme}, {name ?? "signed out"}");
        }

        session.AssertNoTrouble();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("alice")]
    public async Task No_page_scrolls_sideways_from_a_phone_to_a_projector(string? name)
    {
        var session = await OpenAsAsync(name, new());
        foreach (var page in Pages)
        {
            await session.GoAsync(page);
            foreach (var width in (int[])[320, 390, 1440, 1920])
            {
                await session.Page.SetViewportSizeAsync(width, 900);

                var wide = await session.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
                Assert.True(wide <= width, $"{page} is {wide} px wide in a window of {width} px, {name ?? "signed out"}.");
            }
        }
    }

    [Fact]
    public async Task The_page_s_complaints_are_noticed()
    {
        var session = await OpenAsync();
        await session.GoAsync("/");

        await session.Page.EvaluateAsync("() => { const late = document.createElement('script'); late.textContent = 'window.late = 1'; document.body.append(late); }");
        await session.Page.EvaluateAsync("() => console.error('told')");

        Assert.Contains(session.Troubles, trouble => trouble.Contains("Content Security Policy", StringComparison.OrdinalIgnoreCase));
        Assert.Contains(session.Troubles, trouble => trouble.Contains("told", StringComparison.Ordinal));
        Assert.Null(await session.Page.EvaluateAsync<int?>("window.late"));
    }

    [Fact]
    public async Task Axe_finds_what_is_wrong()
    {
        var session = await OpenAsync();
        await session.GoAsync("/");

        await session.Page.EvaluateAsync("() => document.querySelector('main').append(document.createElement('button'))");

        var complaint = await Assert.ThrowsAnyAsync<Exception>(() => session.AssertAccessibleAsync("a nameless button"));
        Assert.Contains("button-name", complaint.Message, StringComparison.Ordinal);
    }

    private Task<PageSession> OpenAsAsync(string? name, BrowserNewContextOptions options) =>
        name is null ? OpenAsync(options: options) : OpenSignedInAsync(name, options: options);
}
