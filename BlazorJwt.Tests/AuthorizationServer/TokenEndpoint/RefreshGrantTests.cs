using System.Net;
using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.Time.Testing;

namespace BlazorJwt.Tests.AuthorizationServer.TokenEndpoint;

/// <summary>The token endpoint refreshes by RFC 6749 section 6, and refuses by section 5.2.</summary>
[Trait("needs", "server")]
public sealed class RefreshGrantTests(AppFixture app)
{
    [Fact]
    public async Task A_refresh_token_is_exchanged_for_the_next_pair()
    {
        var first = await app.TokensAsync();

        using var answer = await app.RefreshAsync(first.Refresh);

        var second = await answer.TokensAsync();
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Equal("Bearer", second.Json.GetProperty("token_type").GetString());
        Assert.Equal(900, second.Json.GetProperty("expires_in").GetInt32());
        Assert.Equal("orders.read orders.write", second.Json.GetProperty("scope").GetString());
        Assert.NotEqual(first.Refresh, second.Refresh);
        Assert.Matches("^rt1\\.[A-Za-z0-9_-]{22}\\.[A-Za-z0-9_-]{43}$", second.Refresh);
        var (before, after) = ((await app.CheckAsync(first.Access)).Token!, (await app.CheckAsync(second.Access)).Token!);
        Assert.Equal(before.Subject, after.Subject);
        Assert.NotEqual(before.Id, after.Id);
        Assert.Equal(before.GetPayloadValue<string>("sid"), after.GetPayloadValue<string>("sid"));
        Assert.Equal(before.GetPayloadValue<string>("client_id"), after.GetPayloadValue<string>("client_id"));
    }

    [Fact]
    public async Task A_used_token_takes_the_whole_family_with_it_and_the_answer_does_not_say_why()
    {
        var first = await app.TokensAsync();
        var second = await (await app.RefreshAsync(first.Refresh)).TokensAsync();
        var third = await (await app.RefreshAsync(second.Refresh)).TokensAsync();

        using var reused = await app.RefreshAsync(first.Refresh);
        using var owner = await app.RefreshAsync(third.Refresh);
        using var unknown = await app.RefreshAsync(RefreshToken.New(RefreshToken.NewFamilyId()));

        await reused.AssertErrorAsync("invalid_grant");
        Assert.Equal(await unknown.TextAsync(), await reused.TextAsync());
        Assert.Equal(await unknown.TextAsync(), await owner.TextAsync());
        foreach (var tokens in (TokensOfAScript[])[first, second, third]) Assert.False(await app.IsGoodAsync(tokens.Access));
    }

    [Fact]
    public async Task Two_clients_that_refresh_at_once_both_get_a_pair()
    {
        var first = await app.TokensAsync();

        var answers = await Task.WhenAll(app.RefreshAsync(first.Refresh), app.RefreshAsync(first.Refresh));

        foreach (var answer in answers) Assert.True(await app.IsGoodAsync((await answer.TokensAsync()).Access));
    }

    [Theory]
    [InlineData("")]
    [InlineData("garbage")]
    [InlineData("rt1.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("語")]
    [InlineData("eyJhbGciOiJFUzI1NiJ9.e30.AAAA")]
    public async Task What_is_no_refresh_token_of_this_server_is_refused(string text)
    {
        using var answer = await app.RefreshAsync(text);

        await answer.AssertErrorAsync(text is "" ? "invalid_request" : "invalid_grant");
    }

    [Fact]
    public async Task An_access_token_is_no_refresh_token()
    {
        using var answer = await app.RefreshAsync((await app.TokensAsync()).Access);

        await answer.AssertErrorAsync("invalid_grant");
    }

    [Fact]
    public async Task A_token_of_another_client_is_refused_and_stays_good_for_its_own()
    {
        var spa = await app.TokensAsync("alice", ("client_id", "blazorjwt-spa"));

        using (var foreign = await app.RefreshAsync(spa.Refresh)) await foreign.AssertErrorAsync("invalid_grant");

        await (await app.RefreshAsync(spa.Refresh, ("client_id", "blazorjwt-spa"))).TokensAsync();
    }

    [Theory]
    [InlineData("nobody", "invalid_client")]
    [InlineData("BLAZORJWT-SPA", "invalid_client")]
    [InlineData("blazorjwt-web", "unauthorized_client")]
    public async Task A_client_that_may_not_ask_here_is_told_so(string client, string error)
    {
        using var answer = await app.PostFormAsync("/token", ("grant_type", "password"), ("username", "alice"),
            ("password", app.DemoPassword("alice")), ("client_id", client));

        await answer.AssertErrorAsync(error);
    }

    [Fact]
    public async Task Fewer_scopes_may_be_asked_for_and_more_may_not()
    {
        var first = await app.TokensAsync("alice", ("scope", "orders.read"));

        using (var wider = await app.RefreshAsync(first.Refresh, ("scope", "orders.read orders.write")))
            await wider.AssertErrorAsync("invalid_scope");
        var same = await (await app.RefreshAsync(first.Refresh, ("scope", "orders.read"))).TokensAsync();

        Assert.Equal("orders.read", (await app.CheckAsync(same.Access)).Token!.GetPayloadValue<string>("scope"));
    }

    [Fact]
    public async Task A_parameter_that_stands_twice_is_refused()
    {
        using var answer = await app.RefreshAsync("one", ("refresh_token", "two"));

        await answer.AssertErrorAsync("invalid_request");
    }

    [Fact]
    public async Task A_refresh_token_that_lay_unused_too_long_is_refused()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var own = AppFixture.Start(time: time);
        var first = await own.TokensAsync();
        time.Advance(TimeSpan.FromHours(2));

        using var answer = await own.RefreshAsync(first.Refresh);

        await answer.AssertErrorAsync("invalid_grant");
    }

    [Fact]
    public async Task After_a_restart_no_refresh_token_is_known()
    {
        await using var restarted = AppFixture.Start();

        using var answer = await restarted.RefreshAsync((await app.TokensAsync()).Refresh);

        await answer.AssertErrorAsync("invalid_grant");
    }

    [Fact]
    public async Task Too_many_requests_of_one_address_get_a_time_to_come_back()
    {
        await using var own = AppFixture.Start([("Accounts:TokenRequestsByAddress", "2")]);
        using (var first = await own.RefreshAsync("x")) await first.AssertErrorAsync("invalid_grant");
        using (var second = await own.PostFormAsync("/revoke", ("token", "x"))) Assert.Equal(HttpStatusCode.OK, second.StatusCode);

        using var third = await own.RefreshAsync("x");
        using var revoke = await own.PostFormAsync("/revoke", ("token", "x"));

        await third.AssertErrorAsync("temporarily_unavailable", HttpStatusCode.TooManyRequests);
        await revoke.AssertErrorAsync("temporarily_unavailable", HttpStatusCode.TooManyRequests);
        Assert.NotNull(third.Headers.RetryAfter!.Delta);
    }
}
