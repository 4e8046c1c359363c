using BlazorJwt.Components.Layout;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Layout;

public sealed class TopBarTests : PageTest
{
    [Theory]
    [InlineData("", "sign-in")]
    [InlineData("sign-in", "sign-in")]
    [InlineData("sign-in?problem=wrong-credentials", "sign-in")]
    [InlineData("sign-in?returnUrl=%2Four-keys", "sign-in?returnUrl=%2Four-keys")]
    [InlineData("debugger", "sign-in?returnUrl=%2Fdebugger")]
    [InlineData("call-the-api?from=here", "sign-in?returnUrl=%2Fcall-the-api%3Ffrom%3Dhere")]
    public void A_visitor_who_is_signed_out_can_sign_in_and_come_back(string page, string link)
    {
        var bar = Bar(page);

        Assert.Equal(link, bar.Link("Sign in").GetAttribute("href"));
        Assert.False(bar.HasButton("Sign out"));
    }

    [Fact]
    public void Presenting_begins_with_a_button_that_shows_its_key()
    {
        var button = Bar().Button("Present");

        Assert.Equal("Present Alt+P", button.GetAttribute("aria-label"));
        Assert.Equal("Present Alt+P", button.QuerySelector(".long")!.Text());
        Assert.True(button.HasAttribute("data-present"));
    }

    [Theory]
    [InlineData("alice", "alice · customer")]
    [InlineData("mira", "mira · manager")]
    public async Task A_visitor_who_is_signed_in_sees_as_whom(string person, string words)
    {
        await SignInAsync(person);

        Assert.True(Bar().Shows(words));
    }

    [Fact]
    public async Task The_countdown_goes_by_the_clock_of_the_server()
    {
        var token = await SignInAsync();

        var countdown = Bar().Find("live-time");

        Assert.Equal($"{new DateTimeOffset(token.ValidTo).ToUnixTimeMilliseconds()}", countdown.GetAttribute("at"));
        Assert.Equal($"{Clock.GetUtcNow().ToUnixTimeMilliseconds()}", countdown.GetAttribute("now"));
        Assert.Equal("left", countdown.GetAttribute("kind"));
    }

    [Fact]
    public async Task Signing_out_is_a_post_that_no_other_site_can_forge()
    {
        await SignInAsync();

        var form = Bar().Button("Sign out").Closest("form")!;

        Assert.Equal(("post", "account/sign-out"), (form.GetAttribute("method"), form.GetAttribute("action")));
        Assert.NotNull(form.QuerySelector("input[name=__RequestVerificationToken]"));
    }

    [Fact]
    public async Task An_expired_token_gives_the_way_to_sign_in_back()
    {
        var token = await SignInAsync();
        var bar = Bar();

        LetItExpire(token);

        Assert.False(bar.HasButton("Sign out"));
        Assert.NotNull(bar.Link("Sign in"));
    }

    private IRenderedComponent<TopBar> Bar(string page = "") =>
        Render<TopBar>(part => part.Add(bar => bar.Here, $"http://localhost/{page}"));
}
