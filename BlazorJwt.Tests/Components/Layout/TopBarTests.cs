using BlazorJwt.Components.Layout;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Layout;

public sealed class TopBarTests : PageTest
{
    [Fact]
    public void A_visitor_who_is_signed_out_can_sign_in()
    {
        var bar = Render<TopBar>();

        Assert.Equal("sign-in", bar.Link("Sign in").GetAttribute("href"));
        Assert.False(bar.HasButton("Sign out"));
    }

    [Fact]
    public void Presenting_begins_with_a_button_that_shows_its_key()
    {
        var button = Render<TopBar>().Button("Present");

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

        Assert.True(Render<TopBar>().Shows(words));
    }

    [Fact]
    public async Task The_countdown_goes_by_the_clock_of_the_server()
    {
        var token = await SignInAsync();

        var countdown = Render<TopBar>().Find("live-time");

        Assert.Equal($"{new DateTimeOffset(token.ValidTo).ToUnixTimeMilliseconds()}", countdown.GetAttribute("at"));
        Assert.Equal($"{Clock.GetUtcNow().ToUnixTimeMilliseconds()}", countdown.GetAttribute("now"));
        Assert.Equal("left", countdown.GetAttribute("kind"));
    }

    [Fact]
    public async Task Signing_out_is_a_post_that_no_other_site_can_forge()
    {
        await SignInAsync();

        var form = Render<TopBar>().Button("Sign out").Closest("form")!;

        Assert.Equal(("post", "account/sign-out"), (form.GetAttribute("method"), form.GetAttribute("action")));
        Assert.NotNull(form.QuerySelector("input[name=__RequestVerificationToken]"));
    }

    [Fact]
    public async Task An_expired_token_gives_the_way_to_sign_in_back()
    {
        var token = await SignInAsync();
        var bar = Render<TopBar>();

        LetItExpire(token);

        Assert.False(bar.HasButton("Sign out"));
        Assert.NotNull(bar.Link("Sign in"));
    }
}
