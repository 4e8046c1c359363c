using System.Net;
using BlazorJwt.Tests.Api.TrustedIssuers;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.AuthorizationServer.TokenEndpoint;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.AuthorizationServer;

/// <summary>Tokens are revoked by RFC 7009.</summary>
[Trait("needs", "server")]
public sealed class RevocationTests(AppFixture app)
{
    [Fact]
    public async Task A_refresh_token_takes_its_family_and_the_access_tokens_of_it_along()
    {
        var first = await app.TokensAsync();
        var second = await (await app.RefreshAsync(first.Refresh)).TokensAsync();

        using var answer = await app.PostFormAsync("/revoke", ("token", second.Refresh), ("token_type_hint", "refresh_token"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("", await answer.TextAsync());
        Assert.False(await app.IsGoodAsync(first.Access));
        Assert.False(await app.IsGoodAsync(second.Access));
        using var refresh = await app.RefreshAsync(second.Refresh);
        await refresh.AssertErrorAsync("invalid_grant");
    }

    [Fact]
    public async Task An_access_token_ends_alone()
    {
        var tokens = await app.TokensAsync();

        using var answer = await app.PostFormAsync("/revoke", ("token", tokens.Access), ("token_type_hint", "access_token"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(await app.IsGoodAsync(tokens.Access));
        await (await app.RefreshAsync(tokens.Refresh)).TokensAsync();
    }

    [Theory]
    [InlineData("refresh_token")]
    [InlineData("something_else")]
    public async Task A_wrong_hint_does_not_matter(string hint)
    {
        var tokens = await app.TokensAsync();

        using var answer = await app.PostFormAsync("/revoke", ("token", tokens.Access), ("token_type_hint", hint));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.False(await app.IsGoodAsync(tokens.Access));
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("rt1.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("eyJhbGciOiJFUzI1NiIsInR5cCI6ImF0K2p3dCJ9.e30.AAAA")]
    public async Task A_token_that_is_not_known_is_as_good_as_revoked(string token)
    {
        using var answer = await app.PostFormAsync("/revoke", ("token", token));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task A_token_that_was_revoked_before_is_no_error()
    {
        var tokens = await app.TokensAsync();
        (await app.PostFormAsync("/revoke", ("token", tokens.Refresh))).Dispose();

        using var again = await app.PostFormAsync("/revoke", ("token", tokens.Refresh));

        Assert.Equal(HttpStatusCode.OK, again.StatusCode);
    }

    [Fact]
    public async Task A_token_of_another_client_is_refused_and_stays_good()
    {
        var tokens = await app.TokensAsync();

        using var refresh = await app.PostFormAsync("/revoke", ("token", tokens.Refresh), ("client_id", "blazorjwt-spa"));
        using var access = await app.PostFormAsync("/revoke", ("token", tokens.Access), ("client_id", "blazorjwt-spa"));
        using var nobody = await app.PostFormAsync("/revoke", ("token", tokens.Access), ("client_id", "nobody"));

        await refresh.AssertErrorAsync("invalid_grant");
        await access.AssertErrorAsync("invalid_grant");
        await nobody.AssertErrorAsync("invalid_client");
        Assert.True(await app.IsGoodAsync(tokens.Access));
    }

    [Fact]
    public async Task A_token_of_another_kind_can_not_be_revoked_here()
    {
        using var answer = await app.PostFormAsync("/revoke", ("token", "eyJhbGciOiJFUzI1NiIsInR5cCI6IkpXVCJ9.e30.AAAA"));

        await answer.AssertErrorAsync("unsupported_token_type");
    }

    [Theory]
    [InlineData("1")]
    [InlineData("true")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[\"at+jwt\"]")]
    [InlineData("\"AT+JWT\"")]
    [InlineData("\"application/at+jwt\"")]
    public async Task A_token_whose_type_is_no_text_or_is_written_in_another_way_is_only_unknown(string type)
    {
        var header = Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{{\"alg\":\"ES256\",\"typ\":{type}}}")).TrimEnd('=')
            .Replace('+', '-').Replace('/', '_');
        using var answer = await app.PostFormAsync("/revoke", ("token", $"{header}.e30.AAAA"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("client_id")]
    [InlineData("jti")]
    [InlineData("nothing")]
    public async Task A_token_of_a_trusted_issuer_is_that_issuer_s_to_take_back_whatever_it_lacks(string lacking)
    {
        await using var issuer = await ForeignIssuer.StartAsync();
        await using var own = AppFixture.Start(issuer.Settings());
        var token = issuer.Token(payload: claims =>
        {
            claims["client_id"] = "blazorjwt-scripts";
            claims.Remove(lacking);
        });
        Assert.True(await own.IsGoodAsync(token));

        using var answer = await own.PostFormAsync("/revoke", ("token", token));
        using var introspected = await own.IntrospectAsync(token);

        await answer.AssertErrorAsync("unsupported_token_type");
        Assert.True(await own.IsGoodAsync(token));
        Assert.Equal(HttpStatusCode.OK, introspected.StatusCode);
        Assert.Contains("\"active\":true", await introspected.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_no_form_or_names_no_token_gets_the_standard_error()
    {
        using var client = app.CreateClient();
        using var json = new StringContent("{}", System.Text.Encoding.UTF8, "application/json");
        using var notForm = await client.PostAsync(new Uri("/revoke", UriKind.Relative), json, SignInForms.Cancellation);
        using var empty = await app.PostFormAsync("/revoke", ("token_type_hint", "access_token"));
        using var twice = await app.PostFormAsync("/revoke", ("token", "a"), ("token", "b"));
        using var get = await client.SendGetAsync("/revoke");

        foreach (var answer in (HttpResponseMessage[])[notForm, empty, twice]) await answer.AssertErrorAsync("invalid_request");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, get.StatusCode);
    }
}
