using BlazorJwt.Components.Clinic;
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
        await Assertions.Expect(page.GetByText("Pasted into the field of this page, they lead to this case.")).ToBeVisibleAsync();
        Assert.DoesNotContain(signature, App.LogText, StringComparison.Ordinal);

        await page.PressAsync("Clear");
        await page.WriteAsync(Field, "JavaScript interop calls cannot be issued at this time");
        await page.PressAsync("Make it happen: JavaScript interop calls cannot be issued at this time");
        await Assertions.Expect(page.Locator("pre.message"))
            .ToContainTextAsync("InvalidOperationException: JavaScript interop calls cannot be issued at this time. This is because the " +
                "component is being statically rendered.");

        await page.PressAsync(page.Locator(".families a[href='error-clinic/headers-read-only']"));
        await page.PressAsync("Make it happen: Headers are read-only, response has already started");
        await Assertions.Expect(page.GetByRole(AriaRole.Region, new() { Name = "Headers are read-only" }).Locator("pre.message"))
            .ToContainTextAsync("Headers are read-only, response has already started.");

        await session.AssertAccessibleAsync("cases open");
        await session.AssertFitsEveryWidthAsync("cases open");
        session.AssertNoTrouble();
    }

    [Fact]
    public async Task An_error_at_the_end_of_a_long_log_is_found_and_the_circuit_lives()
    {
        var session = await OpenAsync();
        await session.GoAsync("/error-clinic");
        var (page, status) = (session.Page, session.Page.Locator("#error-state"));
        await Assertions.Expect(page.GetByLabel(Field)).ToBeEnabledAsync();

        // Each of these characters takes three bytes: no text of the same length is larger on its way.
        await PasteAsync(page, $"{new string('漢', PastedText.Longest - 8)}IDX10703");
        await Assertions.Expect(status).ToContainTextAsync("It is: The secret is empty.");
        await PasteAsync(page, $"{new string('x', PastedText.Longest)}IDX10223");
        await Assertions.Expect(status).ToContainTextAsync("The text has 200,008 characters.");
        await page.PressAsync("Clear");
        await Assertions.Expect(status).ToContainTextAsync("Nothing pasted yet.");
        await page.WriteAsync(Field, "IDX10223");
        await Assertions.Expect(status).ToContainTextAsync("It is: The token has expired.");
        session.AssertNoTrouble();
    }

    [Fact]
    public async Task A_case_has_an_address_that_survives_back_and_reload_and_its_heading_gets_the_focus()
    {
        var session = await OpenAsync();
        await session.GoAsync("/error-clinic");
        var (page, heading) = (session.Page, session.Page.Locator("h2#case"));

        await page.WriteAsync("Filter the cases", "idx1050");
        await Assertions.Expect(page.Locator("#filter-state")).ToContainTextAsync($" of {ClinicCatalogue.All.Count} cases");
        await page.PressAsync(page.Locator(".families a[href='error-clinic/kid-unknown']"));
        await ExpectAsync("No key has the kid of the token");
        await page.PressAsync(page.Locator(".others a[href='error-clinic/audience']").First);
        await ExpectAsync("The audience does not match");
        await page.GoBackAsync();
        await ExpectAsync("No key has the kid of the token");
        await page.ReloadAsync();
        await ExpectAsync("No key has the kid of the token");
        await session.GoAsync("/error-clinic/idx10214");
        await ExpectAsync("The audience does not match");
        await session.AssertAccessibleAsync("a case at its address");
        await session.AssertFitsEveryWidthAsync("a case at its address");
        session.AssertNoTrouble();

        async Task ExpectAsync(string title)
        {
            await Assertions.Expect(heading).ToHaveTextAsync(title);
            await Assertions.Expect(heading).ToBeFocusedAsync();
        }
    }

    // A browser takes minutes to type so much.
    private static async Task PasteAsync(IPage page, string text) => await page.GetByLabel(Field).EvaluateAsync(
        "(field, text) => { field.value = text; field.dispatchEvent(new Event('input', { bubbles: true })); }", text);
}
