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

        await ribbon.Button("Hide").ClickAsync();
        Assert.DoesNotContain(token.EncodedSignature, ribbon.Markup, StringComparison.Ordinal);
        Assert.True(ribbon.HasButton("Reveal"));
    }

    [Fact]
    public async Task A_visitor_who_thinks_better_of_it_is_back_where_it_began()
    {
        var token = await SignInAsync();
        var ribbon = Render<TokenRibbon>();

        await ribbon.Button("Reveal").ClickAsync();
        await ribbon.Button("Keep it back").ClickAsync();

        Assert.True(ribbon.HasButton("Reveal"));
        Assert.DoesNotContain(token.EncodedSignature, ribbon.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_reveals_by_keyboard_goes_on_at_the_button_that_came_in_the_place_of_the_one_they_pressed()
    {
        await SignInAsync();
        var ribbon = Render<TokenRibbon>();

        foreach (var (pressed, next) in new[] { ("Reveal", "Reveal it"), ("Reveal it", "Hide"), ("Hide", "Reveal"), ("Reveal", "Reveal it"), ("Keep it back", "Reveal") })
        {
            await ribbon.Button(pressed).ClickAsync();
            JSInterop.Invocations.Last(call => call.Identifier.EndsWith("focus", StringComparison.Ordinal)).Arguments[0].ShouldBeElementReferenceTo(ribbon.Button(next));
        }
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
