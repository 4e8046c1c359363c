using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Browser;

/// <summary>What holds on every page, no matter who looks at it, in both themes and at every width.</summary>
public sealed class EveryPageTests(AppFixture app, BrowserFixture browser) : BrowserTest(app, browser)
{
    private static readonly string[] Pages = ["/", "/sign-in", "/read-the-token", "/keep-it-safe/bench", "/call-the-api",
        "/token-or-session", "/keys-for-machines", "/debugger", "/error-clinic", "/our-keys"];

    // Pages of failure: opened by their address they are not found, so they are shown within the circuit.
    private static readonly Dictionary<string, string> Failures = new()
    {
        ["/not-found"] = "There is no such page",
        ["/error"] = "Something went wrong here"
    };

    [Theory]
    [InlineData(null)]
    [InlineData("alice")]
    public async Task Every_page_is_accessible_fits_every_width_and_complains_of_nothing(string? name)
    {
        var session = name is null ? await OpenAsync() : await OpenSignedInAsync(name);
        foreach (var page in (string[])[.. Pages, .. Failures.Keys])
        {
            if (Failures.TryGetValue(page, out var heading))
            {
                await session.Page.EvaluateAsync("page => Blazor.navigateTo(page)", page);
                await Microsoft.Playwright.Assertions.Expect(session.Heading).ToHaveTextAsync(heading);
                await Microsoft.Playwright.Assertions.Expect(session.Page.Locator(".skip")).ToHaveAttributeAsync("href", $"{page}#main");
            }
            else
            {
                await session.GoAsync(page);
            }

            await session.AssertAccessibleAsync($"{page}, {name ?? "signed out"}");
            await session.AssertFitsEveryWidthAsync($"{page}, {name ?? "signed out"}");
        }

        session.AssertNoTrouble();
    }

    [Fact]
    public async Task A_page_that_is_too_wide_is_found()
    {
        var session = await OpenAsync();
        await session.GoAsync("/");

        await session.Page.EvaluateAsync("() => document.querySelector('h1').style.minWidth = '400px'");

        await Assert.ThrowsAnyAsync<Exception>(() => session.AssertFitsEveryWidthAsync("a wide heading"));
    }

    [Fact]
    public async Task A_colour_that_is_too_weak_in_the_dark_is_found()
    {
        var session = await OpenAsync();
        await session.GoAsync("/");

        await session.Page.EvaluateAsync("() => document.querySelector('h1').style.color = 'light-dark(#000, #222)'");

        var complaint = await Assert.ThrowsAnyAsync<Exception>(() => session.AssertAccessibleAsync("a dark heading"));
        Assert.Contains("color-contrast", complaint.Message, StringComparison.Ordinal);
        Assert.Contains(", dark:", complaint.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_s_complaints_are_noticed()
    {
        var session = await OpenAsync();
        await session.GoAsync("/");

        await session.Page.EvaluateAsync("() => { const late = document.createElement('script'); late.textContent = 'window.late = 1'; " +
            "document.body.append(late); }");
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
}
