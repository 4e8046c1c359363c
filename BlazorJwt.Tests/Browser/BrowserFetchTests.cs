using BlazorJwt.Api.Client;
using BlazorJwt.Api.Orders;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Components.Lessons.CallApi;
using BlazorJwt.HttpLog;
using BlazorJwt.Tests.Components.Lessons.CallApi;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Tests.Browser;

/// <summary>The same requests from the fetch of a real browser: the same answers, and what each carried.</summary>
public sealed class BrowserFetchTests(AppFixture app, BrowserFixture browser) : BrowserTest(app, browser)
{
    private TokenService Tokens => App.Services.GetRequiredService<TokenService>();

    private ExchangeLog Log => App.Services.GetRequiredService<ExchangeLog>();

    [Fact]
    public async Task Every_request_of_the_bench_gets_its_answer_from_the_browser_too_and_nothing_of_it_is_good_afterwards()
    {
        var (session, fetch, mine, visitorId) = await ArriveAsync();
        var sent = new List<string>();
        session.Page.Request += (_, request) =>
        {
            if (request.Headers.TryGetValue("authorization", out var header)) sent.Add(header);
        };

        foreach (var row in RequestCredentialTests.Answers.Select(row => row.Data))
        {
            var (caller, path, status, challenge, failing) = row;
            var answer = await fetch.SendAsync(new(HttpMethod.Get, path), caller, mine, visitorId, TestContext.Current.CancellationToken);

            Assert.True(answer.Failure is null, $"{caller}: {answer.Failure}");
            Assert.True(status == answer.Status, $"{caller}: {answer.Status}");
            Assert.Equal(challenge is null ? null : RequestCredentialTests.Realm + challenge,
                Header(answer.Exchange.Response!, "WWW-Authenticate"));
            Assert.Equal(failing, answer.Exchange.Verdict?.Refusal?.Kind);
            Assert.Equal(ExchangeSender.BrowserFetch, answer.Exchange.Sender);
            // The cookie goes along in its own lane alone.
            Assert.Equal(caller is RequestCredential.MyCookie, Header(answer.Exchange.Request, "Cookie") is not null);
            Assert.Same(answer.Exchange, Log.For(visitorId)[0]);
        }

        // What a script held is neither the visitor's own token nor good for anything any more, in an hour included.
        Assert.NotEmpty(sent);
        foreach (var token in sent.Select(header => header.Split(' ')[^1].Trim('"')))
        {
            Assert.NotEqual(mine.EncodedToken, token);
            foreach (var hours in (int[])[0, 1])
            {
                Assert.False(
                    (await Tokens.ValidateAsync(token, Tokens.Policy with { At = DateTimeOffset.UtcNow.AddHours(hours) })).Accepted);
            }
        }

        Assert.True(Tokens.IsStillValid(mine));
    }

    [Fact]
    public async Task A_write_with_the_cookie_alone_is_the_page_s_own_and_gets_what_curl_gets()
    {
        var (session, fetch, mine, visitorId) = await ArriveAsync();

        var answer = await fetch.SendAsync(ApiCall.PlaceOrder("espresso"), RequestCredential.MyCookie, mine, visitorId,
            TestContext.Current.CancellationToken);

        Assert.Equal(201, answer.Status);
        Assert.Equal("same-origin", Header(answer.Exchange.Request, "Sec-Fetch-Site"));
        Assert.Contains($"{TokenCookie.Name}={mine.EncodedHeader}.{mine.EncodedPayload}.{SecretMask.Signature}",
            Header(answer.Exchange.Request, "Cookie")!, StringComparison.Ordinal);
        Assert.Null(Header(answer.Exchange.Request, "Authorization"));
        Assert.Equal(new("no write by another site's page", RightOutcome.Held, "Sec-Fetch-Site: same-origin"),
            answer.Exchange.Policy!.Rights[1]);

        Assert.SkipWhen(Curl.Missing is not null, Curl.Missing ?? "");
        var curl = await Curl.RunAsync(CurlLine.For(App.BaseAddress, ApiCall.PlaceOrder("espresso"), null, mine.EncodedToken));
        Assert.Equal(answer.Exchange.Response!.StartLine, curl.StatusLine);
        session.AssertNoTrouble();
    }

    [Fact]
    public async Task A_browser_that_can_t_reach_the_API_an_answer_by_somebody_else_and_a_visitor_who_cancels_are_told_apart()
    {
        var (session, fetch, mine, visitorId) = await ArriveAsync();
        await session.Page.RouteAsync("**/api/menu", route => route.AbortAsync("connectionrefused"));
        await session.Page.RouteAsync("**/api/orders", route => route.FulfillAsync(new() { Status = 200, Body = "[]" }));
        var asked = new TaskCompletionSource();
        await session.Page.RouteAsync("**/api/sales-total", route =>
        {
            asked.TrySetResult();
            return Task.CompletedTask;
        });

        var down = await fetch.SendAsync(ApiCall.Menu, RequestCredential.NoToken, mine, visitorId, TestContext.Current.CancellationToken);
        var other = await fetch.SendAsync(ApiCall.Orders, RequestCredential.NoToken, mine, visitorId,
            TestContext.Current.CancellationToken);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        var slow = fetch.SendAsync(ApiCall.SalesTotal, RequestCredential.MyToken, mine, visitorId, patience.Token);
        await asked.Task;
        await patience.CancelAsync();

        Assert.Equal((null, "Your browser could not reach the API, or the connection broke before the answer had come."),
            (down.Status, down.Failure));
        Assert.Equal((null, "The browser got an answer, and this server did not see the request: something else answered in its place."),
            (other.Status, other.Failure));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => slow);
    }

    private async Task<(PageSession Session, BrowserFetch Fetch, ValidatedToken Mine, string VisitorId)> ArriveAsync()
    {
        var session = await OpenSignedInAsync("alice");
        await session.GoAsync("/call-the-api");
        var cookies = await session.Context.CookiesAsync();
        var mine = (await Tokens.ValidateAsync(cookies.Single(cookie => cookie.Name == TokenCookie.Name).Value)).Token!;
        var services = App.Services;
        var fetch = new BrowserFetch(
            new PageJs(session.Page),
            services.GetRequiredService<CredentialTokens>(),
            Tokens,
            services.GetRequiredService<ExperimentTokens>(),
            services.GetRequiredService<AnnouncedExchanges>(),
            services.GetRequiredService<IOptions<OrdersOptions>>(),
            TimeProvider.System);
        return (session, fetch, mine, App.VisitorIdIn(cookies.Single(cookie => cookie.Name == VisitorCookie.Name).Value));
    }

    private static string? Header(ExchangeMessage message, string name) =>
        message.Headers.FirstOrDefault(header => header.Name == name)?.Value;
}
