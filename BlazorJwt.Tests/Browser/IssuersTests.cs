using BlazorJwt.Tests.Support;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser;

/// <summary>The lesson "Someone else's tokens" by keyboard alone.</summary>
public sealed class IssuersTests(AppFixture app, BrowserFixture browser) : BrowserTest(app, browser)
{
    [Fact]
    public async Task The_keyboard_alone_trusts_an_issuer_and_trusts_it_no_more()
    {
        var session = await OpenAsync();
        var page = session.Page;
        var bench = page.GetByRole(AriaRole.Region, new() { Name = "Try it" });
        await session.GoAsync("/someone-elses-tokens");

        await page.PressAsync("Send");
        await Assertions.Expect(bench).ToContainTextAsync("is not among the trusted issuers.");
        await page.PressAsync("Trust this issuer");
        await Assertions.Expect(bench).ToContainTextAsync("Trusted. Send a token.");
        await page.PressAsync("Send");
        await Assertions.Expect(bench).ToContainTextAsync("The API accepted the token of another issuer.");
        await session.AssertAccessibleAsync("a token of another issuer accepted");
        await session.AssertFitsEveryWidthAsync("a token of another issuer accepted");

        await page.PressAsync("Let the issuer change its key");
        await Assertions.Expect(bench).ToContainTextAsync("The issuer signs with a new key and publishes both.");
        await page.PressAsync("Trust it no more");
        await Assertions.Expect(bench).ToContainTextAsync("Trusted no more.");
        await page.PressAsync("Send");
        await Assertions.Expect(bench).ToContainTextAsync("is not among the trusted issuers.");
    }
}
