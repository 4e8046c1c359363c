using System.Net;
using System.Text.Json;
using BlazorJwt.Tests.Api;
using BlazorJwt.Tests.AuthorizationServer.TokenEndpoint;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Tests.AuthorizationServer;

/// <summary>Tokens are introspected by RFC 7662.</summary>
[Trait("needs", "server")]
public sealed class IntrospectionTests(AppFixture app)
{
    [Fact]
    public async Task Of_a_good_access_token_its_claims_are_told()
    {
        var tokens = await app.TokensAsync();

        var said = await AskAsync(tokens.Access);

        var token = (await app.CheckAsync(tokens.Access)).Token!;
        Assert.True(said.GetProperty("active").GetBoolean());
        Assert.Equal(("alice", token.Id, "Bearer"),
            (said.GetProperty("sub").GetString(), said.GetProperty("jti").GetString(), said.GetProperty("token_type").GetString()));
        Assert.Equal(token.GetPayloadValue<long>("exp"), said.GetProperty("exp").GetInt64());
        Assert.Equal("orders.read orders.write", said.GetProperty("scope").GetString());
        Assert.Equal("blazorjwt-scripts", said.GetProperty("client_id").GetString());
    }

    [Fact]
    public async Task Of_a_refresh_token_that_can_be_used_person_client_and_end_are_told()
    {
        var said = await AskAsync((await app.TokensAsync()).Refresh);

        Assert.True(said.GetProperty("active").GetBoolean());
        Assert.Equal(("alice", "blazorjwt-scripts"), (said.GetProperty("sub").GetString(), said.GetProperty("client_id").GetString()));
        Assert.Equal(TimeSpan.FromHours(2).TotalSeconds, said.GetProperty("exp").GetInt64() - said.GetProperty("iat").GetInt64());
    }

    [Fact]
    public async Task Of_any_other_nothing_is_told_but_that()
    {
        var tokens = await app.TokensAsync();
        var next = await (await app.RefreshAsync(tokens.Refresh)).TokensAsync();
        var revoked = await app.TokensAsync();
        (await app.PostFormAsync("/revoke", ("token", revoked.Refresh))).Dispose();

        foreach (var text in (string[])["garbage", "語", tokens.Refresh, revoked.Refresh, revoked.Access, tokens.Access[..^4] + "AAAA",
            app.Issue(request => request with { IssuedAt = DateTimeOffset.UtcNow.AddHours(-2) })])
        {
            Assert.Equal("{\"active\":false}", (await AskAsync(text)).GetRawText());
        }

        Assert.True((await AskAsync(next.Refresh)).GetProperty("active").GetBoolean());
    }

    [Fact]
    public async Task Who_asks_must_be_allowed_to()
    {
        var alice = await app.TokensAsync();

        using var nobody = await SendAsync(alice.Access, caller: null);
        using var customer = await SendAsync(alice.Access, alice.Access);

        await nobody.ProblemAsync(HttpStatusCode.Unauthorized);
        Assert.StartsWith("Bearer realm=", nobody.Challenge(), StringComparison.Ordinal);
        Assert.Equal("The token lacks the role manager.", await customer.ProblemAsync(HttpStatusCode.Forbidden));
        Assert.Contains("error=\"insufficient_scope\"", customer.Challenge(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_without_a_token_gets_the_standard_error()
    {
        using var answer = await SendAsync("", (await app.TokensAsync("mira")).Access);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("invalid_request", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
    }

    private async Task<JsonElement> AskAsync(string token)
    {
        using var answer = await SendAsync(token, (await app.TokensAsync("mira")).Access);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        return await answer.JsonAsync();
    }

    private async Task<HttpResponseMessage> SendAsync(string token, string? caller)
    {
        using var client = app.CreateClient();
        if (caller is not null) client.DefaultRequestHeaders.Authorization = new("Bearer", caller);
        return await client.PostFieldsAsync("/introspect", ("token", token), ("token_type_hint", "access_token"));
    }
}
