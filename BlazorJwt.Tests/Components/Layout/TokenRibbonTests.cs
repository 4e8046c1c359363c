using BlazorJwt.Components.Layout;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Layout;

public sealed class TokenRibbonTests : PageTest
{
    [Fact]
    public void A_visitor_who_is_signed_out_has_no_ribbon() => Assert.False(Render<TokenRibbon>().HasRegion("Your token"));

    [Fact]
    public async Task The_signature_is_kept_back_until_the_visitor_asks()
    {
        var token = await SignInAsync();

        var ribbon = Render<TokenRibbon>();

        Assert.Contains(token.EncodedPayload, ribbon.Markup, StringComparison.Ordinal);
        Assert.DoesNotContain(token.EncodedSignature, ribbon.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asking_says_first_what_it_costs_and_shows_nothing_yet()
    {
        var token = await SignInAsync();
        var ribbon = Render<TokenRibbon>();

        await ribbon.Button("Reveal").ClickAsync();

        Assert.True(ribbon.Shows("A script could read what this page shows, and use it."));
        Assert.DoesNotContain(token.EncodedSignature, ribbon.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_visitor_who_insists_sees_the_signature_and_can_hide_it_again()
    {
        var token = await SignInAsync();
        var ribbon = Render<TokenRibbon>();

        await ribbon.Button("Reveal").ClickAsync();
        await ribbon.Button("Reveal it").ClickAsync();
        Assert.Contains(token.EncodedToken, ribbon.Text(), StringComparison.Ordinal);

        await ribbon.Button("Hide it").ClickAsync();
        Assert.DoesNotContain(token.EncodedSignature, ribbon.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Closing_the_question_hides_the_signature_too()
    {
        var token = await SignInAsync();
        var ribbon = Render<TokenRibbon>();

        await ribbon.Button("Reveal").ClickAsync();
        await ribbon.Button("Reveal it").ClickAsync();
        await ribbon.Button("Reveal").ClickAsync();

        Assert.False(ribbon.HasButton("Hide it"));
        Assert.DoesNotContain(token.EncodedSignature, ribbon.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revealed_token_that_expires_leaves_the_page()
    {
        var token = await SignInAsync();
        var ribbon = Render<TokenRibbon>();
        await ribbon.Button("Reveal").ClickAsync();
        await ribbon.Button("Reveal it").ClickAsync();

        LetItExpire(token);

        Assert.False(ribbon.HasRegion("Your token"));
        Assert.DoesNotContain(token.EncodedSignature, ribbon.Markup, StringComparison.Ordinal);
    }
}
