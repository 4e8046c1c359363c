using BlazorJwt.Tests.Support;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser;

/// <summary>The debugger in a real browser: by keyboard, with a token from a link, with texts as long as a field takes.</summary>
public sealed class DebuggerTests(AppFixture app, BrowserFixture browser) : BrowserTest(app, browser)
{
    private const string Linked = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJsaW5rZWQifQ.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

    [Fact]
    public async Task A_token_is_pasted_verified_edited_signed_and_its_key_converted_by_keyboard_alone()
    {
        var session = await OpenAsync();
        await session.GoAsync("/debugger");
        var (page, verdict) = (session.Page, session.Page.GetByRole(AriaRole.Region, new() { Name = "Verdict" }));

        await page.PressAsync("Make example");
        await Assertions.Expect(verdict).ToContainTextAsync("Signature verified");
        var token = await page.GetByLabel("Paste a token").InputValueAsync();
        var pem = await page.GetByLabel("Key", new() { Exact = true }).InputValueAsync();
        await page.PressAsync("Show its private half");
        await Assertions.Expect(page.GetByLabel("Key", new() { Exact = true }))
            .ToHaveValueAsync(new System.Text.RegularExpressions.Regex("PRIVATE KEY"));
        var secret = await page.GetByLabel("Key", new() { Exact = true }).InputValueAsync();

        await page.PressAsync("Clear all");
        await Assertions.Expect(page.GetByLabel("Paste a token")).ToHaveValueAsync("");
        await page.WriteAsync("Paste a token", $"Bearer {token}");
        await page.WriteAsync("Key", pem);
        await Assertions.Expect(verdict).ToContainTextAsync("Signature verified");

        await page.WriteAsync("Payload", """{"sub":"edited by keyboard"}""");
        await Assertions.Expect(verdict).ToContainTextAsync("Signature does not fit");
        await page.WriteAsync("Key", secret);
        await Assertions.Expect(verdict).ToContainTextAsync("Signature does not fit");
        await page.PressAsync("Sign");
        await Assertions.Expect(verdict).ToContainTextAsync("Signature verified");

        await page.PressAsync("As JWK");
        await Assertions.Expect(page.GetByLabel("JWK or JWK set")).ToBeCheckedAsync();
        await page.PressAsync("Only the public half");
        await Assertions.Expect(page.GetByLabel("Key", new() { Exact = true })).Not.ToHaveValueAsync(
            new System.Text.RegularExpressions.Regex("\"d\""));
        await Assertions.Expect(verdict).ToContainTextAsync("Signature verified");

        await page.WriteAsync("Audience (aud)", "https://api.example");
        await Assertions.Expect(verdict).ToContainTextAsync("Policy: refused");
        await page.WriteAsync("Audience (aud)", "");
        await page.PressAsync("Make a key");
        await Assertions.Expect(verdict).ToContainTextAsync("Signature does not fit");
        session.AssertNoTrouble();
    }

    [Fact]
    public async Task The_link_is_copied_and_opened_again_and_the_server_sees_the_token_only_when_asked()
    {
        await using var own = AppFixture.Start();
        var session = await OpenAsync(own, new() { Permissions = ["clipboard-read", "clipboard-write"] });
        await session.GoAsync("/debugger");
        await session.Page.WriteAsync("Paste a token", Linked);
        await session.Page.PressAsync("Copy link");
        await Assertions.Expect(session.Page.GetByText("The link is on the clipboard")).ToBeVisibleAsync();
        var link = await session.Page.EvaluateAsync<string>("navigator.clipboard.readText()");
        Assert.Equal($"{own.LocalhostAddress}debugger#token={Linked}", link);

        var sent = new List<byte[]>();
        session.Page.WebSocket += (_, socket) => socket.FrameSent += (_,
            frame) => sent.Add(frame.Binary ?? System.Text.Encoding.UTF8.GetBytes(frame.Text ?? ""));
        await session.Page.GotoAsync("about:blank");
        await session.GoAsync(link);
        Assert.Equal($"{own.LocalhostAddress}debugger", session.Page.Url);
        var read = session.Page.GetByRole(AriaRole.Button, new() { Name = "Read it" });
        await read.WaitForAsync();
        Assert.NotEmpty(sent);
        Assert.DoesNotContain(sent, frame => Holds(frame, Linked));
        await Assertions.Expect(session.Page.GetByLabel("Paste a token")).ToHaveValueAsync("");

        await read.FocusAsync();
        await session.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(session.Page.GetByLabel("Paste a token")).ToHaveValueAsync(Linked);
        Assert.Contains(sent, frame => Holds(frame, Linked));
        await Assertions.Expect(read).ToBeHiddenAsync();
        session.AssertNoTrouble();
    }

    [Theory]
    [InlineData("token=")]
    [InlineData("access_token=")]
    [InlineData("token_type=Bearer&id_token=")]
    public async Task A_link_put_into_the_address_of_an_open_page_is_held_back_too(string lead)
    {
        var session = await OpenAsync();
        var sent = new List<byte[]>();
        session.Page.WebSocket += (_, socket) => socket.FrameSent += (_, frame) => sent.Add(frame.Binary ?? []);
        await session.GoAsync("/debugger");

        await session.Page.EvaluateAsync($"location.hash = '{lead}{Linked}&expires_in=60'");

        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Read it" }).WaitForAsync();
        Assert.EndsWith("/debugger", session.Page.Url, StringComparison.Ordinal);
        await session.Page.PressAsync("Make example");
        await Assertions.Expect(session.Page.GetByText("Signature verified")).ToBeVisibleAsync();
        Assert.NotEmpty(sent);
        Assert.DoesNotContain(sent, frame => Holds(frame, Linked));

        await session.Page.PressAsync("Read it");
        await Assertions.Expect(session.Page.GetByLabel("Paste a token")).ToHaveValueAsync(Linked);
        session.AssertNoTrouble();
    }

    [Fact]
    public async Task A_paste_at_the_bound_and_past_it_gets_a_sentence_in_every_field_and_the_page_lives_on()
    {
        var session = await OpenAsync();
        await session.GoAsync("/debugger");
        foreach (var (character, count) in ((string, int)[])[("\u0001", 20_000), ("\u0001", 200_000), ("語", 200_000), ("\"", 20_000)])
        {
            foreach (var field in (string[])["Paste a token", "Key", "Header", "Payload"])
            {
                await session.Page.GetByLabel(field, new() { Exact = true }).FocusAsync();
                await session.Page.EvaluateAsync("([character, count]) => document.execCommand('insertText', false, " +
                    "character.repeat(count))", new object[] { character, count });
                await Assertions.Expect(
                    session.Page.Locator(
                        $"#{(field is "Paste a token" ? "token-state" : field is "Key" ? "key-state" : field.ToLowerInvariant() + "-problem")} .verdict.bad").First).ToBeVisibleAsync();
            }

            await session.Page.GetByRole(AriaRole.Button, new() { Name = "Make example", Exact = true }).ClickAsync();
            await Assertions.Expect(session.Page.GetByText("Signature verified")).ToBeVisibleAsync();
        }

        session.AssertNoTrouble();
    }

    [Fact]
    public async Task The_page_is_accessible_with_every_example_and_does_not_scroll_sideways()
    {
        var session = await OpenAsync();
        await session.GoAsync("/debugger");
        await session.Page.GetByText("What each name means").ClickAsync();
        var pasted = session.Page.GetByLabel("Paste a token");

        foreach (var example in (string[])["Expired", "BringsKey", "Encrypted", "None", "Good"])
        {
            var before = await pasted.InputValueAsync();
            await session.Page.GetByLabel("Example").SelectOptionAsync(example);
            await session.Page.GetByRole(AriaRole.Button, new() { Name = "Make example", Exact = true }).ClickAsync();
            await Assertions.Expect(pasted).Not.ToHaveValueAsync(before);
            await Assertions.Expect(session.Page.GetByText("A new example, signed")).ToBeVisibleAsync();

            await session.AssertAccessibleAsync(example);
            await session.AssertFitsEveryWidthAsync(example);
        }

        session.AssertNoTrouble();
    }

    private static bool Holds(byte[] frame, string text) => frame.AsSpan().IndexOf(System.Text.Encoding.UTF8.GetBytes(text)) >= 0;
}
