using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Tests.Tokens.Validation;

public sealed class NearMissTests
{
    [Theory]
    [InlineData("https://a.example/", "https://a.example", "without the last slash")]
    [InlineData("https://a.example", "https://a.example/", "with a last slash")]
    [InlineData("http://a.example", "https://a.example", "with https:// in front")]
    [InlineData("a.example", "https://a.example", "with https:// in front")]
    [InlineData("https://a.example", "a.example", "without https:// in front")]
    [InlineData("orders", "api://orders", "with api:// in front")]
    [InlineData("api://orders", "orders", "without api:// in front")]
    [InlineData("https://a.example/Shop", "https://a.example/shop", "with other capital letters")]
    [InlineData("http://a.example/SHOP/", "https://a.example/shop",
        "with https:// in front and without the last slash and with other capital letters")]
    [InlineData("https://a.example", "https://a.example", null)]
    [InlineData("https://a.example", "https://b.example", null)]
    [InlineData("https://a.example.evil", "https://a.example", null)]
    [InlineData("", "", null)]
    [InlineData("https://", "", null)]
    [InlineData("/", "https://", null)]
    public void What_differs_is_named(string found, string wanted, string? how) => Assert.Equal(how, NearMiss.Of(found, wanted));

    [Theory]
    [InlineData("https://a.example", "'https://a.example'")]
    [InlineData("a\r\nb\u00a7\"'\\c", "'a??b????c'")]
    public void What_came_from_outside_is_quoted_on_one_line_in_ASCII(string text, string quoted) => Assert.Equal(quoted, text.Quoted());

    [Fact]
    public void A_quotation_is_bounded() => Assert.Equal($"'{new string('x', 100)}...'", new string('x', 9000).Quoted());
}
