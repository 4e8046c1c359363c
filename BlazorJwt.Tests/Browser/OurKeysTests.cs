using BlazorJwt.Tests.Support;
using Microsoft.Extensions.Time.Testing;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser;

/// <summary>The page of our own keys by keyboard alone: a key through all its stages, beside a client with a cached key set. The server's
/// clock is turned, so nobody waits.</summary>
public sealed class OurKeysTests(AppFixture app, BrowserFixture browser) : BrowserTest(app, browser)
{
    private readonly FakeTimeProvider _clock = new(DateTimeOffset.UtcNow);

    [Fact]
    public async Task The_keyboard_alone_sees_a_key_announced_sign_retire_and_go_while_a_client_keeps_working()
    {
        await using var own = AppFixture.Start(time: _clock);
        var session = await OpenSignedInAsync("mira", own);
        var page = session.Page;
        var (keys, client) = (page.GetByRole(AriaRole.Region, new() { Name = "The keys as they are now" }),
            page.GetByRole(AriaRole.Region, new() { Name = "A client with a cached key set" }));
        await session.GoAsync("/our-keys");
        async Task MintAsync(string said)
        {
            await page.PressAsync("Mint a token and check it");
            await PassUntilAsync(client.GetByText(said));
        }

        Task StagesAsync(params string[] stages) =>
            PassUntilAsync(() => keys.Locator(".stage").AllInnerTextsAsync(), shown => shown.SequenceEqual(stages));

        await page.PressAsync("Fetch the metadata");
        await Assertions.Expect(page.GetByText("200 from /.well-known/openid-configuration. The exchange is shown below"))
            .ToBeVisibleAsync();
        await Assertions.Expect(page.Locator(".exchange").First).ToContainTextAsync("\"jwks_uri\"");
        await MintAsync("1 of 1 tokens are accepted. The client fetched the key set for the newest.");
        await MintAsync("2 of 2 tokens are accepted. The client’s cache knew the key of the newest.");

        await page.PressAsync("Rotate");
        await Assertions.Expect(keys).ToContainTextAsync("A new key was made.");
        await Assertions.Expect(keys.Locator(".stage")).ToHaveTextAsync(["signing", "signing", "announced"]);
        await MintAsync("3 of 3 tokens are accepted. The client’s cache knew the key of the newest.");
        await session.AssertAccessibleAsync("a rotation under way");
        await session.AssertFitsEveryWidthAsync("a rotation under way");

        _clock.Advance(TimeSpan.FromSeconds(30));
        await StagesAsync("signing", "retiring", "signing");
        await MintAsync("4 of 4 tokens are accepted. The client fetched the key set for the newest.");
        var former = await client.Locator("tbody tr td:nth-child(2)").Last.InnerTextAsync();
        Assert.NotEqual(former, await client.Locator("tbody tr td:nth-child(2)").First.InnerTextAsync());

        // The last token of the former key: half a minute, and half a minute of clock skew.
        _clock.Advance(TimeSpan.FromSeconds(30));
        await StagesAsync("signing", "gone", "signing");
        await MintAsync("2 of 5 tokens are accepted. The client’s cache knew the key of the newest.");
        await Assertions.Expect(client.Locator("tbody tr").Last).ToContainTextAsync("refused");
        session.AssertNoTrouble();
    }

    private Task PassUntilAsync(ILocator there) => PassUntilAsync(there.CountAsync, count => count > 0);

    // The server's timers go by its clock: it is turned bit by bit until what is waited for is there.
    private async Task PassUntilAsync<T>(Func<Task<T>> look, Predicate<T> isThere)
    {
        for (var turns = 0; !isThere(await look()); turns++)
        {
            Assert.True(turns < 2000, "It never came.");
            _clock.Advance(TimeSpan.FromMilliseconds(5));
        }
    }
}
