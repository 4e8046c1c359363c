using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Labs.Sessions;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.AuthorizationServer.TokenEndpoint;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BlazorJwt.Tests.Labs.Sessions;

/// <summary>A token of which no server keeps anything: what it costs to check, and what cannot be done about it.</summary>
[Trait("needs", "server")]
public sealed class StatelessApiTests(AppFixture app)
{
    private const string Token = "/labs/stateless/token";
    private const string Stateless = "/labs/stateless/orders";
    private const string Listed = "/labs/stateless/listed-orders";

    [Fact]
    public async Task The_client_without_a_memory_gets_a_token_of_a_minute_and_no_refresh_token()
    {
        using var answer = await app.PostFormAsync(Token, SignIn(app));

        var json = await answer.Content.ReadFromJsonAsync<JsonElement>(SignInForms.Cancellation);
        Assert.Equal(["access_token", "expires_in", "scope", "token_type"], json.EnumerateObject().Select(member => member.Name).Order());
        Assert.Equal(60, json.GetProperty("expires_in").GetInt32());
        var policy = app.Services.GetRequiredService<StatelessTokens>().ListedPolicy;
        var tokens = app.Services.GetRequiredService<TokenService>();
        var verdict = await tokens.ValidateAsync(json.GetProperty("access_token").GetString(), policy);
        var token = verdict.Token!;
        Assert.Equal(StatelessTokens.Audience, Assert.Single(token.Audiences));
        Assert.Equal("blazorjwt-stateless", token.GetPayloadValue<string>("client_id"));
        Assert.False(token.TryGetPayloadValue<string>("sid", out _));
    }

    [Fact]
    public async Task Neither_memory_nor_denylist_costs_what_it_says_and_only_the_denylist_can_end_a_token()
    {
        var token = await TokenAsync(app);
        Assert.Equal((HttpStatusCode.OK, "lookups;desc=\"0\"", null), await AskAsync(app, Stateless, token));
        Assert.Equal((HttpStatusCode.OK, "lookups;desc=\"1\"", null), await AskAsync(app, Listed, token));
        // A second time: what is remembered is asked of the denylist all the same.
        Assert.Equal((HttpStatusCode.OK, "lookups;desc=\"1\"", null), await AskAsync(app, Listed, token));

        using var revoked = await app.PostFormAsync("/labs/stateless/revoke", ("token", token));
        Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);

        Assert.Equal((HttpStatusCode.OK, "lookups;desc=\"0\"", null), await AskAsync(app, Stateless, token));
        var (status, lookUps, challenge) = await AskAsync(app, Listed, token);
        Assert.Equal((HttpStatusCode.Unauthorized, "lookups;desc=\"1\""), (status, lookUps));
        Assert.Contains("This token was revoked", challenge, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_takes_the_tokens_that_were_made_for_it_and_no_other_and_the_api_takes_none_of_them()
    {
        using var visitor = await app.SignInAsync("mira", SignInForms.Cancellation);
        using var script = await app.PostFormAsync(
            "/token", ("grant_type", "password"), ("username", "alice"), ("password", app.DemoPassword("alice")));
        var accounts = app.Services.GetRequiredService<ServiceAccountRegistry>();
        var given = (await accounts.RegisterAsync(VisitorCookie.NewId(), "nightly", ["orders.read"])).Given!;
        using var machine = await app.PostFormAsync(
            "/token", ("grant_type", "client_credentials"), ("client_id", given.Account.ClientId), ("client_secret", given.Secret!));
        string[] others = [visitor.Token!, await AccessAsync(script), await AccessAsync(machine)];

        foreach (var token in others)
        {
            Assert.Equal(HttpStatusCode.OK, (await AskAsync(app, "/api/orders", token)).Status);
            foreach (var api in (string[])[Stateless, Listed])
            {
                var (status, _, challenge) = await AskAsync(app, api, token);
                Assert.Equal(HttpStatusCode.Unauthorized, status);
                Assert.Contains("aud does not name this API", challenge, StringComparison.Ordinal);
            }
        }

        var own = await TokenAsync(app);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(app, "/api/orders", own)).Status);
        using var client = app.CreateClient();
        using var cookie = await client.SendGetAsync("/api/orders", ("Cookie", $"{TokenCookie.Name}={own}"));
        Assert.Equal(HttpStatusCode.Unauthorized, cookie.StatusCode);
    }

    [Theory]
    [InlineData(Stateless, HttpStatusCode.MethodNotAllowed)]
    [InlineData(Listed, HttpStatusCode.Created)]
    public async Task An_order_is_placed_at_the_api_with_the_denylist(string api, HttpStatusCode status)
    {
        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, api);
        request.Headers.Authorization = new("Bearer", await TokenAsync(app));
        request.Content = JsonContent.Create(new { item = "espresso" });

        using var answer = await client.SendAsync(request, SignInForms.Cancellation);

        Assert.Equal(status, answer.StatusCode);
    }

    [Theory]
    [InlineData(null, "Bearer realm=\"orders API\"")]
    [InlineData("nonsense", "Bearer realm=\"orders API\", error=\"invalid_token\"")]
    public async Task Without_a_valid_token_the_answer_is_that_of_the_rfc(string? token, string challenge)
    {
        var answer = await AskAsync(app, Stateless, token);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.Status);
        Assert.StartsWith(challenge, answer.Challenge, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_with_one_bit_turned_is_refused_and_one_without_the_scope_cannot_read()
    {
        var token = await TokenAsync(app);
        var end = token.LastIndexOf('.') + 5;
        var turned = token[..end] + (token[end] is 'A' ? 'B' : 'A') + token[(end + 1)..];
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(app, Stateless, turned)).Status);

        var writer = await TokenAsync(app, ("scope", "orders.write"));
        var answer = await AskAsync(app, Stateless, writer);
        Assert.Equal(HttpStatusCode.Forbidden, answer.Status);
        Assert.Contains("error=\"insufficient_scope\"", answer.Challenge, StringComparison.Ordinal);
    }

    [Fact]
    public async Task It_expires_all_the_same_once_the_skew_is_over()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var other = AppFixture.Start(time: clock);
        var token = await TokenAsync(other);

        clock.Advance(TimeSpan.FromSeconds(80));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(other, Stateless, token)).Status);
        clock.Advance(TimeSpan.FromSeconds(11));

        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(other, Stateless, token)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(other, Listed, token)).Status);
    }

    [Fact]
    public async Task With_the_labs_switched_off_there_is_none()
    {
        await using var other = AppFixture.Start([("Labs:Enabled", "false")]);

        Assert.Equal(HttpStatusCode.NotFound, (await AskAsync(other, Stateless, null)).Status);
        using var token = await other.PostFormAsync(Token, SignIn(other));
        Assert.Equal(HttpStatusCode.NotFound, token.StatusCode);
    }

    [Fact]
    public async Task The_page_is_a_document_of_its_own_that_is_asked_for_anew_and_holds_no_inline_script()
    {
        using var client = app.CreateClient();
        foreach (var path in (string[])["/spa", "/spa/"])
        {
            using var answer = await client.SendGetAsync(path);

            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
            Assert.True(answer.Headers.CacheControl?.NoCache);
            var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
            Assert.Contains("script-src 'self'", policy, StringComparison.Ordinal);
            Assert.False(answer.Headers.Contains("Set-Cookie"));
            var html = await answer.TextAsync();
            Assert.Contains("src=\"/spa/spa.js\"></script>", html, StringComparison.Ordinal);
            Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
            Assert.DoesNotContain("_framework", html, StringComparison.Ordinal);
        }
    }

    private static (string, string)[] SignIn(RunningApp at, params (string, string)[] more) =>
    [
        ("grant_type", "password"), ("username", "alice"), ("password", at.DemoPassword("alice")),
        .. more,
    ];

    private static async Task<string> AccessAsync(HttpResponseMessage answer) =>
        (await answer.Content.ReadFromJsonAsync<JsonElement>(SignInForms.Cancellation)).GetProperty("access_token").GetString()!;

    private static async Task<string> TokenAsync(RunningApp at, params (string, string)[] more)
    {
        using var answer = await at.PostFormAsync(Token, SignIn(at, more));
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(SignInForms.Cancellation)).GetProperty("access_token").GetString()!;
    }

    private static async Task<(HttpStatusCode Status, string? LookUps, string? Challenge)> AskAsync(
        RunningApp at, string path, string? token)
    {
        using var client = at.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.SendAsync(request, SignInForms.Cancellation);
        return (answer.StatusCode, First("Server-Timing"), First("WWW-Authenticate"));

        string? First(string name) => answer.Headers.TryGetValues(name, out var values) ? values.Single() : null;
    }
}
