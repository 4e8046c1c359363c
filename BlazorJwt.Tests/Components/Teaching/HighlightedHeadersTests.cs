using BlazorJwt.Components.Teaching;

namespace BlazorJwt.Tests.Components.Teaching;

public sealed class HighlightedHeadersTests
{
    [Theory]
    [InlineData("Authorization")]
    [InlineData("Cookie")]
    [InlineData("Set-Cookie")]
    [InlineData("WWW-Authenticate")]
    [InlineData("Location")]
    [InlineData("Retry-After")]
    [InlineData("Clear-Site-Data")]
    [InlineData("Content-Type")]
    [InlineData("Origin")]
    [InlineData("Sec-Fetch-Site")]
    public void A_header_about_signing_in_and_access_is_shown(string name) => Assert.True(HighlightedHeaders.IsTelling(new(name, "x")));

    [Theory]
    [InlineData("User-Agent")]
    [InlineData("user-agent")]
    [InlineData("sec-ch-ua")]
    [InlineData("Sec-CH-UA-Platform")]
    [InlineData("Content-Security-Policy")]
    [InlineData("X-Exchange-Id")]
    public void A_header_that_every_browser_and_server_sends_is_not(string name) =>
        Assert.False(HighlightedHeaders.IsTelling(new(name, "x")));
}
