using BlazorJwt.Components.Teaching;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Teaching;

public sealed class TokenTextTests : BunitContext
{
    [Fact]
    public void The_signature_is_kept_back() => Assert.Equal("header.payload.••••••", Show("header.payload.signature"));

    [Fact]
    public void The_signature_is_shown_when_asked_for() =>
        Assert.Equal("header.payload.signature", Show("header.payload.signature", withSignature: true));

    [Theory]
    [InlineData("header.payload.", "header.payload.")]
    [InlineData("header.payload", "header.payload")]
    [InlineData("header", "header")]
    [InlineData("", "")]
    [InlineData("header.payload.signature.more", "header.payload.••••••")]
    [InlineData("a.b.c.d.e", "a.b.••••••")]
    public void A_token_with_other_parts_than_three_is_shown_as_far_as_it_is_safe(string token, string shown) =>
        Assert.Equal(shown, Show(token));

    [Fact]
    public void Each_part_says_what_it_is() =>
        Assert.Equal(["header", "payload", "signature"],
            Part("a.b.c").FindAll("[data-part]").Select(part => part.GetAttribute("data-part")));

    [Fact]
    public void What_looks_like_markup_stays_text() => Assert.Empty(Part("<script>alert(1)</script>.<img src=x>.c").FindAll("script, img"));

    [Fact]
    public void Each_part_can_be_a_link_to_where_it_is_explained() =>
        Assert.Equal(["page#header", "page#payload", "page#signature"],
            Render<TokenText>(part => part.Add(text => text.Text, "a.b.c".AsMemory()).Add(text => text.LinkTo, "page"))
            .FindAll("a[data-part]").Select(link => link.GetAttribute("href")));

    private string Show(string token, bool withSignature = false) => Part(token, withSignature).Text();

    // With what is drawn, the renderer of a circuit sends each parameter that is a string, and of any other only that it is there.
    [Fact]
    public void No_parameter_that_holds_the_token_is_a_string_which_would_be_sent_to_the_browser() =>
        Assert.Equal(typeof(ReadOnlyMemory<char>), typeof(TokenText).GetProperty(nameof(TokenText.Text))!.PropertyType);

    private IRenderedComponent<TokenText> Part(string token, bool withSignature = false) =>
        Render<TokenText>(part => part.Add(text => text.Text, token.AsMemory()).Add(text => text.ShowSignature, withSignature));
}
