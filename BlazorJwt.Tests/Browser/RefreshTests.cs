using BlazorJwt.Tests.Support;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser;

/// <summary>Staying signed in, and signing out everywhere, in a real browser.</summary>
public sealed class RefreshTests(AppFixture app, BrowserFixture browser) : BrowserTest(app, browser)
{
    [Fact]
    public async Task A_sign_in_is_renewed_without_losing_the_page_and_signing_out_everywhere_reaches_the_other_tab()
    {
        // A life of six seconds: the page asks for the next token after four.
        await using var own = AppFixture.Start([("Tokens:ShortestLifetime", "00:00:05"), ("Tokens:Lifetime", "00:00:06")]);
        var session = await OpenSignedInAsync("alice", own);
        await session.GoAsync("/read-the-token");
        var field = session.Page.GetByLabel("Paste a token");
        await field.FillAsync("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.AAAA");
        await session.Page.EvaluateAsync("window.sameDocument = true");
        var tokens = await CookieAsync(session, "__Host-BlazorJwt");
        var other = await session.OpenTabAsync("/token-or-session");

        await Becomes.TrueAsync(async () => await CookieAsync(session, "__Host-BlazorJwt") != tokens);
        // Past the end of the first token.
        await Assertions.Expect(other.GetByRole(AriaRole.Region, new() { Name = "Your sessions" }).GetByRole(AriaRole.Row).Last)
            .ToContainTextAsync(new System.Text.RegularExpressions.Regex("Chrom\\w* on .*, this browser"));
        await Assertions.Expect(session.SignOut).ToHaveCountAsync(1);
        Assert.True(await session.Page.EvaluateAsync<bool>("window.sameDocument === true"));
        await Assertions.Expect(field).ToHaveValueAsync("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.AAAA");
        Assert.NotEqual(tokens, await CookieAsync(session, "__Host-BlazorJwt"));
        Assert.Equal("", await session.Page.EvaluateAsync<string>("[...document.cookie.matchAll(/rt1|eyJ/g)].join()"));

        await other.GetByRole(AriaRole.Button, new() { Name = "Sign out everywhere" }).ClickAsync();

        await Assertions.Expect(other.GetByText("Your token is revoked")).ToBeVisibleAsync();
        await Assertions.Expect(session.SignOut).ToHaveCountAsync(0);
        Assert.DoesNotContain(await session.Context.CookiesAsync(),
            cookie => cookie.Name is "__Host-BlazorJwt" or "__Secure-BlazorJwt-Refresh" or "__Host-BlazorJwt-Renewable");
        session.AssertNoTrouble();
    }

    private static async Task<string> CookieAsync(PageSession session, string name) =>
        (await session.Context.CookiesAsync()).Single(cookie => cookie.Name == name).Value;
}
