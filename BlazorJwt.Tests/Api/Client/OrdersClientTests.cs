using System.Text.Json;
using BlazorJwt.Api.Client;
using BlazorJwt.Api.Orders;
using BlazorJwt.HttpLog;
using BlazorJwt.Labs.CallApi;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Api.Client;

[Trait("needs", "server")]
public sealed class OrdersClientTests(AppFixture app)
{
    private OrdersClient Client => app.Services.GetRequiredService<OrdersClient>();

    private ExchangeLog Log => app.Services.GetRequiredService<ExchangeLog>();

    [Fact]
    public async Task Without_a_token_the_menu_is_open_and_the_orders_are_not()
    {
        var menu = await Client.SendAsync(ApiCall.Menu, token: null, visitorId: null, TestContext.Current.CancellationToken);
        var orders = await Client.SendAsync(ApiCall.Orders, token: null, visitorId: null, TestContext.Current.CancellationToken);

        Assert.True(menu.Succeeded);
        Assert.Contains("Espresso", menu.Body, StringComparison.Ordinal);
        Assert.Equal(401, orders.Status);
        Assert.Null(orders.Failure);
        Assert.False(orders.Succeeded);
        Assert.Null(orders.Exchange.Verdict);
        Assert.DoesNotContain(orders.Exchange.Request.Headers, header => header.Name == "Authorization");
    }

    [Fact]
    public async Task The_exchange_is_what_went_over_the_wire_with_the_verdict_that_the_API_reached_for_it()
    {
        var visitor = new Visitor(app);
        var token = visitor.Token();

        var answer = await Client.SendAsync(ApiCall.PlaceOrder("espresso"), token, visitor.Id, TestContext.Current.CancellationToken);

        Assert.Equal(201, answer.Status);
        var exchange = Assert.Single(Log.For(visitor.Id));
        Assert.Same(answer.Exchange, exchange);
        Assert.Equal(ExchangeSender.Server, exchange.Sender);
        Assert.Equal("POST /api/orders HTTP/1.1", exchange.Request.StartLine);
        Assert.Equal(app.BaseAddress.Authority, Header(exchange.Request, "Host"));
        Assert.Equal($"Bearer {token[..(token.LastIndexOf('.') + 1)]}••••••", Header(exchange.Request, "Authorization"));
        Assert.Equal("application/json", Header(exchange.Request, "Content-Type"));
        Assert.Equal("19", Header(exchange.Request, "Content-Length"));
        Assert.Equal("{\"item\":\"espresso\"}", exchange.Request.Body);
        Assert.Equal("HTTP/1.1 201 Created", exchange.Response!.StartLine);
        Assert.Equal("no-store", Header(exchange.Response, "Cache-Control"));
        Assert.Equal("espresso", JsonDocument.Parse(exchange.Response.Body!).RootElement.GetProperty("item").GetString());
        Assert.True(exchange.Verdict!.Accepted);
        Assert.Null(exchange.Verdict.Token);
        Assert.True(exchange.Took > TimeSpan.Zero);
    }

    [Fact]
    public async Task A_refused_token_brings_the_verdict_back_too()
    {
        var visitor = new Visitor(app);

        var answer = await Client.SendAsync(ApiCall.Orders, ForgedTokens.AsManager(visitor.Token()), visitor.Id,
            TestContext.Current.CancellationToken);

        Assert.Equal(401, answer.Status);
        Assert.Equal(TokenCheckKind.Signature, answer.Exchange.Verdict!.Refusal!.Kind);
        Assert.Contains("invalid_token", Header(answer.Exchange.Response!, "WWW-Authenticate"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_visitors_never_see_each_others_exchanges()
    {
        var (one, other) = (new Visitor(app), new Visitor(app));

        await Client.SendAsync(ApiCall.Orders, one.Token(), one.Id, TestContext.Current.CancellationToken);

        Assert.Single(Log.For(one.Id));
        Assert.Empty(Log.For(other.Id));
    }

    [Fact]
    public async Task One_visitors_token_is_never_in_the_next_ones_request()
    {
        var (one, other) = (new Visitor(app), new Visitor(app));
        await Client.SendAsync(ApiCall.PlaceOrder("soup"), one.Token(), one.Id, TestContext.Current.CancellationToken);

        var nobody = await Client.SendAsync(ApiCall.Orders, token: null, other.Id, TestContext.Current.CancellationToken);
        var somebody = await Client.SendAsync(ApiCall.Orders, other.Token(), other.Id, TestContext.Current.CancellationToken);

        Assert.Equal(401, nobody.Status);
        Assert.Equal("[]", somebody.Body);
    }

    [Theory]
    [InlineData("", 400)]
    [InlineData("   ", 400)]
    [InlineData("one two", 400)]
    [InlineData("\"a.b.c\"", 401)]
    [InlineData("Bearer a.b.c", 400)]
    public async Task Whatever_can_stand_in_a_header_is_sent_and_judged_by_the_API(string token, int status)
    {
        var answer = await Client.SendAsync(ApiCall.Orders, token, visitorId: null, TestContext.Current.CancellationToken);

        Assert.Equal(status, answer.Status);
        Assert.Null(answer.Failure);
    }

    [Theory]
    [InlineData("abc\r\nX-Injected: yes", 4)]
    [InlineData("tökën", 2)]
    [InlineData("abc\0", 4)]
    [InlineData("“abc”", 1)]
    public async Task What_can_not_stand_in_a_header_is_not_sent(string token, int place)
    {
        var visitor = new Visitor(app);

        var answer = await Client.SendAsync(ApiCall.Orders, token, visitor.Id, TestContext.Current.CancellationToken);

        Assert.Null(answer.Status);
        Assert.Equal($"Character {place} of the token can't stand in a header, so nothing was sent. A token has A-Z a-z 0-9 - _ and the " +
            "dot.", answer.Failure);
        Assert.Equal(answer.Failure, Assert.Single(Log.For(visitor.Id)).Failure);
    }

    [Fact]
    public async Task A_token_of_200000_characters_gets_an_answer_or_a_sentence_and_does_no_harm()
    {
        var huge = await Client.SendAsync(ApiCall.Orders, new string('a', 200_000), visitorId: null, TestContext.Current.CancellationToken);
        var next = await Client.SendAsync(ApiCall.Menu, token: null, visitorId: null, TestContext.Current.CancellationToken);

        Assert.True(huge.Status == 431 || huge.Failure is not null, $"{huge.Status} {huge.Failure}");
        Assert.True(next.Succeeded);
    }

    [Fact]
    public async Task A_call_that_nobody_waits_for_ends()
    {
        using var cancelled = new CancellationTokenSource();
        await cancelled.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Client.SendAsync(ApiCall.Menu, token: null, visitorId: null, cancelled.Token));
    }

    private static string Header(ExchangeMessage message, string name) =>
        Assert.Single(message.Headers, header => header.Name == name).Value;
}
