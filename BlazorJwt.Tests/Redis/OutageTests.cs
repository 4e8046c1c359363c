using System.Net;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Tests.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using Microsoft.AspNetCore.Components.Authorization;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Redis;

/// <summary>Two real servers and a real Redis that is killed and started again: what is shared, what is answered until then, and that
/// nothing is let in by it.</summary>
[Trait("needs", "redis"), Trait("needs", "server")]
public sealed class OutageTests : IAsyncLifetime
{
    private RedisServer _redis = null!;
    private RunningApp _one = null!;
    private RunningApp _other = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _redis = await RedisServer.StartAsync();
        (string, string?)[] settings = [("ConnectionStrings:Redis", $"127.0.0.1:{_redis.Port}")];
        (_one, _other) = (AppFixture.Start(settings), AppFixture.Start(settings));
    }

    [Fact]
    public async Task A_visitor_of_one_server_is_known_on_the_other_and_who_signs_out_there_is_signed_out_here()
    {
        using var here = await _one.SignInAsync("alice", Cancellation);
        using var there = Beside(here, _other);
        await Becomes.TrueAsync(() => there.IsSignedInAsync());
        await Becomes.TrueAsync(async () => (await AskAsync(_other, here.Token!)).Status is HttpStatusCode.OK);
        // A page that is open on the first server hears of it.
        var owner = _other.SessionOf(here);
        var heard = new TaskCompletionSource<string>(TaskCreationOptions.RunContinuationsAsynchronously);
        _one.Services.GetRequiredService<RefreshTokens>().Changed += changed => heard.TrySetResult(changed);

        using var answer = await there.SignOutAsync(Cancellation);

        Assert.Equal("/sign-in?notice=signed-out", answer.Headers.Location!.OriginalString);
        await Becomes.TrueAsync(async () => (await AskAsync(_one, here.Token!)).Status is HttpStatusCode.Unauthorized);
        Assert.Equal(owner, await heard.Task.WaitAsync(Patience.Most, Cancellation));
    }

    [Fact]
    public async Task A_token_that_one_server_renewed_is_taken_over_by_the_page_on_the_other()
    {
        using var here = await _one.SignInAsync("alice", Cancellation);
        var told = new TaskCompletionSource<Renewal>(TaskCreationOptions.RunContinuationsAsynchronously);
        _other.Services.GetRequiredService<TokenRenewalNotifier>().Renewed += told.SetResult;
        var pair = await _one.Services.GetRequiredService<RefreshTokens>()
            .StartAsync(new() { Subject = "alice", ClientId = Clients.Web }, "owner", "a test");

        _one.Services.GetRequiredService<TokenRenewalNotifier>().Tell(new("a visitor", pair.Family, pair.Access));

        var renewal = await told.Task.WaitAsync(Patience.Most, Cancellation);
        Assert.Equal(("a visitor", pair.Family.Id, pair.Access), (renewal.VisitorId, renewal.Family.Id, renewal.Token));
    }

    [Fact]
    public async Task While_Redis_is_gone_nobody_is_let_in_and_each_answer_says_so_until_it_is_back()
    {
        using var visitor = await _one.SignInAsync("alice", Cancellation);
        using var stranger = _one.OpenSession();
        var key = (await new MachineWorld(_one).RegisterAsync()).Secret!;
        Assert.Equal(HttpStatusCode.OK, (await KeyAsync(_one, key)).Status);
        var (token, field) = (visitor.Token!, await stranger.AntiforgeryFieldAsync("/sign-in", "/account/sign-in", Cancellation));
        using var circuit = _one.Services.CreateScope();
        var provider = (TokenAuthenticationStateProvider)circuit.ServiceProvider.GetRequiredService<AuthenticationStateProvider>();
        provider.SetAuthenticationState(
            Task.FromResult(
                new AuthenticationState(new((await _one.Services.GetRequiredService<TokenService>().ValidateAsync(token)).Identity!))));
        Assert.Equal(HttpStatusCode.OK, (await AskAsync(_one, token)).Status);

        await _redis.KillAsync();
        await Becomes.TrueAsync(async () => (await AskAsync(_one, token)).Status is not HttpStatusCode.OK);

        // The API.
        var api = await AskAsync(_one, token);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "2", "application/problem+json", false),
            (api.Status, api.RetryAfter, api.Type, api.IsChallenged));
        Assert.Contains("The store that the servers share can", api.Body, StringComparison.Ordinal);
        // A program with its API key: whether the account was revoked can't be asked.
        var program = await KeyAsync(_one, key);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "2", "application/problem+json"),
            (program.Status, program.RetryAfter, program.Type));
        // The pages: signed out, with the reason, and the cookie stays.
        var page = WebUtility.HtmlDecode(await visitor.Client.GetStringAsync(new Uri("/", UriKind.Relative), Cancellation));
        Assert.Contains("Your sign-in can’t be checked at the moment", page, StringComparison.Ordinal);
        Assert.DoesNotContain("account/sign-out", page, StringComparison.Ordinal);
        Assert.Equal(token, visitor.Token);
        // Signing in, by form and by script.
        using (var form = new FormUrlEncodedContent(
            [new("name", "mira"), new("password", _one.DemoPassword("mira")), KeyValuePair.Create(field.Name, field.Value)]))
        using (var signIn = await stranger.Client.PostAsync(new Uri("/account/sign-in", UriKind.Relative), form, Cancellation))
        {
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "text/html", TimeSpan.FromSeconds(2)),
                (signIn.StatusCode, signIn.Content.Headers.ContentType!.MediaType, signIn.Headers.RetryAfter!.Delta));
            Assert.Contains("<h1>Unavailable</h1>", await signIn.TextAsync(), StringComparison.Ordinal);
            Assert.Null(stranger.Token);
        }

        using (var script = new FormUrlEncodedContent(
            [new("grant_type", "password"), new("username", "mira"), new("password", _one.DemoPassword("mira"))]))
        using (var client = _one.CreateClient())
        using (var answer = await client.PostAsync(new Uri("/token", UriKind.Relative), script, Cancellation))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Contains("\"error\":\"temporarily_unavailable\"", await answer.TextAsync(), StringComparison.Ordinal);
        }

        // A page that is open stands still for some seconds, is signed out then, and goes on by itself.
        Assert.True((await provider.GetAuthenticationStateAsync()).User.Identity!.IsAuthenticated);
        await Becomes.TrueAsync(async () => (await provider.GetAuthenticationStateAsync()).User.IsUnchecked());
        Assert.Null((await provider.GetAuthenticationStateAsync()).User.Token());

        await _redis.StartAgainAsync();

        await Becomes.TrueAsync(async () => (await AskAsync(_one, token)).Status is HttpStatusCode.OK);
        await Becomes.TrueAsync(async () => (await provider.GetAuthenticationStateAsync()).User is var user && user.Token() is not null
            && !user.IsUnchecked());
        // Redis lost all it held, and a server that starts only now reads what the first one wrote again: the signing keys, and what they
        // are protected with.
        await Becomes.TrueAsync(async () => (await AskAsync(_other, token)).Status is HttpStatusCode.OK);
        await stranger.SignInAsync("mira", _one.DemoPassword("mira"), Cancellation);
        Assert.DoesNotContain(token, _one.LogText, StringComparison.Ordinal);
        Assert.Contains("Redis can't be reached", _one.LogText, StringComparison.Ordinal);
        Assert.Contains("Redis is back.", _one.LogText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_revoked_in_an_outage_is_an_error_refused_here_at_once_and_refused_everywhere_when_Redis_is_back()
    {
        using var visitor = await _one.SignInAsync("alice", Cancellation);
        using var before = await _one.SignInAsync("mira", Cancellation);
        var (cookie, ended, script) = (visitor.Token!, before.Token!, await ScriptTokenAsync());
        var field = await visitor.AntiforgeryFieldAsync("/", "/account/sign-out", Cancellation);
        (await before.SignOutAsync(Cancellation)).Dispose();
        await Becomes.TrueAsync(async () => (await AskAsync(_other, ended)).Status is HttpStatusCode.Unauthorized);
        await _redis.KillAsync();
        foreach (var app in (RunningApp[])[_one, _other])
            await Becomes.TrueAsync(async () => (await AskAsync(app, script)).Status is HttpStatusCode.ServiceUnavailable);

        using (var revoke = new FormUrlEncodedContent([new("token", script)]))
        using (var client = _one.CreateClient())
        using (var answer = await client.PostAsync(new Uri("/revoke", UriKind.Relative), revoke, Cancellation))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        // What would change something and comes with a cookie that nobody can check is not done, and its form not called out of date.
        using (var form = new FormUrlEncodedContent([KeyValuePair.Create("session", "all"), KeyValuePair.Create(field.Name, field.Value)]))
        using (var answer = await visitor.Client.PostAsync(new Uri("/account/sessions/end", UriKind.Relative), form, Cancellation))
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        using (var form = new FormUrlEncodedContent([KeyValuePair.Create(field.Name, field.Value)]))
        using (var answer = await visitor.Client.PostAsync(new Uri("/account/sign-out", UriKind.Relative), form, Cancellation))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
            Assert.Equal(cookie, visitor.Token);
        }

        // Here it is known: not "can't be told", but revoked.
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(_one, script)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(_one, cookie)).Status);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await AskAsync(_other, script)).Status);

        await _redis.StartAgainAsync();

        // Redis lost all it held. At no moment is one of the three let in, on either server.
        var fresh = (string?)null;
        await Becomes.TrueAsync(async () =>
        {
            foreach (var token in (string[])[script, cookie, ended])
            {
                Assert.NotEqual(HttpStatusCode.OK, (await AskAsync(_one, token)).Status);
                Assert.NotEqual(HttpStatusCode.OK, (await AskAsync(_other, token)).Status);
            }

            fresh ??= _one.Services.GetRequiredService<TokenService>()
                .Issue(new() { Subject = "alice", ClientId = "tests", Scopes = ["orders.read"] }).Text;
            return (await AskAsync(_other, fresh)).Status is HttpStatusCode.OK && (await AskAsync(_one, fresh)).Status is HttpStatusCode.OK;
        });
        foreach (var token in (string[])[script, cookie, ended])
            Assert.Equal(HttpStatusCode.Unauthorized, (await AskAsync(_other, token)).Status);
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
        await _redis.DisposeAsync();
    }

    // The same browser, sent to another server by a proxy.
    private static VisitorSession Beside(VisitorSession visitor, RunningApp app)
    {
        var session = app.OpenSession();
        foreach (var name in (string[])[TokenCookie.Name, VisitorCookie.Name, RefreshCookie.Name,
            PostedForm.AntiforgeryCookie]) session.Cookies[name] = visitor.Cookies[name];
        return session;
    }

    private async Task<string> ScriptTokenAsync()
    {
        using var client = _one.CreateClient();
        using var form = new FormUrlEncodedContent(
            [new("grant_type", "password"), new("username", "alice"), new("password", _one.DemoPassword("alice"))]);
        using var answer = await client.PostAsync(new Uri("/token", UriKind.Relative), form, Cancellation);
        using var json = System.Text.Json.JsonDocument.Parse(await answer.TextAsync());
        return json.RootElement.GetProperty("access_token").GetString()!;
    }

    private static Task<(HttpStatusCode Status, string? RetryAfter, string? Type, bool IsChallenged, string Body)> AskAsync(RunningApp app,
        string token) =>
        AskAsync(app, "Authorization", $"Bearer {token}");

    private static Task<(HttpStatusCode Status, string? RetryAfter, string? Type, bool IsChallenged, string Body)> KeyAsync(RunningApp app,
        string key) =>
        AskAsync(app, "X-Api-Key", key);

    private static async Task<(HttpStatusCode Status, string? RetryAfter, string? Type, bool IsChallenged, string Body)> AskAsync(
        RunningApp app, string header, string value)
    {
        using var client = app.CreateClient();
        client.DefaultRequestHeaders.Add(header, value);
        using var answer = await client.GetAsync(new Uri("/api/orders", UriKind.Relative), Cancellation);
        return (answer.StatusCode, answer.Headers.RetryAfter?.ToString(), answer.Content.Headers.ContentType?.MediaType,
            answer.Headers.WwwAuthenticate.Count > 0, await answer.Content.ReadAsStringAsync(Cancellation));
    }
}
