using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.AuthorizationServer.SignIn;

/// <summary>After signing in a visitor is sent to a page of this app and nowhere else.</summary>
[Trait("needs", "server")]
public sealed class LocalAddressTests(AppFixture app)
{
    /// <summary>Addresses that browsers, or software that decodes once more, take for another host, a script or nothing at all.</summary>
    public static TheoryData<string> Foreign =>
    [
        "", "evil.example", "https://evil.example/", "HTTPS://evil.example", "//evil.example", "///evil.example", "/\\evil.example",
            "\\\\evil.example",
        "/\t/evil.example", "/\n/evil.example", "\t//evil.example", " //evil.example", "/ /evil.example", "/%2F/evil.example",
        "/%2f%2fevil.example",
        "/%5Cevil.example", "/%09/evil.example", "/%0d%0aSet-Cookie:x=y", "/a\r\nSet-Cookie: x=y", "/page//evil.example",
        "javascript:alert(1)",
        "/é", "/\u2028", "~/", "/account/sign-out", "/Account/arrived", "/%61ccount/sign-out", "/\"onload=\"", "/<script>",
    ];

    /// <summary>Addresses of pages here.</summary>
    public static TheoryData<string> Local =>
        ["/", "/sign-in", "/call-the-api?x=1&y=%2F%2Fz#part", "/read-the-token?next=https://example.org", "/caf%C3%A9"];

    [Theory]
    [MemberData(nameof(Foreign))]
    public void An_address_that_leads_away_becomes_the_start_page(string address) => Assert.Equal("/", LocalAddress.OrStart(address));

    [Theory]
    [MemberData(nameof(Local))]
    public void An_address_of_this_app_is_kept(string address) => Assert.Equal(address, LocalAddress.OrStart(address));

    [Fact]
    public void An_address_without_end_becomes_the_start_page() => Assert.Equal("/", LocalAddress.OrStart("/" + new string('a', 3000)));

    [Theory]
    [InlineData("//evil.example")]
    [InlineData("/\\evil.example")]
    [InlineData("https://evil.example/")]
    [InlineData("/\t/evil.example")]
    public async Task Nobody_is_sent_away_by_the_form_or_by_the_round_trip(string address)
    {
        using var visitor = app.OpenSession();

        using var answer = await visitor.TrySignInAsync("alice", app.DemoPassword("alice"), ("returnUrl", address));
        using var arrived = await visitor.GetAsync($"/account/arrived?returnUrl={Uri.EscapeDataString(address)}");

        Assert.Equal("/account/arrived", answer.Headers.Location!.OriginalString);
        Assert.Equal("/", arrived.Headers.Location!.OriginalString);
    }
}
