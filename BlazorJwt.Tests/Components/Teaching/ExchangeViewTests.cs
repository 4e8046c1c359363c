using BlazorJwt.Components.Layout;
using BlazorJwt.Components.Teaching;
using BlazorJwt.HttpLog;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;
using Bunit;
using Microsoft.AspNetCore.Components;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Components.Teaching;

public sealed class ExchangeViewTests : BunitContext
{
    private readonly TokenWorld _world = new();
    private readonly CascadingValueSource<CurrentVisitor> _visitor = new(CurrentVisitor.Nobody, isFixed: false);
    private readonly string _token;

    /// <summary>A visitor who is signed in.</summary>
    public ExchangeViewTests()
    {
        _token = _world.Token();
        Services.AddCascadingValue(_ => _visitor);
        Use(_token);
    }

    [Fact]
    public void Request_and_answer_stand_there_as_they_went()
    {
        var view = Show(SampleExchange.Of(sent: [new("X-Asked", "this")], received: [new("X-Answered", "that")], body: "{\"orders\":[]}"));

        Assert.Equal(
            ["GET /api/orders HTTP/1.1", "X-Asked: this", "", "HTTP/1.1 200 Whatever", "X-Answered: that", "", "{\"orders\":[]}"],
            view.Find("pre").TextContent.TrimEnd().Split('\n'));
    }

    [Fact]
    public void A_token_in_a_header_keeps_its_signature_back()
    {
        var view = Show(SampleExchange.Of(sent: [SampleExchange.Bearer(_token)]));

        Assert.True(view.Shows($"Authorization: Bearer {_token[.._token.LastIndexOf('.')]}.••••••"));
        Assert.DoesNotContain(_token, view.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_place_in_a_message_gives_a_signature_away()
    {
        var view = Show(SampleExchange.Of(
            request: $"GET /?token={_token} HTTP/1.1",
            sent: [SampleExchange.TokenCookie(_token)],
            received: [new("Set-Cookie", $"__Host-BlazorJwt={_token}; path=/"), new("Server", _token)],
            body: $"{{\"access_token\":\"{_token}\"}}"));

        await view.Button("All headers").ClickAsync();

        Assert.DoesNotContain(_token.Split('.')[2], view.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_whole_page_is_not_printed_until_it_is_wanted()
    {
        var view = Show(SampleExchange.Of(received: [new("Content-Type", "text/html; charset=utf-8")], body: "<!DOCTYPE html><p>Long."));

        Assert.False(view.Shows("DOCTYPE"));
        Assert.True(view.Shows("an HTML page of 23 characters"));
        await view.Button("All headers").ClickAsync();

        Assert.True(view.Shows("DOCTYPE"));
    }

    [Fact]
    public async Task The_signature_is_shown_after_a_word_on_what_that_costs_and_can_be_hidden_again()
    {
        var view = Show(SampleExchange.Of(sent: [SampleExchange.Bearer(Masked(_token))]));

        await view.Button("Reveal signature").ClickAsync();
        Assert.Contains("until it expires", view.Region("Reveal the signature?").Text(), StringComparison.Ordinal);
        Assert.DoesNotContain(_token, view.Markup, StringComparison.Ordinal);
        await view.Button("Reveal signature").ClickAsync();
        Assert.False(view.HasRegion("Reveal the signature?"));
        await view.Button("Reveal signature").ClickAsync();
        await view.Button("Reveal it").ClickAsync();

        Assert.True(view.Shows($"Authorization: Bearer {_token}"));
        await view.Button("Hide it").ClickAsync();
        Assert.DoesNotContain(_token.Split('.')[2], view.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_the_signature_of_the_visitor_s_own_token_is_put_back()
    {
        var other = _world.Token(SigningAlgorithms.RS256);
        var view =
            Show(SampleExchange.Of(sent: [SampleExchange.Bearer(Masked(_token)), new("Cookie", $"BlazorJwt-Copy-Lax={Masked(other)}")]));

        await view.Button("Reveal signature").ClickAsync();
        await view.Button("Reveal it").ClickAsync();

        Assert.True(view.Shows($"Authorization: Bearer {_token}"));
        Assert.True(view.Shows($"BlazorJwt-Copy-Lax={Masked(other)}"));
    }

    [Fact]
    public void Another_person_s_token_has_nothing_to_reveal_and_for_who_is_signed_out_none_has()
    {
        var exchange = SampleExchange.Of(sent: [SampleExchange.Bearer(Masked(_token))]);
        Assert.True(Show(exchange).HasButton("Reveal signature"));

        Use(_world.Token(SigningAlgorithms.RS256));
        Assert.False(Show(exchange).HasButton("Reveal signature"));

        Use(null);
        Assert.False(Show(exchange).HasButton("Reveal signature"));
    }

    [Fact]
    public async Task A_signature_that_is_shown_goes_when_its_token_is_not_the_visitor_s_any_more()
    {
        var view = Show(SampleExchange.Of(sent: [SampleExchange.Bearer(Masked(_token))]));
        await view.Button("Reveal signature").ClickAsync();
        await view.Button("Reveal it").ClickAsync();

        Use(null);

        Assert.DoesNotContain(_token.Split('.')[2], view.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_the_API_refused_may_have_had_another_signature_so_none_is_put_in_its_place()
    {
        var refused = (await _world.Check(_token[..^4] + "AAAA")).WithoutToken();

        Assert.False(Show(SampleExchange.Of(sent: [SampleExchange.Bearer(Masked(_token))], verdict: refused))
            .HasButton("Reveal signature"));
    }

    [Fact]
    public void Where_no_signature_is_there_is_nothing_to_reveal()
    {
        var view = Show(SampleExchange.Of(sent: [SampleExchange.Bearer(_token[..(_token.LastIndexOf('.') + 1)])]));

        Assert.False(view.HasButton("Reveal signature"));
    }

    [Fact]
    public void Who_sent_it_how_long_it_took_and_how_many_bytes_went_each_way_stands_above() =>
        Assert.Contains("this server · 1.5 ms · 100 bytes out, 100 back", Show(SampleExchange.Of()).Region("On the wire").Text(),
            StringComparison.Ordinal);

    [Fact]
    public async Task Everyday_headers_are_counted_and_shown_when_asked_for()
    {
        var view = Show(SampleExchange.Of(sent: [new("User-Agent", "a browser"), new("Accept", "*/*"), new("Authorization", "Bearer x")]));
        Assert.True(view.Shows("… 2 everyday headers"));
        Assert.False(view.Shows("User-Agent"));
        Assert.Equal("false", view.Button("All headers").GetAttribute("aria-pressed"));

        await view.Button("All headers").ClickAsync();

        Assert.True(view.Shows("User-Agent: a browser"));
        Assert.False(view.Shows("everyday"));
        Assert.Equal("true", view.Button("All headers").GetAttribute("aria-pressed"));
    }

    [Fact]
    public void A_request_without_an_answer_says_so_and_why()
    {
        var view = Show(SampleExchange.Of(status: null));

        Assert.True(view.Region("On the wire").Text().Contains("no answer", StringComparison.Ordinal));
        Assert.True(view.Shows("Nothing answers at this address."));
    }

    [Theory]
    [InlineData(200, "good")]
    [InlineData(303, "good")]
    [InlineData(401, "bad")]
    [InlineData(500, "bad")]
    public void A_refusal_can_be_told_from_an_answer(int status, string verdict)
    {
        var mark = Show(SampleExchange.Of(status: status)).Find($".verdict.{verdict}");

        Assert.Equal($"{status} Whatever", mark.Text());
    }

    [Fact]
    public void What_came_over_the_wire_stays_text()
    {
        var view = Show(SampleExchange.Of(received: [new("X-Evil", "<script>alert(1)</script>")], body: "<img src=x onerror=alert(1)>"));

        Assert.Empty(view.FindAll("script, img"));
        Assert.True(view.Shows("<img src=x onerror=alert(1)>"));
    }

    private IRenderedComponent<ExchangeView> Show(Exchange exchange) =>
        Render<ExchangeView>(part => part.Add(view => view.Exchange, exchange));

    private static string Masked(string token) => token[..(token.LastIndexOf('.') + 1)] + SecretMask.Signature;

    private void Use(string? token) =>
        _visitor.NotifyChangedAsync(new(token is null ? null : _world.Check(token).GetAwaiter().GetResult().Token, "a visitor", null))
            .GetAwaiter().GetResult();
}
