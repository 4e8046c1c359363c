using System.Text;
using BlazorJwt.Components.Clinic;
using BlazorJwt.Tests.Support;
using Bunit;
using Microsoft.JSInterop;

namespace BlazorJwt.Tests.Components.Clinic;

/// <summary>The page of the clinic: what a visitor sees for what is pasted and pressed.</summary>
public sealed class ErrorClinicPageTests : PageTest
{
    private readonly BunitJSModuleInterop _script;

    // In a circuit, as a visitor types.
    public ErrorClinicPageTests()
    {
        SetRendererInfo(new("Server", isInteractive: true));
        _script = JSInterop.SetupModule("./Components/Clinic/PasteField.razor.js");
        _script.SetupVoid("watch", _ => true).SetVoidResult();
        _script.SetupVoid("clear", _ => true).SetVoidResult();
    }

    [Fact]
    public void The_field_waits_for_its_script()
    {
        var watch = _script.SetupVoid("watch", _ => true);
        var page = Render<ErrorClinicPage>();
        Assert.True(page.Find("fieldset").HasAttribute("disabled"));

        watch.SetVoidResult();

        page.WaitForAssertion(() => Assert.False(page.Find("fieldset").HasAttribute("disabled")));
        Assert.Equal(PastedText.Longest, watch.Invocations.Single().Arguments[2]);
    }

    [Fact]
    public async Task A_pasted_code_gets_cause_and_fix_and_happens_at_a_click()
    {
        var page = Render<ErrorClinicPage>();

        await PasteAsync(page, "IDX10223: Lifetime validation failed. The token is expired.");
        Assert.Contains("1 case It is: The token has expired.", page.Status(), StringComparison.Ordinal);
        Assert.Contains("The client has to get a new token.", page.Region("The token has expired").Text(), StringComparison.Ordinal);
        await page.Button("Make it happen: The token has expired").ClickAsync(new());

        await page.WaitForAssertionAsync(() => Assert.Contains("It just happened.", page.Status(), StringComparison.Ordinal));
        Assert.StartsWith("Microsoft.IdentityModel.Tokens.SecurityTokenExpiredException: IDX10223: ", page.Find("pre.message").TextContent,
            StringComparison.Ordinal);
        Assert.Contains("Pasted into the field of this page, they lead to this case.", page.Status(), StringComparison.Ordinal);
        await page.Button("Make it happen: The token has expired").ClickAsync(new());
        await page.WaitForAssertionAsync(() => Assert.Contains("It happened again, time 2.", page.Status(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_several_cases_the_likeliest_is_open_and_the_others_open_at_a_click()
    {
        var page = Render<ErrorClinicPage>();

        await PasteAsync(page, "IDX10517: … 'SymmetricSecurityKey'");
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

        await PasteAsync(page, pasted);

        Assert.Contains(expected, page.Status(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_past_the_bound_gets_a_sentence()
    {
        var page = Render<ErrorClinicPage>();

        await PasteAsync(page, $"{new string('x', PastedText.Longest)}IDX10223");

        Assert.Contains("Nothing in this text is known", page.Status(), StringComparison.Ordinal);
        Assert.Contains(
            "The text has 200,008 characters. Only the first 200,000 were searched: if the error is after them, paste that part.",
            page.Status(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("SecurityTokenExpiredException", "1 case It may be: The token has expired.")]
    [InlineData("404 for .AspNetCore.Correlation. cookie", "1 case It may be: Correlation failed.")]
    [InlineData("if (e is TokenExpiredError) {", "It may be: The token has expired. ")]
    [InlineData("if (e is TokenExpiredError) {", "Only source code in the text has these words. Paste the error itself, too.")]
    [InlineData("IDX10223", "1 case It is: The token has expired.")]
    [InlineData("IDX10612", "IDX10612 means that the header of the encrypted token has no enc. It may be: The token is encrypted,")]
    [InlineData("IDX10100", "IDX10100 means that a property of TokenValidationParameters or of a handler has a value out of range.")]
    [InlineData("IDX10999", "Not known here IDX10999 is a code of Microsoft.IdentityModel")]
    [InlineData("IDX11113", "Not known here IDX11113 is a code of Microsoft.IdentityModel.Tokens.Saml. It is about a SAML 1.1 token.")]
    [InlineData("IDX13102", "Not known here IDX13102 is a code of Microsoft.IdentityModel.Tokens.Saml. It is about a SAML 2.0 token.")]
    [InlineData("IDX22702", "IDX22702 is a code of Microsoft.IdentityModel.Protocols.WsFederation. It is about WS-Federation.")]
    [InlineData("IDX23003", "IDX23003 is a code of Microsoft.IdentityModel.Protocols.SignedHttpRequest. It is about a signed HTTP")]
    [InlineData("IDX30200", "IDX30200 is a code of Microsoft.IdentityModel.Xml. It is about a signature in XML,")]
    [InlineData("err instanceof TokenExpiredError", "Only source code in the text has these words.")]
    [InlineData("isinstance(error, ExpiredSignatureError)", "Only source code in the text has these words.")]
    [InlineData("const late = err.name === 'TokenExpiredError'", "Only source code in the text has these words.")]
    [InlineData("IDX10239", "Not known here IDX10239 means that a check passed. That is no error")]
    [InlineData("IDW10104", "IDW10104 is a code of Microsoft.Identity.Web, and this clinic has no case for it.")]
    [InlineData("IDX11020: x. Reading: 'A.B.JsonWebToken.sub', Position", "It is the claim sub: the message names it after “Reading:”.")]
    public async Task The_page_says_how_sure_it_is(string pasted, string expected)
    {
        var page = Render<ErrorClinicPage>();

        await PasteAsync(page, pasted);

        Assert.Contains(expected, page.Status(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("A: IDX14100\n ---> B: IDX14101", "It is the innermost exception, so it is the cause of the others around it.")]
    [InlineData("fail: IDX10223\nfail: IDX10214", "The text has several errors: this is the first of them.")]
    [InlineData("jwt expired", "These are words of jsonwebtoken (Node.js). The cause is the same; the fix is shown for .NET.")]
    [InlineData("JWT expired at 2020-12-14T17:23:30Z. Current time: 2020-12-14T17:24:00Z", "These are words of jjwt (Java). ")]
    [InlineData("Jwt expired at 2020-12-14T17:23:30Z", "These are words of jjwt (Java) and of Spring Security (Java). ")]
    [InlineData("An error occurred while attempting to decode the Jwt: Jwt expired at 2020-12-14T17:23:30Z",
        "These are words of Spring Security (Java). ")]
    [InlineData("Signature verification failed", "These are words of jose (JavaScript) and of PyJWT (Python). ")]
    [InlineData("WWW-Authenticate: Bearer error=\"invalid_token\", error_description=\"the moon is full\"",
        "The header says why: “the moon is full”. The clinic does not know these words.")]
    public async Task The_page_says_why_it_takes_a_case(string pasted, string expected)
    {
        var page = Render<ErrorClinicPage>();

        await PasteAsync(page, pasted);

        Assert.Contains(expected, page.Status(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pasted_token_is_not_shown_again()
    {
        var token = await SignInAsync();
        var page = Render<ErrorClinicPage>();

        await PasteAsync(page, $"Authorization: Bearer Bearer {token.EncodedToken}");

        Assert.Contains("“Bearer ” is there twice", page.Status(), StringComparison.Ordinal);
        Assert.DoesNotContain(token.EncodedSignature, page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Clear_empties_the_field()
    {
        var page = Render<ErrorClinicPage>();
        await PasteAsync(page, "IDX10223");

        await page.Button("Clear").ClickAsync(new());
        Assert.Single(_script.Invocations["clear"]);
        await PasteAsync(page, "");

        Assert.Contains("Nothing pasted yet.", page.Status(), StringComparison.Ordinal);
        Assert.False(page.HasRegion("The token has expired"));
    }

    [Fact]
    public void Every_case_is_in_the_list_and_has_an_address_that_shows_it()
    {
        var links = Render<ErrorClinicPage>().FindAll(".families a").Select(link => link.GetAttribute("href"));

        Assert.Equal(ClinicCatalogue.All.Select(one => $"error-clinic/{one.Id}"), links);
        JSInterop.VerifyNotInvoke("Blazor._internal.domWrapper.focus");
        Assert.All(ClinicCatalogue.All, one =>
        {
            var page = Render<ErrorClinicPage>(page => page.Add(page => page.Address, one.Id));
            Assert.Contains(one.Cause, page.Region(one.Title).Text(), StringComparison.Ordinal);
        });
    }

    [Theory]
    [InlineData("idx10501", "No key has the kid of the token")]
    [InlineData("IDX10223", "The token has expired")]
    [InlineData("nothing", "There is no case at this address")]
    [InlineData("idx99999", "There is no case at this address")]
    public void A_code_is_an_address_too(string address, string heading) =>
        Assert.Equal(heading, Render<ErrorClinicPage>(page => page.Add(page => page.Address, address)).Find("h2#case").TextContent);

    [Fact]
    public void Going_to_another_case_moves_the_focus_once()
    {
        var page = Render<ErrorClinicPage>(page => page.Add(page => page.Address, "expired"));
        page.Render(page => page.Add(page => page.Address, "audience"));
        page.Render();

        JSInterop.VerifyFocusAsyncInvoke(2);
        Assert.Equal("The audience does not match", page.Find(".families a[aria-current]").TextContent);
    }

    [Theory]
    [InlineData("IDX10503", "kid-unknown")]
    [InlineData("kid unknown", null)]
    [InlineData("  KEY   ring ", "keys-lost")]
    [InlineData("ERR_JWT_EXPIRED", "expired")]
    [InlineData("PyJWT expired", "expired")]
    [InlineData("jjwt WeakKey", "secret-short")]
    [InlineData("keycloak issuer", "issuer")]
    [InlineData("Spring issuer", "issuer")]
    [InlineData("IDX10249", "key-certificate")]
    public async Task The_list_narrows_while_words_are_typed_and_says_how_many_are_left(string words, string? id)
    {
        var page = Render<ErrorClinicPage>();

        await page.Field("Filter the cases").InputAsync(words);

        var shown = page.FindAll(".families a");
        Assert.StartsWith($"{shown.Count} of {ClinicCatalogue.All.Count} cases", page.Find("#filter-state").TextContent,
            StringComparison.Ordinal);
        Assert.InRange(shown.Count, id is null ? 0 : 1, 10);
        if (id is not null) Assert.Contains($"error-clinic/{id}", shown.Select(link => link.GetAttribute("href")));
        await page.Field("Filter the cases").InputAsync("");
        Assert.Equal(ClinicCatalogue.All.Count, page.FindAll(".families a").Count);
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

        await PasteAsync(page, "IDX10223");

        Assert.False(page.HasButton("Make it happen: The token has expired"));
        Assert.Contains("The labs are switched off on this server", page.Text(), StringComparison.Ordinal);
    }

    // As the script does it.
    private static Task PasteAsync(IRenderedComponent<ErrorClinicPage> page, string text)
    {
        var field = page.FindComponent<PasteField>().Instance;
        var stream = text.Length == 0 ? null : new TextStream(text[..Math.Min(text.Length, PastedText.Longest)]);
        return page.InvokeAsync(() => field.ReadAsync(text.Length, stream));
    }

    private sealed class TextStream(string text) : IJSStreamReference
    {
        private readonly byte[] _bytes = Encoding.UTF8.GetBytes(text);

        public long Length => _bytes.Length;

        public ValueTask<Stream> OpenReadStreamAsync(long maxAllowedSize = 512_000, CancellationToken cancellationToken = default)
        {
            Assert.InRange(_bytes.Length, 0, maxAllowedSize);
            return new(new MemoryStream(_bytes));
        }

        public ValueTask DisposeAsync() => default;
    }
}
