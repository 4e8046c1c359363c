using BlazorJwt.Components;
using BlazorJwt.Components.Layout;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Layout;

/// <summary>Every page test renders within a VisitorScope; the notice is where its word reaches the visitor.</summary>
public sealed class VisitorScopeTests : PageTest
{
    [Fact]
    public void A_visitor_who_never_signed_in_is_told_nothing() => Assert.Empty(Notice().Text());

    [Fact]
    public async Task A_visitor_who_is_signed_in_is_told_nothing()
    {
        await SignInAsync();

        Assert.Empty(Notice().Text());
    }

    [Fact]
    public async Task A_token_that_expires_while_the_page_is_open_is_the_reason_given()
    {
        var token = await SignInAsync(lifetime: TimeSpan.FromSeconds(30));
        var notice = Notice();

        LetItExpire(token);

        Assert.StartsWith("Signed out Your token expired while this page was open.", notice.Status(), StringComparison.Ordinal);
        Assert.Equal("sign-in?returnUrl=%2Fdebugger", notice.Link("Sign in").GetAttribute("href"));
    }

    [Fact]
    public async Task Signing_out_elsewhere_is_told_apart_from_expiry()
    {
        var token = await SignInAsync();
        var notice = Notice();

        SignOutElsewhere(token);

        Assert.StartsWith("Signed out You signed out in another tab, or this session was ended.", notice.Status(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_is_not_said_to_have_expired_a_second_before_it_does()
    {
        var token = await SignInAsync();
        var notice = Notice();

        Clock.Advance(token.ValidTo - Clock.GetUtcNow() - TimeSpan.FromSeconds(1));
        Assert.Empty(notice.Text());

        Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.NotEmpty(notice.Text());
    }

    [Fact]
    public async Task Signing_in_again_ends_the_notice()
    {
        var token = await SignInAsync();
        var notice = Notice();
        LetItExpire(token);

        await SignInAsync();

        Assert.Empty(notice.Text());
    }

    [Fact]
    public void What_the_page_request_knew_is_told_to_a_visitor_who_is_signed_out()
    {
        Visit = PagePreferences.Empty with { Notice = "The server was restarted since you signed in." };

        Assert.StartsWith("Signed out The server was restarted since you signed in.", Notice().Status(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_ended_while_the_page_was_open_goes_before_what_the_page_request_knew()
    {
        Visit = PagePreferences.Empty with { Notice = "An old story." };
        var token = await SignInAsync();
        var notice = Notice();

        LetItExpire(token);

        Assert.DoesNotContain("An old story.", notice.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_visitor_stays_the_same_visitor_after_signing_out()
    {
        var token = await SignInAsync();
        var scope = Render<VisitorEcho>();

        LetItExpire(token);

        Assert.Equal($"{VisitorId} signed out", scope.Text());
    }

    private IRenderedComponent<SignInNotice> Notice() =>
        Render<SignInNotice>(part => part.Add(notice => notice.Here, "http://localhost/debugger"));
}
