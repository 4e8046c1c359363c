using AngleSharp.Dom;
using BlazorJwt.Components.Lessons.OthersTokens;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Lessons.OthersTokens;

[Trait("needs", "server")]
public sealed class OthersTokensPageTests(AppFixture app) : PageTest
{
    [Fact]
    public void A_token_is_refused_until_the_visitor_trusts_its_issuer_and_after_that_it_is_accepted()
    {
        PutBehind(app);
        var page = Render<OthersTokensPage>();

        Click(page, "Send");
        page.WaitForAssertion(() => Assert.Equal("401", page.Find("[aria-labelledby=try] > p .verdict").TextContent));
        Click(page, "Trust this issuer");
        Assert.Contains("trusted", page.Find("#block-problems").TextContent, StringComparison.Ordinal);
        Click(page, "Send");
        page.WaitForAssertion(() => Assert.Equal("200", page.Find("[aria-labelledby=try] > p .verdict").TextContent));
        page.WaitForAssertion(() => Assert.Contains("is one of the 1 in it", page.Find("[aria-labelledby=trail]").TextContent,
            StringComparison.Ordinal));
        Assert.Contains("scp: orders.read", page.Find("[aria-labelledby=checks]").TextContent, StringComparison.Ordinal);

        Click(page, "Trust it no more");
        Click(page, "Send");
        page.WaitForAssertion(() => Assert.Equal("401", page.Find("[aria-labelledby=try] > p .verdict").TextContent));
    }

    [Fact]
    public void The_table_leads_to_the_block_of_each_issuer_and_its_sample_can_be_read()
    {
        PutBehind(app);
        var page = Render<OthersTokensPage>();

        page.Find("button[aria-label='Try it: Amazon Cognito']").Click();
        page.WaitForAssertion(() => Assert.Equal("cognito", page.Find("#issuer").GetAttribute("value")));
        var block = page.Find("#block");
        JSInterop.VerifyFocusAsyncInvoke();
        Assert.Contains("\"token_use\": \"access\"", block.GetAttribute("value"), StringComparison.Ordinal);
        // The whole block in sight.
        Assert.Equal(block.GetAttribute("value")!.Split('\n').Length + 1, int.Parse(block.GetAttribute("rows")!, null));

        Click(page, "Trust this issuer");
        Click(page, "Send");
        page.WaitForAssertion(() => Assert.Equal("200", page.Find("[aria-labelledby=try] > p .verdict").TextContent));
        var read = page.Find("[aria-labelledby=checks] pre").TextContent;
        Assert.Contains("\"client_id\": \"0f6c1b3e-shop\"", read, StringComparison.Ordinal);
        Assert.DoesNotContain("\"aud\"", read, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/labs/issuers/", "/elsewhere/")]
    // Its tokens would speak for somebody else.
    [InlineData("\"Audience\":", "\"TokenIssuer\": \"https://somebody.else.example\", \"Audience\":")]
    public void A_block_that_names_another_address_is_not_taken(string text, string other)
    {
        PutBehind(app);
        var page = Render<OthersTokensPage>();
        var block = page.Find("#block");

        block.Change(block.GetAttribute("value")!.Replace(text, other, StringComparison.Ordinal));
        Click(page, "Trust this issuer");

        Assert.Contains("must be that of your own stand-in", page.Find("#block-problems").TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{", "The block is not JSON.")]
    [InlineData("", "There is no block of settings yet.")]
    public void A_block_that_cannot_be_read_gets_a_sentence_and_the_page_lives(string text, string sentence)
    {
        PutBehind(app);
        var page = Render<OthersTokensPage>();

        page.Find("#block").Change(text);
        Click(page, "Trust this issuer");
        Assert.Contains(sentence, page.Find("#block-problems").TextContent, StringComparison.Ordinal);

        Click(page, "Reset the settings");
        Assert.StartsWith("{", page.Find("#block").GetAttribute("value"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_pasted_token_is_sent_to_the_api_and_the_answer_says_why()
    {
        PutBehind(app);
        var page = Render<OthersTokensPage>();

        page.Find("#pasted").Change("eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwczovL2lzc3Vlci5leGFtcGxlIn0.AAAA");
        page.Find("[aria-labelledby=own] form").Submit();
        page.WaitForAssertion(() => Assert.Equal("401", page.Find("[aria-labelledby=own] > p .verdict").TextContent));

        Click(page, "Clear");
        page.WaitForAssertion(() => Assert.Equal("", page.Find("#pasted").GetAttribute("value")));
    }

    [Theory]
    [InlineData(true, "The block is on the clipboard.")]
    [InlineData(false, "The browser did not let the page use the clipboard.")]
    public void The_block_is_copied_as_it_stands_in_the_field(bool allowed, string said)
    {
        PutBehind(app);
        var clipboard = JSInterop.SetupModule("./Components/Teaching/CopyButton.razor.js");
        clipboard.Setup<bool>("copy", _ => true).SetResult(allowed);
        var page = Render<OthersTokensPage>();
        page.Find("#block").Change("{ \"TrustedIssuers\": [] }");

        Click(page, "Copy the block");

        page.WaitForAssertion(() => Assert.Equal(said, page.Find(".copy [role=status]").TextContent));
        Assert.Equal("{ \"TrustedIssuers\": [] }", Assert.Single(clipboard.Invocations["copy"]).Arguments[0]);
    }

    [Theory]
    [InlineData("", "Paste a token first.")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.e30.AAAA", "The token names no issuer that can be read, so there is nobody to ask.")]
    [InlineData("eyJhbGciOiJSUzI1NiJ9.eyJpc3MiOiJodHRwOi8vMTI3LjAuMC4xOjgwODAifQ.AAAA", "https")]
    public void An_issuer_that_may_not_be_asked_is_not_and_the_page_says_why(string token, string sentence)
    {
        PutBehind(app);
        var page = Render<OthersTokensPage>();
        page.Find("#pasted").Change(token);

        Click(page, "Ask its issuer for the keys");

        page.WaitForAssertion(() => Assert.Contains(sentence, page.Find("[aria-labelledby=own] > p[role=status]").TextContent,
            StringComparison.Ordinal));
        Assert.Empty(page.FindAll("#trail"));
    }

    [Fact]
    public void With_the_labs_switched_off_there_is_no_stand_in()
    {
        Settings["Labs:Enabled"] = "false";

        var page = Render<OthersTokensPage>();

        Assert.Empty(page.FindAll("[aria-labelledby=try]"));
        Assert.Empty(page.FindAll(".shapes button"));
        Assert.Contains("the labs are switched off here", page.Markup, StringComparison.Ordinal);
    }

    private static void Click(IRenderedComponent<OthersTokensPage> page, string words)
    {
        var button = page.FindAll("button").Single(button => button.TextContent.Trim() == words);
        if (button.GetAttribute("type") is "submit") button.Closest("form")!.Submit();
        else button.Click();
    }
}
