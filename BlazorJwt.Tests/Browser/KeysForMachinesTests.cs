using BlazorJwt.Tests.Support;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser;

/// <summary>The lesson "Keys for machines" by keyboard alone, from the first secret to the revoked account.</summary>
public sealed class KeysForMachinesTests(AppFixture app, BrowserFixture browser) : BrowserTest(app, browser)
{
    [Fact]
    public async Task The_keyboard_alone_registers_calls_in_four_ways_rotates_and_revokes()
    {
        var session = await OpenAsync();
        var page = session.Page;
        var (dashboard, bench) = (page.GetByRole(AriaRole.Region, new() { Name = "The dashboard" }),
            page.GetByRole(AriaRole.Region, new() { Name = "Try it" }));
        var said = bench.GetByRole(AriaRole.Status).First;
        ILocator Cell(string way, int column) => page.Locator(".compared tbody tr")
            .Filter(new() { Has = page.GetByRole(AriaRole.Rowheader, new() { Name = way, Exact = true }) }).Locator("td").Nth(column);
        async Task SendAsync(string expected)
        {
            await page.PressAsync("Send all four");
            await Assertions.Expect(said).ToHaveTextAsync(expected);
        }

        await session.GoAsync("/keys-for-machines");
        await page.WriteAsync("Name", "till 4");
        await page.PressAsync("Register");
        var secret = await dashboard.GetByRole(AriaRole.Textbox, new() { Name = "Secret", Exact = true }).InputValueAsync();
        Assert.StartsWith("bjwt_sk_", secret, StringComparison.Ordinal);
        await page.PressAsync("Make a key file for till 4");
        var download = page.WaitForDownloadAsync();
        await page.PressAsync(dashboard.GetByRole(AriaRole.Button, new() { Name = "Download svc-" }));
        var saved = await download;
        var keyFile = await File.ReadAllTextAsync(await saved.PathAsync(), TestContext.Current.CancellationToken);
        Assert.Matches("^svc-[0-9a-f]{16}\\.json$", saved.SuggestedFilename);
        Assert.Contains("-----BEGIN PRIVATE KEY-----", keyFile, StringComparison.Ordinal);
        Assert.StartsWith("blob:", saved.Url, StringComparison.Ordinal);
        await session.AssertAccessibleAsync("a key file handed out");
        await page.PressAsync("I have it");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The dashboard" })).ToBeFocusedAsync();

        await SendAsync("Sent. API key: 200, Client credentials: 200, Signed assertion: 200, private_key_jwt: 200.");
        await page.PressAsync("Read the log, send it again");
        await Assertions.Expect(Cell("API key", 1)).ToHaveTextAsync("let in, 200");
        await Assertions.Expect(Cell("Signed assertion", 1)).ToContainTextAsync("invalid_grant, 400");
        await Assertions.Expect(dashboard).Not.ToContainTextAsync("never used");
        await Assertions.Expect(session.Rail.GetByText(", done")).ToHaveCountAsync(1);
        await page.PressAsync("Show it");
        await Assertions.Expect(page.GetByLabel("Snippet", new() { Exact = true }))
            .ToHaveValueAsync($"curl -i -H 'X-Api-Key: {secret}' '{App.LocalhostAddress}api/orders'");
        await session.AssertAccessibleAsync("four ways gone");
        await page.PressAsync("Hide it");
        await Assertions.Expect(page.GetByRole(AriaRole.Button, new() { Name = "Show it" })).ToBeFocusedAsync();
        await session.AssertFitsEveryWidthAsync("four ways gone");

        // Nobody shows it again: the page's program has forgotten it, and the visitor gives it back.
        await page.ReloadAsync();
        await session.CircuitAsync();
        Assert.DoesNotContain(secret, await page.ContentAsync(), StringComparison.Ordinal);
        await SendAsync("Sent. API key: not sent, Client credentials: not sent, Signed assertion: not sent, private_key_jwt: not sent.");
        await page.PressAsync(page.GetByText("Give your program a secret or a key file that you kept"));
        await page.WriteAsync("Secret", secret);
        await page.WriteAsync("Key file", keyFile);
        await page.PressAsync("Give it to the program");
        await SendAsync("Sent. API key: 200, Client credentials: 200, Signed assertion: 200, private_key_jwt: 200.");

        await page.PressAsync("Rotate the secret of till 4");
        await Assertions.Expect(dashboard.GetByText("still good,")).ToHaveCountAsync(1);
        Assert.NotEqual(secret, await dashboard.GetByRole(AriaRole.Textbox, new() { Name = "Secret", Exact = true }).InputValueAsync());
        await page.PressAsync("Read the log, send it again");
        await Assertions.Expect(Cell("API key", 1)).ToHaveTextAsync("let in, 200");
        await page.PressAsync("Revoke till 4");
        await Assertions.Expect(page.GetByRole(AriaRole.Heading, new() { Name = "The dashboard" })).ToBeFocusedAsync();
        await page.PressAsync("Send the log again, now it is revoked");
        await Assertions.Expect(Cell("API key", 3)).ToHaveTextAsync("refused, 401");
        await Assertions.Expect(Cell("Client credentials, in a header", 3)).ToHaveTextAsync("invalid_client, 401the token: refused, 401");
        await SendAsync("Sent. API key: 401, Client credentials: 401, Signed assertion: 400, private_key_jwt: 400.");

        session.AssertNoTrouble();
        Assert.All([secret, secret[^43..], keyFile.Split("\\n")[1]],
            text => Assert.DoesNotContain(text, App.LogText, StringComparison.Ordinal));
    }
}
