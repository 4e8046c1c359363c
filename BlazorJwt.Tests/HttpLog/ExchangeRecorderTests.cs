using System.Net.Http.Headers;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.HttpLog;
using BlazorJwt.Tests.Api;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.HttpLog;

[Trait("needs", "server")]
public sealed class ExchangeRecorderTests(AppFixture app)
{
    private ExchangeLog Log => app.Services.GetRequiredService<ExchangeLog>();

    [Fact]
    public async Task A_fetch_of_the_API_is_recorded_as_it_went_with_the_verdict()
    {
        var visitor = new Visitor(app);
        var token = visitor.Token();

        var exchange = await Recorded(visitor,
            () => visitor.WithCookie(HttpMethod.Get, "/api/orders?page=1", token, body: null, ("Sec-Fetch-Mode", "cors")));

        Assert.Equal(ExchangeSender.BrowserFetch, exchange.Sender);
        Assert.Equal("GET /api/orders?page=1 HTTP/1.1", exchange.Request.StartLine);
        Assert.Equal($"{VisitorCookie.Name}=••••••••; {TokenCookie.Name}={WithoutSignature(token)}", Header(exchange.Request, "Cookie"));
        Assert.Null(exchange.Request.Body);
        Assert.Equal("HTTP/1.1 200 OK", exchange.Response!.StartLine);
        Assert.Equal("no-store", Header(exchange.Response, "Cache-Control"));
        Assert.Equal("[]", exchange.Response.Body);
        Assert.Equal(200, exchange.Status);
        Assert.True(exchange.Verdict!.Accepted);
        // The verdict holds no token either.
        Assert.Null(exchange.Verdict.Token);
        Assert.Null(exchange.Verdict.Identity);
        Assert.NotEmpty(exchange.Verdict.Checks);
    }

    [Fact]
    public async Task A_refusal_is_recorded_too()
    {
        var visitor = new Visitor(app);

        var exchange = await Recorded(visitor,
            () => visitor.WithCookie(HttpMethod.Get, "/api/orders", token: null, body: null, ("Authorization", "Bearer garbage")));

        Assert.Equal(401, exchange.Status);
        Assert.Contains("invalid_token", Header(exchange.Response!, "WWW-Authenticate"), StringComparison.Ordinal);
        Assert.Equal(TokenCheckKind.Form, exchange.Verdict!.Refusal!.Kind);
        Assert.Contains("three parts", exchange.Response!.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_password_and_the_antiforgery_field_of_a_form_are_never_recorded()
    {
        var visitor = new Visitor(app);
        using var form = new FormUrlEncodedContent(
            [new("name", "alice"), new("password", "open sesame"), new("__RequestVerificationToken", "CfDJ8-made-up")]);

        var exchange = await Recorded(visitor, () => visitor.WithCookie(HttpMethod.Post, "/account/sign-in", token: null, form));

        var kept = string.Join('\n', exchange.Request.Headers.Select(header => header.Value).Append(exchange.Request.Body)
            .Append(exchange.Response!.Body));
        Assert.Contains("name=alice&password=••••••••", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("sesame", kept, StringComparison.Ordinal);
        Assert.DoesNotContain("CfDJ8-made-up", kept, StringComparison.Ordinal);
        Assert.DoesNotContain(visitor.Cookie, kept, StringComparison.Ordinal);
        Assert.Equal(ExchangeSender.BrowserForm, exchange.Sender);
        Assert.Equal("POST /account/sign-in HTTP/1.1", exchange.Request.StartLine);
    }

    [Fact]
    public async Task Signing_in_is_recorded_with_the_form_that_was_posted_and_the_cookie_that_was_set()
    {
        using var session = await app.SignInAsync("alice", TestContext.Current.CancellationToken);
        var exchange = Assert.Single(Log.For(app.VisitorIdOf(session)),
            exchange => exchange.Request.StartLine.StartsWith("POST /account/sign-in", StringComparison.Ordinal));

        Assert.Equal(303, exchange.Status);
        Assert.StartsWith("name=alice&password=••••••••&__RequestVerificationToken=••••••••", exchange.Request.Body,
            StringComparison.Ordinal);
        Assert.Contains(exchange.Response!.Headers, header => header.Name == "Set-Cookie"
            && header.Value.StartsWith($"{TokenCookie.Name}={WithoutSignature(session.Token!)};", StringComparison.Ordinal));
        Assert.DoesNotContain(exchange.Response.Headers,
            header => header.Value.Contains(session.Cookies[VisitorCookie.Name]!, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_token_that_a_page_asks_for_is_recorded_without_the_password()
    {
        var visitor = new Visitor(app);
        using var form = new FormUrlEncodedContent(
            [new("grant_type", "password"), new("username", "alice"), new("password", app.DemoPassword("alice"))]);

        var exchange = await Recorded(visitor, () => visitor.WithCookie(HttpMethod.Post, "/token", token: null, form));

        Assert.Equal("grant_type=password&username=alice&password=••••••••", exchange.Request.Body);
        Assert.Equal(ExchangeSender.BrowserFetch, exchange.Sender);
        Assert.Matches("\"access_token\":\"eyJ[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.••••••\"", exchange.Response!.Body!);
    }

    [Fact]
    public async Task No_visitor_sees_anothers_exchanges()
    {
        var (one, other) = (new Visitor(app), new Visitor(app));

        await Recorded(one, () => one.WithCookie(HttpMethod.Get, "/api/orders", one.Token()));

        Assert.Single(Log.For(one.Id));
        Assert.Empty(Log.For(other.Id));
    }

    [Fact]
    public async Task A_request_without_a_visitor_is_not_recorded_and_pages_are_not_either()
    {
        var visitor = new Visitor(app);
        using var script = await visitor.WithHeader(HttpMethod.Get, "/api/orders", visitor.Token());
        using var page = await visitor.WithCookie(HttpMethod.Get, "/", visitor.Token());

        // The one that is recorded after them shows that the recorder had its turn.
        await Recorded(visitor, () => visitor.WithCookie(HttpMethod.Get, "/api/menu", token: null));

        Assert.Equal("GET /api/menu HTTP/1.1", Assert.Single(Log.For(visitor.Id)).Request.StartLine);
    }

    [Fact]
    public async Task Long_bodies_are_passed_on_whole_and_recorded_in_part()
    {
        await using var small = AppFixture.Start([("HttpLog:BodyBytes", "20")]);
        var visitor = new Visitor(small);
        using var unrecorded = await visitor.WithHeader(HttpMethod.Get, "/api/menu", token: null);
        var whole = await unrecorded.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        using var response = await visitor.WithCookie(HttpMethod.Get, "/api/menu", token: null);

        Assert.Equal(whole, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var exchange = Assert.Single(small.Services.GetRequiredService<ExchangeLog>().For(visitor.Id));
        Assert.Equal($"{whole[..20]}… ({whole.Length - 20} bytes more)", exchange.Response!.Body);
        Assert.True(exchange.Response.Bytes > whole.Length);
    }

    [Fact]
    public async Task A_body_that_the_server_refused_unread_is_said_to_be_so()
    {
        var visitor = new Visitor(app);
        using var body = new StringContent("{\"item\":\"tea\"}");

        var exchange = await Recorded(visitor, () => visitor.WithCookie(HttpMethod.Post, "/api/orders", token: null, body));

        Assert.Equal(401, exchange.Status);
        Assert.Equal("(14 bytes that the server refused unread)", exchange.Request.Body);
    }

    [Fact]
    public async Task What_is_no_text_is_counted_and_not_shown()
    {
        var visitor = new Visitor(app);
        using var content = new ByteArrayContent([0, 1, 2, 3]);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");

        var exchange = await Recorded(visitor, () => visitor.WithCookie(HttpMethod.Post, "/account/sign-in", token: null, content));

        Assert.StartsWith("(4 bytes", exchange.Request.Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_exchange_id_that_nobody_announced_leaves_nothing_behind()
    {
        var announced = app.Services.GetRequiredService<AnnouncedExchanges>();
        var visitor = new Visitor(app);
        var known = announced.Announce();
        using var made = await visitor.WithCookie(HttpMethod.Get, "/api/orders", visitor.Token(), body: null,
            (AnnouncedExchanges.Header, "made-up"));
        using var right = await visitor.WithCookie(HttpMethod.Get, "/api/orders", visitor.Token(), body: null,
            (AnnouncedExchanges.Header, known));

        Assert.Same(ExchangeFindings.None, announced.Collect("made-up"));
        var found = announced.Collect(known);
        Assert.True(found.Token!.Accepted);
        Assert.Equal(
            [new("an accepted token", RightOutcome.Held, "sub: alice"),
                new("scope orders.read", RightOutcome.Held, "scope: orders.read orders.write")],
            found.Policy!.Rights);
        Assert.Same(ExchangeFindings.None, announced.Collect(known));
    }

    [Fact]
    public async Task A_fetch_without_cookies_is_recorded_for_the_visitor_it_was_announced_for_and_for_nobody_else()
    {
        var announced = app.Services.GetRequiredService<AnnouncedExchanges>();
        var (visitor, other) = (new Visitor(app), new Visitor(app));
        var id = announced.AnnounceFor(visitor.Id);
        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/sales-total");
        request.Headers.Add("Authorization", $"Bearer {visitor.Token()}");
        request.Headers.Add(AnnouncedExchanges.Header, id);
        request.Headers.Add("Sec-Fetch-Mode", "cors");

        using var response = await client.SendAsync(request, TestContext.Current.CancellationToken);
        var exchange = await announced.RecordOf(id, Patience.Most, TestContext.Current.CancellationToken);

        Assert.NotNull(exchange);
        announced.Collect(id);

        Assert.Same(exchange, Assert.Single(Log.For(visitor.Id)));
        Assert.Empty(Log.For(other.Id));
        Assert.Equal(ExchangeSender.BrowserFetch, exchange.Sender);
        Assert.Equal(403, exchange.Status);
        Assert.False(exchange.Policy!.Allowed);
        Assert.Equal(new("role manager", RightOutcome.Lacking, "no claim role"), exchange.Policy.Rights[^1]);
        Assert.Null(announced.VisitorOf(id));
    }

    [Theory]
    [InlineData("Authorization", "Basic YWxpY2U6c2VzYW1l")]
    [InlineData("X-Api-Key", "bjwt_sk_sesame")]
    public async Task Another_credential_is_masked_whole(string name, string value)
    {
        var visitor = new Visitor(app);

        var exchange = await Recorded(visitor,
            () => visitor.WithCookie(HttpMethod.Get, "/api/orders", token: null, body: null, (name, value)));

        Assert.Equal(SecretMask.Mask, Header(exchange.Request, name));
    }

    private static string WithoutSignature(string token) => token[..(token.LastIndexOf('.') + 1)] + SecretMask.Signature;

    private async Task<Exchange> Recorded(Visitor visitor, Func<Task<HttpResponseMessage>> send)
    {
        var recorded = new TaskCompletionSource();
        void Hear(string visitorId)
        {
            if (visitorId == visitor.Id) recorded.TrySetResult();
        }

        Log.Changed += Hear;
        using var response = await send();
        await recorded.Task.WaitAsync(TestContext.Current.CancellationToken);
        Log.Changed -= Hear;
        return Log.For(visitor.Id)[0];
    }

    private static string Header(ExchangeMessage message, string name) =>
        Assert.Single(message.Headers, header => header.Name == name).Value;
}
