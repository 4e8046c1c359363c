using AngleSharp.Dom;
using BlazorJwt.Api.Client;
using BlazorJwt.Api.Orders;
using BlazorJwt.Components.Lessons.CallApi;
using BlazorJwt.Tests.Api.Client;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Bunit;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Tests.Components.Lessons.CallApi;

/// <summary>The tap on the page: real requests to the real app, and the bytes of both.</summary>
[Trait("needs", "server")]
public sealed class WireTapTests : PageTest
{
    public WireTapTests(AppFixture app) => PutBehind(app);

    [Fact]
    public async Task The_token_is_found_in_the_open_and_not_over_https()
    {
        var page = await TappedAsync();

        Assert.Matches("^Plain HTTP: the token can be read. HTTPS: 0 matches in [1-9],[0-9]{3} bytes.$", page.Status());
        var sought = page.Table("What was looked for");
        foreach (var what in (string[])["the whole token", "its header", "its payload", "its signature", "Bearer"])
        {
            var cells = sought.Row(what).Cells();
            Assert.Matches("^1 match at byte [0-9]+, sent$", cells[0]);
            Assert.Equal("0 matches", cells[1]);
        }
    }

    [Fact]
    public async Task The_bytes_of_both_stand_side_by_side_and_the_token_is_marked_where_it_can_be_read()
    {
        var page = await TappedAsync();

        var sent = page.Region("Plain HTTP, client to server");
        Assert.StartsWith("0000 0016 0032", sent.QuerySelector(".at")!.Text(), StringComparison.Ordinal);
        Assert.StartsWith("47 45 54 20 2f", sent.QuerySelectorAll("pre")[1].Text(), StringComparison.Ordinal);
        Assert.Equal("alice", Tokens.Decode(Marked(sent)).Payload!.Value.GetProperty("sub").GetString());
        Assert.Empty(page.Region("HTTPS, client to server").QuerySelectorAll("mark"));
        Assert.StartsWith("16 03 01", page.Region("HTTPS, client to server").QuerySelectorAll("pre")[1].Text(), StringComparison.Ordinal);
        Assert.Contains("TLS 1.", page.Region("HTTPS").QuerySelector("h3")!.Text(), StringComparison.Ordinal);
        Assert.True(page.Shows("the name of the server: localhost, from byte"));
    }

    [Fact]
    public async Task What_is_shown_whole_is_not_the_visitor_s_own_token_can_only_read_orders_and_is_good_for_nothing_any_more()
    {
        var page = await TappedAsync();

        var shown = Marked(page.Region("Plain HTTP, client to server"));

        Assert.NotEqual(page.Instance.Token.Id, Tokens.Decode(shown).Payload!.Value.GetProperty("jti").GetString());
        Assert.DoesNotContain(page.Instance.Token.EncodedSignature, page.Find(".taps").Text().Replace(" ", "", StringComparison.Ordinal),
            StringComparison.Ordinal);
        Assert.Equal(TokenCheckKind.Revocation, (await Tokens.ValidateAsync(shown)).Refusal?.Kind);
        var payload = Tokens.Decode(shown).Payload!.Value;
        Assert.Equal("orders.read", payload.GetProperty("scope").GetString());
        Assert.False(payload.TryGetProperty("role", out _));
        Assert.Equal(60, payload.GetProperty("exp").GetInt64() - payload.GetProperty("iat").GetInt64());
    }

    [Fact]
    public async Task As_text_the_request_can_be_read_line_by_line()
    {
        var page = await TappedAsync();

        await page.Button("Bytes as text").ClickAsync(new());

        Assert.StartsWith("GET /api/orders HTTP/1.1\nHost: localhost:",
            page.Region("Plain HTTP, client to server").QuerySelector("pre")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(page.FindAll(".at"));
    }

    [Fact]
    public async Task Over_plain_http_the_page_says_so() =>
        Assert.True((await OpenAsync()).Shows("This page came to you over plain HTTP."));

    [Fact]
    public async Task Over_https_it_says_so()
    {
        Visit = Visit with { IsHttps = true };

        Assert.True((await OpenAsync()).Shows("This page came to you over HTTPS"));
    }

    [Fact]
    public async Task Nothing_is_sent_before_the_visitor_asks_for_it()
    {
        var page = await OpenAsync();

        Assert.Equal("", page.Status());
        Assert.Empty(page.FindAll("pre, table"));
    }

    [Fact]
    public async Task A_server_that_listens_nowhere_says_so_and_the_page_goes_on()
    {
        ApiAt(null);

        Assert.Equal("nothing tapped This server listens on no address that it could call itself. Set Api:Address in the settings.",
            (await TappedAsync()).Status());
    }

    [Fact]
    public async Task Where_nothing_answers_each_side_says_so()
    {
        ApiAt(FaultyServer.Nowhere());

        var page = await TappedAsync();

        Assert.Contains("The API could not be reached through the tap.", page.Region("Plain HTTP").Text(), StringComparison.Ordinal);
        Assert.Contains("The API could not be reached through the tap.", page.Region("HTTPS").Text(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_finding_does_not_print_its_token() => Assert.Equal("tapped (redacted)", $"{new TapFinding(null, null, "a.b.c")}");

    // The letters of the token, without the line breaks of the dump.
    private static string Marked(IElement dump) =>
        string.Concat(dump.QuerySelector("pre:last-child")!.QuerySelectorAll("mark").Select(mark => mark.TextContent))
            .Replace("\n", "", StringComparison.Ordinal);

    private void ApiAt(Uri? address) =>
        Services.AddSingleton(services =>
            new ServerAddress(services.GetRequiredService<IServer>(), Options.Create(new OrdersOptions { Address = address })));

    private async Task<IRenderedComponent<WireTap>> OpenAsync()
    {
        var token = await SignInAsync("alice");
        return Render<WireTap>(part => part.Add(tap => tap.Token, token));
    }

    private async Task<IRenderedComponent<WireTap>> TappedAsync()
    {
        var page = await OpenAsync();
        await page.Button("Tap a request").ClickAsync(new());
        return page;
    }
}
