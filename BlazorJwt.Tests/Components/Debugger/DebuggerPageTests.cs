using BlazorJwt.Components.Debugger;
using BlazorJwt.Tests.Api;
using BlazorJwt.Tests.Api.Client;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using Bunit;

namespace BlazorJwt.Tests.Components.Debugger;

/// <summary>The page of the debugger: what a visitor sees for what is typed and pressed.</summary>
[Trait("needs", "server")]
public sealed class DebuggerPageTests : PageTest
{
    // In a circuit, as a visitor types.
    public DebuggerPageTests() => SetRendererInfo(new("Server", isInteractive: true));

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void The_fields_wait_for_the_circuit(bool isInteractive)
    {
        SetRendererInfo(new(isInteractive ? "Server" : "Static", isInteractive));

        var page = Render<DebuggerPage>();

        Assert.Equal(!isInteractive, page.Find("fieldset.workbench").HasAttribute("disabled"));
    }

    [Fact]
    public async Task An_example_is_made_and_verified_and_the_policy_accepts_it()
    {
        var page = await OpenExampleAsync("PS512");

        Assert.Contains("Signature verified", page.Region("Verdict").Text(), StringComparison.Ordinal);
        Assert.Contains("Policy: accepted as far as asked", page.Region("Verdict").Text(), StringComparison.Ordinal);
        Assert.Contains("2026-03-01 09:15:00", page.Table("The times in the payload").Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_policy_asks_for_is_refused_by_name_and_the_signature_stays_good()
    {
        var page = await OpenExampleAsync();

        await page.Field("Audience (aud)").InputAsync("https://other.example");

        Assert.Contains("Policy: refused", page.Region("Verdict").Text(), StringComparison.Ordinal);
        Assert.Contains("Signature verified", page.Region("Verdict").Text(), StringComparison.Ordinal);
        Assert.Contains("changed", page.Table("The checks in their order").Row("Audience").ClassList);
    }

    [Fact]
    public async Task The_clock_can_be_turned_and_the_token_is_too_old_then()
    {
        var page = await OpenExampleAsync();

        await page.Field("As if it were (UTC)").InputAsync("2027-01-01T00:00:00");

        Assert.Contains("changed", page.Table("The checks in their order").Row("Expiry").ClassList);
    }

    [Fact]
    public async Task A_change_of_the_payload_is_seen_and_signing_mends_it()
    {
        var page = await OpenExampleAsync("HS256");

        await page.Field("Payload").InputAsync("""{"sub":"mallory"}""");
        Assert.Contains("Signature does not fit", page.Region("Verdict").Text(), StringComparison.Ordinal);

        await page.Button("Sign").ClickAsync(new());
        Assert.Contains("Signature verified", page.Region("Verdict").Text(), StringComparison.Ordinal);
        Assert.Contains("Signed with HS256", page.Status(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_broken_token_shows_what_can_be_read_and_where_it_goes_wrong()
    {
        var page = Render<DebuggerPage>();

        page.Field("Paste a token").Input("\"Bearer eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGlj\"");

        Assert.Contains("this has 2", page.Status(), StringComparison.Ordinal);
        Assert.Contains("Taken off: quotes, the word Bearer", page.Status(), StringComparison.Ordinal);
        Assert.Contains("\"sub\":\"alic", page.Field("Payload").GetAttribute("value"), StringComparison.Ordinal);
        Assert.Equal("▯", page.Find("mark").TextContent);
    }

    [Fact]
    public async Task A_token_that_is_cut_short_is_not_marked_as_good_beside_that_finding()
    {
        var page = await OpenExampleAsync();
        var token = page.Field("Paste a token").GetAttribute("value")!;
        Assert.Equal("Well formed", page.Region("Token").QuerySelector(".verdict.good")!.Text());

        // Whole bytes are left, so that the form is good.
        await page.Field("Paste a token").InputAsync(token[..^22]);

        Assert.Equal("Cut short", page.Region("Verdict").QuerySelector(".verdict.bad")!.Text());
        Assert.Equal("Well formed", page.Region("Token").QuerySelector(".verdict.untried")!.Text());
        Assert.Null(page.Region("Token").QuerySelector(".verdict.good"));
        Assert.Contains("its signature is cut short", page.Status(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Paste a token")]
    [InlineData("Key")]
    [InlineData("Header")]
    [InlineData("Payload")]
    public void Beside_each_field_stands_where_the_text_goes_before_one_pastes(string field)
    {
        var page = Render<DebuggerPage>();

        var element = page.Field(field);
        var notes = element.GetAttribute("aria-describedby")!.Split(' ').Select(id => page.Find($"#{id}")).ToArray();

        var note = Assert.Single(notes, note => note.Text().Contains("this server’s memory only", StringComparison.Ordinal));
        Assert.True(note.CompareDocumentPosition(element).HasFlag(AngleSharp.Dom.DocumentPositions.Following));
        Assert.Equal("20001", element.GetAttribute("maxlength"));
    }

    [Theory]
    [InlineData("Paste a token", "Too long")]
    [InlineData("Key", "No key")]
    [InlineData("Payload", "No JSON object")]
    public void A_text_past_the_bound_gets_a_sentence(string field, string expected)
    {
        var page = Render<DebuggerPage>();

        page.Field(field).Input(new string('x', TypedText.Longest + 1));

        Assert.Contains(expected, page.Status(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_link_carries_the_token_behind_the_hash_and_no_key()
    {
        var module = JSInterop.SetupModule("./Components/Teaching/CopyButton.razor.js");
        module.Setup<bool>("copy", _ => true).SetResult(false);
        var page = await OpenExampleAsync("HS256");
        var key = page.Field("Key").GetAttribute("value")!;

        await page.Button("Copy link").ClickAsync(new());

        var link = page.Field("Copy it from here").GetAttribute("value")!;
        Assert.StartsWith("http://localhost/debugger#token=eyJ", link, StringComparison.Ordinal);
        Assert.DoesNotContain(key, link, StringComparison.Ordinal);
        Assert.Contains("did not let the page use the clipboard", page.Status(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_encrypted_token_is_opened_with_its_key()
    {
        var page = Render<DebuggerPage>();
        await page.Field("Example").ChangeAsync(nameof(ExampleKind.Encrypted));
        await page.Button("Make example").ClickAsync(new());
        Assert.DoesNotContain("orders.read", page.Text(), StringComparison.Ordinal);

        await page.Button("Decrypt").ClickAsync(new());

        Assert.Contains("orders.read", page.Region("What was inside").Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_issuer_is_asked_when_the_visitor_presses_the_button_and_its_keys_verify_the_token()
    {
        var port = FaultyServer.Nowhere().Port;
        var issuer = $"http://127.0.0.1:{port}";
        await using var server = AppFixture.Start([("Tokens:Issuer", issuer)], port: port);
        Settings["Issuers:PrivateAddresses"] = "true";
        // The server makes its RSA keys when it is first asked, and a busy machine takes its time.
        Settings["Issuers:Timeout"] = "00:01:00";
        var page = Render<DebuggerPage>();
        await page.Field("Paste a token").InputAsync(new Visitor(server).Token());
        Assert.DoesNotContain("Signature verified", page.Region("Verdict").Text(), StringComparison.Ordinal);

        await page.Button("Ask the issuer for its keys").ClickAsync(new());

        await page.WaitForAssertionAsync(
            () => Assert.Contains("Signature verified", page.Region("Verdict").Text(), StringComparison.Ordinal));
        Assert.Contains($"One public key, by the metadata at {issuer}/.well-known/oauth-authorization-server.", page.Status(),
            StringComparison.Ordinal);
        Assert.Contains("\"keys\"", page.Field("Key").GetAttribute("value"), StringComparison.Ordinal);
        await page.Field("Key").InputAsync("");
        Assert.DoesNotContain("by the metadata at", page.Status(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_issuer_on_a_private_network_is_not_asked_and_the_key_in_the_field_stays()
    {
        var page = Render<DebuggerPage>();
        await page.Field("Payload").InputAsync("""{"iss":"https://127.0.0.1"}""");
        await page.Button("Make a key").ClickAsync(new());
        var key = page.Field("Key").GetAttribute("value");

        await page.Button("Ask the issuer for its keys").ClickAsync(new());

        await page.WaitForAssertionAsync(
            () => Assert.Contains("its address is on a private network", page.Status(), StringComparison.Ordinal));
        Assert.Equal(key, page.Field("Key").GetAttribute("value"));
    }

    [Fact]
    public async Task A_visitor_can_put_the_own_token_there_and_the_api_s_policy_accepts_it()
    {
        Assert.DoesNotContain("Your own token", Render<DebuggerPage>().Field("Example").Text(), StringComparison.Ordinal);
        var token = await SignInAsync();
        var page = Render<DebuggerPage>();
        Assert.DoesNotContain(token.EncodedToken, page.Markup, StringComparison.Ordinal);

        await page.Field("Example").ChangeAsync("Own");
        await page.Button("Make example").ClickAsync(new());

        Assert.Equal(token.EncodedToken, page.Field("Paste a token").GetAttribute("value"));
        Assert.Contains("Policy: accepted 17 checks, all passed.", page.Region("Verdict").Text(), StringComparison.Ordinal);
        Assert.Contains("a script here could read and use it", page.Status(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_says_what_each_name_means()
    {
        var page = await OpenExampleAsync();

        page.Details("What each name means").TriggerEvent("ontoggle", new EventArgs());

        Assert.Contains("When it ends.", page.Table("Meaning of the payload").Row("exp").Text(), StringComparison.Ordinal);
    }

    private async Task<IRenderedComponent<DebuggerPage>> OpenExampleAsync(string algorithm = SigningAlgorithms.ES256)
    {
        var page = Render<DebuggerPage>();
        await page.Field("Signed with").ChangeAsync(algorithm);
        await page.Button("Make example").ClickAsync(new());
        return page;
    }
}
