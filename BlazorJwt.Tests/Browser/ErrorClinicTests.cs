using BlazorJwt.Tests.Support;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser;

/// <summary>The clinic in a real browser, by keyboard alone: from a pasted log line to the same error, made here.</summary>
public sealed class ErrorClinicTests(AppFixture app, BrowserFixture browser) : BrowserTest(app, browser)
{
    private const string Field = "Error, log line, header, stack trace or line of the console";

    [Fact]
    public async Task An_error_is_pasted_and_made_to_happen_and_the_token_in_it_stays_out_of_the_log()
    {
        var signature = Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32));
        var session = await OpenAsync();
        await session.GoAsync("/call-the-api");
        await session.Page.PressAsync(session.Page.GetByRole(AriaRole.Link, new() { Name = "error clinic", Exact = true }));
        await Assertions.Expect(session.Heading).ToHaveTextAsync("Error clinic");
        var (page, status) = (session.Page, session.Page.Locator("#error-state"));

        await page.WriteAsync(Field, $"fail: IDX14102 at request\nAuthorization: Bearer Bearer " +
            $"eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.{signature}");
        await Assertions.Expect(status).ToContainTextAsync("The likeliest first: “Bearer ” is there twice.");
        await page.PressAsync("Make it happen: “Bearer ” is there twice");
        await Assertions.Expect(page.Locator("pre.message"))
            .ToContainTextAsync("WWW-Authenticate: Bearer realm=\"orders API\", error=\"invalid_request\"");
        await Assertions.Expect(page.GetByText("Pasted above, they lead to this case.")).ToBeVisibleAsync();
        Assert.DoesNotContain(signature, App.LogText, StringComparison.Ordinal);

        await page.PressAsync("Clear");
        await page.WriteAsync(Field, "JavaScript interop calls cannot be issued at this time");
        await page.PressAsync("Make it happen: JavaScript interop calls cannot be issued at this time");
        await Assertions.Expect(page.Locator("pre.message"))
            .ToContainTextAsync("InvalidOperationException: JavaScript interop calls cannot be issued at this time. This is because the " +
                "component is being statically rendered.");

        await page.PressAsync(page.Locator("details#headers-read-only > summary"));
        await page.PressAsync("Make it happen: Headers are read-only, response has already started");
        await Assertions.Expect(page.Locator("details#headers-read-only pre.message"))
            .ToContainTextAsync("Headers are read-only, response has already started.");

        await session.AssertAccessibleAsync("cases open");
        await session.AssertFitsEveryWidthAsync("cases open");
        session.AssertNoTrouble();
    }
}
