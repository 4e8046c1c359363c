using System.Text.RegularExpressions;
using BlazorJwt.Api.Client;
using BlazorJwt.Api.Orders;
using BlazorJwt.Components.Lessons.CallApi;
using BlazorJwt.Components.Teaching;
using BlazorJwt.Tests.Api.Client;
using BlazorJwt.Tests.Support;
using Bunit;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Tests.Components.Lessons.CallApi;

/// <summary>The picture of a request: drawn from what really became of it.</summary>
[Trait("needs", "server")]
public sealed partial class CallSequenceTests : PageTest
{
    private static readonly ApiCall[] Calls = [ApiCall.Menu, ApiCall.Orders, ApiCall.SalesTotal, ApiCall.PlaceOrder("espresso")];

    private readonly RunningApp _app;

    public CallSequenceTests(AppFixture app) => _app = app;

    [Theory]
    [InlineData("GET /api/orders", "My token", "Authorization: Bearer …", "17 checks, all passed (done)",
        "Asks for scope orders.read, scope: orders.read orders.write (done)", "200 OK, in # ms (done)")]
    [InlineData("GET /api/orders", "No token", "no Authorization header", "no token came to be checked (did not take place)",
        "Asks for scope orders.read, nobody to ask (refused)", "401 Unauthorized, WWW-Authenticate: Bearer (refused)")]
    [InlineData("GET /api/orders", "My token, role changed to manager", "Authorization: Bearer …", "Signature: failed, IDX10511 (refused)",
        "Asks for scope orders.read, nobody to ask (did not take place)", "401 Unauthorized, error=\"invalid_token\" (refused)")]
    [InlineData("GET /api/orders", "A token of mine that was revoked", "Authorization: Bearer …", "Revocation: failed (refused)",
        "Asks for scope orders.read, nobody to ask (did not take place)", "401 Unauthorized, error=\"invalid_token\" (refused)")]
    [InlineData("GET /api/orders", "My token, Bearer twice", "Authorization: Bearer …", "Form: failed (refused)",
        "Asks for scope orders.read, nobody to ask (did not take place)", "400 Bad Request, error=\"invalid_request\" (refused)")]
    [InlineData("POST /api/orders", "A token of mine without a scope", "Authorization: Bearer …", "17 checks, all passed (done)",
        "Asks for scope orders.write, The token lacks the scope orders.write. (refused)",
        "403 Forbidden, error=\"insufficient_scope\" (refused)")]
    [InlineData("GET /api/sales-total", "My token", "Authorization: Bearer …", "17 checks, all passed (done)",
        "Asks for role manager, The token lacks the role manager. (refused)", "403 Forbidden, error=\"insufficient_scope\" (refused)")]
    [InlineData("GET /api/menu", "No token", "no Authorization header", "no token came to be checked (did not take place)",
        "Asks for nothing, open to all (done)", "200 OK, in # ms (done)")]
    [InlineData("GET /api/menu", "My claims, alg none", "Authorization: Bearer …", "Algorithm: failed (refused)",
        "Asks for nothing, open to all (done)", "200 OK, in # ms (done)")]
    public async Task Each_step_says_what_became_of_it(string request, string carries, string sent, string check, string policy,
        string answer)
    {
        PutBehind(_app);
        var call = Calls.Single(call => $"{call.Method} {call.Path}" == request);
        var credentials = Services.GetRequiredService<CredentialTokens>()
            .For(Enum.GetValues<RequestCredential>().Single(caller => caller.Words() == carries), await SignInAsync("alice"));

        var answered = await Services.GetRequiredService<OrdersClient>()
            .SendAsync(call, credentials, null, TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                "Browser to App: Send, over the circuit, without a token (done)",
                $"App to API: {request}, {sent} (done)",
                $"API: Checks the token, {check}",
                $"API: {policy}",
                $"API to App: {answer}",
                "App to Browser: Shows it on this page, the token stays on the server (done)",
            ],
            Told(CallSequence.Of(RequestSender.Server, call, CallStage.Over, answered.Exchange))
                .Select(step => Milliseconds().Replace(step, "# ms")));
    }

    [Fact]
    public void Before_anything_was_sent_all_lies_ahead() =>
        Assert.All(Told(CallSequence.Of(RequestSender.Server, ApiCall.Orders, CallStage.Idle, null)),
            step => Assert.EndsWith("(still ahead)", step, StringComparison.Ordinal));

    [Fact]
    public async Task A_request_without_an_answer_says_so()
    {
        Services.AddSingleton(services => new ServerAddress(services.GetRequiredService<IServer>(),
            Options.Create(new OrdersOptions { Address = FaultyServer.Nowhere() })));
        var answered = await Services.GetRequiredService<OrdersClient>()
            .SendAsync(ApiCall.Orders, "a.b.c", null, TestContext.Current.CancellationToken);

        Assert.Equal(
            [
                "Browser to App: Send, over the circuit, without a token (done)",
                "App to API: GET /api/orders (refused)",
                "API: Checks the token (did not take place)",
                "API: Asks for scope orders.read (did not take place)",
                "API to App: No answer came (did not take place)",
                "App to Browser: Shows it on this page, the token stays on the server (done)",
            ],
            Told(CallSequence.Of(RequestSender.Server, ApiCall.Orders, CallStage.Over, answered.Exchange)));
    }

    [Fact]
    public void A_script_gets_the_token_from_the_app_and_calls_the_api_itself()
    {
        var picture = CallSequence.Of(RequestSender.Script, ApiCall.Orders, CallStage.Over,
            SampleExchange.Of(sent: [SampleExchange.Bearer("a.b.c")]));

        Assert.Equal(
            [
                "Browser to App: Send, over the circuit, without a token",
                "App to Browser: Tells the script what to send, the script holds a token now",
                "Browser to API: GET /api/orders, Authorization: Bearer …",
                "API: Checks the token, no token came to be checked",
                "API: Asks for scope orders.read, open to all",
                "API to Browser: 200 Whatever, in 1.5 ms",
            ],
            picture.Steps.Select(picture.Tell));
        Assert.DoesNotContain("a.b.c", string.Concat(picture.Steps), StringComparison.Ordinal);
    }

    [Fact]
    public void With_the_cookie_the_browser_adds_the_token_and_the_script_never_has_it()
    {
        var picture = CallSequence.Of(RequestSender.Browser, ApiCall.PlaceOrder("espresso"), CallStage.Over,
            SampleExchange.Of(status: 201, sent: [SampleExchange.TokenCookie("a.b.c")]));

        Assert.Equal("App to Browser: Tells the script what to send, over the circuit", picture.Tell(picture.Steps[1]));
        Assert.Equal("Browser to API: POST /api/orders, Cookie, added by the browser itself", picture.Tell(picture.Steps[2]));
    }

    [Theory]
    [InlineData(RequestSender.Server, CallStage.Idle, "")]
    [InlineData(RequestSender.Server, CallStage.Sent, "App to API: GET /api/orders")]
    [InlineData(RequestSender.Script, CallStage.Sent, "Browser to API: GET /api/orders")]
    [InlineData(RequestSender.Browser, CallStage.Sent, "Browser to API: GET /api/orders")]
    public void One_step_at_a_time_is_under_way(RequestSender sender, CallStage stage, string lit)
    {
        var picture = CallSequence.Of(sender, ApiCall.Orders, stage, null);

        Assert.Equal(lit, string.Join(" ",
            picture.Steps.Where(step => step.State is SequenceState.Now).Select(step => picture.Tell(step with { Note = null }))));
        Assert.False(picture.IsOver);
    }

    [Fact]
    public async Task The_bench_draws_what_it_sent_and_anew_for_another_choice()
    {
        PutBehind(_app);
        var token = await SignInAsync("alice");
        var bench = Render<RequestExperiment>(part => part.Add(bench => bench.Token, token));
        Assert.Equal("App to API: GET /api/orders (still ahead)", bench.FindAll(".sequence li")[1].Text());

        await bench.Button("Send").ClickAsync(new());
        Assert.Equal("API to App: 401 Unauthorized, WWW-Authenticate: Bearer (refused)", bench.FindAll(".sequence li")[4].Text());

        await bench.ChooseAsync("Carries", "My cookie");
        Assert.Equal("Browser to API: GET /api/orders, Cookie, added by the browser itself (still ahead)",
            bench.FindAll(".sequence li")[2].Text());
        Assert.True(bench.HasRegion("Sequence: the browser calls the API, with its cookie"));
    }

    private static IEnumerable<string> Told(SequencePicture picture) =>
        picture.Steps.Select(step => $"{picture.Tell(step)} ({step.State.Words()})");

    [GeneratedRegex("[0-9.]+ ms")]
    private static partial Regex Milliseconds();
}
