using BlazorJwt.Components.Clinic;
using BlazorJwt.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Components.Web;

namespace BlazorJwt.Tests.Components.Clinic;

/// <summary>The page of the clinic: what a visitor sees for what is pasted and pressed.</summary>
public sealed class ErrorClinicPageTests : PageTest
{
    private const string Field = "Error, log line, header, stack trace or line of the console";

    // In a circuit, as a visitor types.
    public ErrorClinicPageTests() => SetRendererInfo(new("Server", isInteractive: true));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_field_waits_for_the_circuit(bool isInteractive)
    {
        SetRendererInfo(new(isInteractive ? "Server" : "Static", isInteractive));

        Assert.Equal(!isInteractive, Render<ErrorClinicPage>().Find("fieldset").HasAttribute("disabled"));
    }

    [Fact]
    public async Task A_pasted_code_gets_cause_and_fix_and_happens_at_a_click()
    {
        var page = Render<ErrorClinicPage>();

        await page.Field(Field).InputAsync("IDX10223: Lifetime validation failed. The token is expired.");
        Assert.Contains("1 case It is: The token has expired.", page.Status(), StringComparison.Ordinal);
        Assert.Contains("The client has to get a new token.", page.Region("The token has expired").Text(), StringComparison.Ordinal);
        await page.Button("Make it happen: The token has expired").ClickAsync(new());

        await page.WaitForAssertionAsync(() => Assert.Contains("It just happened.", page.Status(), StringComparison.Ordinal));
        Assert.StartsWith("Microsoft.IdentityModel.Tokens.SecurityTokenExpiredException: IDX10223: ", page.Find("pre.message").TextContent,
            StringComparison.Ordinal);
        Assert.Contains("Pasted above, they lead to this case.", page.Status(), StringComparison.Ordinal);
        await page.Button("Make it happen: The token has expired").ClickAsync(new());
        await page.WaitForAssertionAsync(() => Assert.Contains("It happened again, time 2.", page.Status(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_several_cases_the_likeliest_is_open_and_the_others_open_at_a_click()
    {
        var page = Render<ErrorClinicPage>();

        await page.Field(Field).InputAsync("IDX10517: … 'SymmetricSecurityKey'");
        Assert.Contains("2 cases The likeliest first: Base64 or plain: a secret is read in two ways.", page.Status(),
            StringComparison.Ordinal);
        Assert.False(page.HasButton("Make it happen: The token has no kid, and no key fits"));
        await page.Button("Show cause and fix: The token has no kid, and no key fits").ClickAsync(new());

        Assert.True(page.HasButton("Make it happen: The token has no kid, and no key fits"));
    }

    [Theory]
    [InlineData("it does not work", "Nothing in this text is known to the clinic. Paste the line with the code")]
    [InlineData("IDX99999: new", "IDX99999 is a code of Microsoft.IdentityModel, and this clinic has no case for it.")]
    [InlineData("", "Nothing pasted yet.")]
    public async Task A_text_that_is_not_known_gets_a_sentence(string pasted, string expected)
    {
        var page = Render<ErrorClinicPage>();

        await page.Field(Field).InputAsync(pasted);

        Assert.Contains(expected, page.Status(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_past_the_bound_gets_a_sentence()
    {
        var page = Render<ErrorClinicPage>();
        Assert.Equal($"{ClinicCatalogue.Longest + 1}", page.Field(Field).GetAttribute("maxlength"));

        await page.Field(Field).InputAsync(new string('x', ClinicCatalogue.Longest + 1));

        Assert.Contains("Only the first 8,000 characters are looked at.", page.Status(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pasted_token_is_not_shown_again()
    {
        var token = await SignInAsync();
        var page = Render<ErrorClinicPage>();

        await page.Field(Field).InputAsync($"Authorization: Bearer Bearer {token.EncodedToken}");

        Assert.Contains("“Bearer ” is there twice", page.Status(), StringComparison.Ordinal);
        Assert.DoesNotContain(token.EncodedSignature, page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clear_empties_the_field()
    {
        var page = Render<ErrorClinicPage>();
        await page.Field(Field).InputAsync("IDX10223");

        await page.Button("Clear").ClickAsync(new());

        Assert.Contains("Nothing pasted yet.", page.Status(), StringComparison.Ordinal);
        Assert.False(page.HasRegion("The token has expired"));
    }

    [Fact]
    public async Task Every_case_stands_in_the_list_and_unfolds()
    {
        var page = Render<ErrorClinicPage>();

        foreach (var one in ClinicCatalogue.All)
        {
            var details = page.Find($"details#{one.Id}");
            Assert.DoesNotContain(one.Cause, details.TextContent, StringComparison.Ordinal);
            details.TriggerEvent("ontoggle", new EventArgs());
            Assert.Contains(one.Cause, page.Find($"details#{one.Id}").TextContent, StringComparison.Ordinal);
            await page.Find($"details#{one.Id}").ToggleAsync();
        }
    }

    [Fact]
    public void A_case_that_can_t_be_had_says_why()
    {
        var view = Render<CaseView>(part => part.Add(view => view.Case, ClinicCatalogue.All.Single(one => one.Id == "mixed-versions")));

        Assert.False(view.HasButton("Make it happen"));
        Assert.Contains("It can’t be made to happen here. A process loads one version of each package", view.Text(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_is_made_to_happen_while_the_labs_are_off()
    {
        Settings["Labs:Enabled"] = "false";
        var page = Render<ErrorClinicPage>();

        await page.Field(Field).InputAsync("IDX10223");

        Assert.False(page.HasButton("Make it happen: The token has expired"));
        Assert.Contains("The labs are switched off on this server", page.Text(), StringComparison.Ordinal);
    }
}
