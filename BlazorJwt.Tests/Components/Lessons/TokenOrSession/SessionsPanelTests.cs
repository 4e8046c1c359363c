using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.Components.Lessons.TokenOrSession;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Decoding;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Components.Lessons.TokenOrSession;

public sealed class SessionsPanelTests : PageTest
{
    [Fact]
    public async Task Every_session_of_this_visitor_is_listed_with_a_form_that_ends_it_and_no_other_s()
    {
        var mine = await StartAsync(VisitorId, "Firefox on Linux");
        await StartAsync("another", "Chrome on Windows");

        var panel = await RenderAsync();

        var row = panel.FindAll("tbody tr").Single();
        Assert.StartsWith("Firefox on Linux", row.QuerySelector("th")!.Text(), StringComparison.Ordinal);
        var form = row.QuerySelector("form")!;
        Assert.Equal(("post", "account/sessions/end"), (form.GetAttribute("method"), form.GetAttribute("action")));
        Assert.Equal(mine.Family.Id, form.QuerySelector("input[name=session]")!.GetAttribute("value"));
        Assert.NotNull(form.QuerySelector("input[name=__RequestVerificationToken]"));
        Assert.Equal("End it: Firefox on Linux, alice", form.QuerySelector("button")!.GetAttribute("aria-label"));
        Assert.Equal("all", panel.Button("Sign out everywhere").ParentElement!.QuerySelector("input[name=session]")!.GetAttribute("value"));
    }

    [Fact]
    public async Task A_refresh_and_an_end_are_shown_as_they_happen()
    {
        var mine = await StartAsync(VisitorId, "Firefox on Linux");
        var panel = await RenderAsync();
        Assert.Equal("1", panel.FindAll("tbody td")[2].Text());

        await Refresh.RefreshAsync(mine.Refresh, "test");
        panel.WaitForAssertion(() => Assert.Equal("2", panel.FindAll("tbody td")[2].Text()));
        await Refresh.EndAsync(mine.Family.Id, RefreshEndReason.SignedOut);

        panel.WaitForAssertion(() => Assert.Empty(panel.FindAll("tbody tr")));
        Assert.True(panel.Shows("Last ended: Firefox on Linux"));
    }

    [Fact]
    public async Task Without_a_session_it_says_so()
    {
        var panel = await RenderAsync();

        Assert.True(panel.Shows("None. Sign in, and yours appears here."));
    }

    [Fact]
    public async Task A_place_is_shown_as_text_whatever_it_says()
    {
        await StartAsync(VisitorId, "<script>alert(1)</script>");

        var panel = await RenderAsync();

        Assert.Empty(panel.FindAll("script"));
    }

    private RefreshTokens Refresh => Services.GetRequiredService<RefreshTokens>();

    private Task<TokenPair> StartAsync(string visitor, string place) =>
        Refresh.StartAsync(new() { Subject = "alice", ClientId = "test" }, ClaimsPrincipalExtensions.SessionOf(visitor), place);

    private async Task<IRenderedComponent<SessionsPanel>> RenderAsync()
    {
        var token = await SignInAsync();
        return Render<SessionsPanel>(part => part.Add(panel => panel.Token, token));
    }
}
