using BlazorJwt.AuthorizationServer.SigningKeys;
using BlazorJwt.Components.OurKeys;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Decoding;
using Bunit;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tests.Components.OurKeys;

/// <summary>The page against a real server: each person, a rotation, and the client with its cache.</summary>
[Trait("needs", "server")]
public sealed class OurKeysPageTests : PageTest, IAsyncDisposable
{
    // Its own: a rotation on the shared one would be seen by others.
    private readonly RunningApp _app = AppFixture.Start();

    public OurKeysPageTests()
    {
        PutBehind(_app);
        SetRendererInfo(new("Server", isInteractive: true));
        // As in Development.
        (Settings["Tokens:KeyAnnounce"], Settings["Tokens:KeySetAge"]) = ("00:00:30", "00:00:15");
    }

    private TokenKeyRing Ring => Services.GetRequiredService<TokenKeyRing>();

    [Fact]
    public void Signed_out_the_keys_are_shown_and_rotating_them_is_not_offered()
    {
        var page = Render<OurKeysPage>();

        Assert.Equal([Ring.For("ES256").KeyId], page.FindAll(".keys td:nth-child(2) code").Select(code => code.TextContent));
        Assert.Equal("signing", page.Find(".keys .stage").TextContent);
        Assert.False(page.HasButton("Rotate"));
        Assert.Contains("Sign in first", page.Markup, StringComparison.Ordinal);
        Assert.Contains("Outside Development the new key is announced for 24 hours", page.Markup, StringComparison.Ordinal);
        Assert.Contains("30 seconds of announcement against 15 seconds", page.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_customer_gets_the_API_s_refusal_and_no_key_changes()
    {
        await SignInAsync("alice");
        var page = Render<OurKeysPage>();
        var before = Ring.Existing.Select(key => key.KeyId).ToArray();

        await page.Button("Rotate").ClickAsync();

        page.WaitForAssertion(() => Assert.Contains(page.FindAll("[role=status]"),
            status => status.TextContent.Contains("The token lacks the role manager.", StringComparison.Ordinal)));
        Assert.Equal(before, Ring.Existing.Select(key => key.KeyId));
    }

    [Fact]
    public async Task A_manager_s_rotation_is_shown_with_its_steps_and_a_second_one_is_refused_with_the_reason()
    {
        await SignInAsync("mira");
        var page = Render<OurKeysPage>();

        await page.Button("Rotate").ClickAsync();

        page.WaitForAssertion(() => Assert.Equal(["signing", "signing", "announced"],
            page.FindAll(".keys .stage").Select(stage => stage.TextContent)));
        Assert.Equal(["done", "to come", "to come"], page.FindAll(".timeline .verdict").Select(verdict => verdict.TextContent));
        await page.Button("Rotate").ClickAsync();
        page.WaitForAssertion(() => Assert.Contains(page.FindAll("[role=status]"),
            status => status.TextContent.Contains("A rotation is under way: the new PS256 key signs in", StringComparison.Ordinal)));
        Assert.Equal(3, page.FindAll(".keys tbody tr").Count);
    }

    [Fact]
    public async Task The_client_keeps_its_key_set_and_asks_again_for_a_key_it_does_not_know()
    {
        await SignInAsync("alice");
        Ring.For("PS256");
        var page = Render<OurKeysPage>();
        await page.Button("Mint a token and check it").ClickAsync();
        Wait(page, 1);
        Assert.Equal(("accepted", "a new fetch"), Row(page, 1));
        await page.Button("Mint a token and check it").ClickAsync();
        Wait(page, 2);
        Assert.Equal(("accepted", "the cache"), Row(page, 1));

        // A key that leaked: the fresh one signs with no announcement, so that no cache knows it.
        Ring.Distrust("PS256");
        await page.Button("Mint a token and check it").ClickAsync();
        Wait(page, 3);

        Assert.Equal(("accepted", "a new fetch"), Row(page, 1));
        Assert.Equal("refused", Row(page, 2).Verdict);
        // At first, for the fresh key, and for the tokens of the key that is gone: of those it asks in vain, and keeps its pause.
        Assert.InRange(Log.For(VisitorId).Count(exchange => exchange.Request.StartLine.Contains("/jwks.json ", StringComparison.Ordinal)),
            2, 4);
        Assert.DoesNotContain(Log.For(VisitorId), exchange => exchange.Request.Headers.Any(header => header.Name == "Authorization"));
    }

    [Fact]
    public void A_thumbprint_is_computed_in_three_steps_and_comes_out_as_the_key_id()
    {
        foreach (var algorithm in (string[])["ES256", "RS256", "PS256"])
        {
            var (key, steps) = (Ring.For(algorithm), Thumbprint.Of(Ring.For(algorithm)));

            Assert.Equal(key.KeyId, steps.Text);
            Assert.Equal(Base64UrlEncoder.Encode(Convert.FromHexString(steps.Hash)), steps.Text);
        }

        Assert.Throws<ArgumentException>(() => Thumbprint.Of(Ring.For("HS256")));
        Assert.Equal("the same", Render<ThumbprintSteps>().Find(".verdict").TextContent);
    }

    async ValueTask IAsyncDisposable.DisposeAsync()
    {
        await base.DisposeAsync();
        await _app.DisposeAsync();
    }

    private static void Wait(IRenderedComponent<OurKeysPage> page, int rows) =>
        page.WaitForAssertion(() => Assert.Contains($"of {rows} tokens are accepted", page.Markup, StringComparison.Ordinal));

    private static (string Verdict, string From) Row(IRenderedComponent<OurKeysPage> page, int number) =>
        (page.Find($".minted tbody tr:nth-child({number}) .verdict").TextContent,
            page.Find($".minted tbody tr:nth-child({number}) td:nth-child(4)").TextContent);
}
