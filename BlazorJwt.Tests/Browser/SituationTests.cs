using BlazorJwt.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser;

/// <summary>What can happen around a page while it is open, and on the way to it.</summary>
public sealed class SituationTests(AppFixture app, BrowserFixture browser) : BrowserTest(app, browser)
{
    [Fact]
    public async Task Signing_in_and_out_reaches_the_other_tab()
    {
        var session = await OpenAsync();
        await session.GoAsync("/read-the-token");
        var other = await session.OpenTabAsync("/sign-in");

        await session.SubmitSignInAsync(other, "alice");
        await session.SignOut.WaitForAsync();
        await session.CircuitAsync();

        await other.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Assertions.Expect(session.SignOut).ToHaveCountAsync(0);
        session.AssertNoTrouble();
    }

    [Theory]
    [InlineData("x")]
    [InlineData("\u0001")]
    [InlineData("é")]
    [InlineData("語")]
    public async Task A_paste_of_200_000_characters_gets_a_sentence_and_the_page_lives_on(string character)
    {
        var session = await OpenAsync();
        await session.GoAsync("/read-the-token");
        var field = session.Page.GetByLabel("Paste a token");

        await field.FocusAsync();
        await session.Page.EvaluateAsync("text => document.execCommand('insertText', false, text)",
            string.Concat(Enumerable.Repeat(character, 200_000)));
        await Assertions.Expect(session.Page.GetByText("Too long")).ToBeVisibleAsync();

        await field.FillAsync($"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.{new string('A', 43)}");
        await Assertions.Expect(session.Page.GetByText("Well formed")).ToBeVisibleAsync();
        session.AssertNoTrouble();
    }

    [Fact]
    public async Task A_token_that_expires_while_the_page_is_open_ends_the_signed_in_state()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var own = AppFixture.Start(time: time);
        var session = await OpenSignedInAsync("alice", own);

        await Expiry.PassAsync(time, TimeSpan.FromMinutes(20), () => session.SignOut.CountAsync());

        await Assertions.Expect(session.Page.GetByText("Your token expired while this page was open.")).ToBeVisibleAsync();
        session.AssertNoTrouble();
    }

    [Theory]
    [InlineData("/debugger", "notice")]
    [InlineData("/call-the-api", "lesson")]
    [InlineData("/sign-in", "form")]
    public async Task After_a_token_expired_in_the_open_page_the_first_sign_in_works_and_leads_back(string page, string way)
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var own = AppFixture.Start(time: time);
        var session = await OpenSignedInAsync("alice", own);
        await session.GoAsync(page);
        await Expiry.PassAsync(time, TimeSpan.FromMinutes(20), () => session.SignOut.CountAsync());
        // The browser forgets the cookie by its own clock.
        await session.Context.ClearCookiesAsync(new() { Name = VisitorSession.TokenCookieName });

        if (way is "notice") await session.Page.GetByRole(AriaRole.Status).GetByRole(AriaRole.Link, new() { Name = "Sign in" })
            .ClickAsync();
        if (way is "lesson") await session.Page.GetByRole(AriaRole.Link, new() { Name = "Sign in and come back" }).ClickAsync();
        await session.SubmitSignInAsync(session.Page, "alice");

        await session.SignOut.WaitForAsync();
        Assert.Equal(page, new Uri(session.Page.Url).AbsolutePath);
        await Assertions.Expect(session.Page.GetByText("The form was out of date")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Signing_out_in_one_tab_tells_the_others_why_and_leaves_them_what_they_hold()
    {
        var session = await OpenSignedInAsync("alice");
        await session.GoAsync("/debugger");
        var field = session.Page.GetByLabel("Paste a token");
        var pasted = $"eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.{new string('A', 43)}";
        await field.FillAsync(pasted);
        var other = await session.OpenTabAsync("/");

        await other.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await Assertions.Expect(session.Page.GetByText("You signed out in another tab")).ToBeVisibleAsync();
        await Assertions.Expect(session.SignOut).ToHaveCountAsync(0);
        await Assertions.Expect(field).ToHaveValueAsync(pasted);
        session.AssertNoTrouble();
    }

    [Fact]
    public async Task A_visitor_is_told_that_the_server_does_not_know_the_key_after_a_restart()
    {
        var first = AppFixture.Start();
        var port = first.BaseAddress.Port;
        var session = await OpenSignedInAsync("alice", first);
        await first.DisposeAsync();

        await using var second = AppFixture.Start(port: port);
        _ = second.BaseAddress;

        await Assertions.Expect(session.Page.GetByText("It may have restarted with new keys")).ToBeVisibleAsync();
        await Assertions.Expect(session.Page.GetByText("Run the experiment again.")).ToBeVisibleAsync();
        Assert.DoesNotContain(await session.Context.CookiesAsync(), cookie => cookie.Name == VisitorSession.TokenCookieName);
    }

    [Fact]
    public async Task A_visitor_who_comes_by_a_link_from_another_site_is_not_shown_signed_out()
    {
        var session = await OpenSignedInAsync("alice");
        await session.Page.RouteAsync("http://elsewhere.example/", route => route.FulfillAsync(new()
        {
            ContentType = "text/html",
            Body = $"<a href='{App.LocalhostAddress}call-the-api'>to the lesson</a>",
        }));
        await session.Page.GotoAsync("http://elsewhere.example/");
        // Looks at every text the browser paints on the way, not only at the last one.
        await session.Context.AddInitScriptAsync("addEventListener('DOMContentLoaded', () => { if " +
            "(document.body.innerText.includes('Sign in first')) sessionStorage.flashed = 'yes'; })");

        await session.Page.GetByRole(AriaRole.Link, new() { Name = "to the lesson" }).ClickAsync();

        await session.SignOut.WaitForAsync();
        await session.CircuitAsync();
        Assert.Null(await session.Page.EvaluateAsync<string?>("sessionStorage.flashed ?? null"));
    }

    [Fact]
    public async Task Signing_in_and_out_works_without_script()
    {
        var session = await OpenAsync(options: new() { JavaScriptEnabled = false });
        await session.Page.GotoAsync("/sign-in");

        foreach (var idle in (string[])["Theme", "Present", "Fill in alice"])
            await Assertions.Expect(session.Page.GetByRole(AriaRole.Button, new() { Name = idle })).ToHaveCountAsync(0);

        await session.SubmitSignInAsync(session.Page, "alice");
        await session.SignOut.WaitForAsync();
        await Assertions.Expect(session.Page.Locator(".pill:visible")).ToHaveCountAsync(1);
        await session.Page.GotoAsync("/read-the-token");
        await Assertions.Expect(session.Page.GetByRole(AriaRole.Table, new() { Name = "Payload", Exact = true }))
            .ToContainTextAsync("alice");

        await session.SignOut.ClickAsync();
        await Assertions.Expect(session.Page.GetByText("Your token is revoked")).ToBeVisibleAsync();
    }

    [Fact]
    public async Task The_theme_a_visitor_chose_is_there_after_a_reload_and_after_signing_out()
    {
        var session = await OpenSignedInAsync("alice");

        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Theme" }).ClickAsync();
        await Assertions.Expect(session.Page.Locator("html[data-theme=dark]")).ToHaveCountAsync(1);
        await session.SignOut.ClickAsync();
        await Assertions.Expect(session.Page.GetByText("Your token is revoked")).ToBeVisibleAsync();

        await Assertions.Expect(session.Page.Locator("html[data-theme=dark]")).ToHaveCountAsync(1);
    }
}
