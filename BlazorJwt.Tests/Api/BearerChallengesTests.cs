using System.Net;
using BlazorJwt.AuthorizationServer.SigningKeys;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Api;

[Trait("needs", "server")]
public sealed class BearerChallengesTests(AppFixture app)
{
    [Theory]
    [InlineData("GET", "/api/orders")]
    [InlineData("POST", "/api/orders")]
    [InlineData("GET", "/api/sales-total")]
    public async Task Who_sends_nothing_is_told_how_to_begin_and_no_error(string method, string path)
    {
        using var response = await new Visitor(app).WithHeader(new(method), path, token: null);

        var sentence = await response.ProblemAsync(HttpStatusCode.Unauthorized);
        Assert.Equal("Bearer realm=\"orders API\"", response.Challenge());
        Assert.StartsWith("Send an access token", sentence, StringComparison.Ordinal);
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
    }

    [Fact]
    public async Task A_browser_that_asks_for_a_page_gets_the_same_answer_and_no_redirect()
    {
        using var response = await new Visitor(app).WithCookie(HttpMethod.Get, "/api/orders", token: null, body: null,
            ("Accept", "text/html"), ("Sec-Fetch-Mode", "navigate"), ("Sec-Fetch-Dest", "document"));

        await response.ProblemAsync(HttpStatusCode.Unauthorized);
        Assert.Equal("Bearer realm=\"orders API\"", response.Challenge());
    }

    [Theory]
    [InlineData("Bearer", "The Authorization header says Bearer and no token follows.")]
    [InlineData("bearer", "The Authorization header says Bearer and no token follows.")]
    [InlineData("Bearer one two", "The Authorization header holds more than one token.")]
    public async Task A_malformed_header_is_an_invalid_request(string header, string sentence)
    {
        var visitor = new Visitor(app);

        // The cookie is good: that the header is broken must not let it speak.
        using var response = await visitor.WithCookie(HttpMethod.Get, "/api/orders", visitor.Token(), body: null,
            ("Authorization", header));

        Assert.Equal(sentence, await response.ProblemAsync(HttpStatusCode.BadRequest));
        Assert.Equal($"Bearer realm=\"orders API\", error=\"invalid_request\", error_description=\"{sentence}\"", response.Challenge());
    }

    [Theory]
    [InlineData(0, "\"\\ud800\":1")]
    [InlineData(0, "\"x\":\"\\ud800\"")]
    [InlineData(0, "\"kid\":\"\\udc00\\ud800\"")]
    [InlineData(1, "\"\\ud800\":1")]
    [InlineData(1, "\"x\":[{\"\\udfff\":null}]")]
    [InlineData(1, "\"x\":[\"\\ud83d\"]")]
    [InlineData(1, "\"sub\":\"mira\",\"\\ud800\":1")]
    public async Task A_token_that_names_half_a_character_is_refused_and_breaks_nothing(int part, string member)
    {
        var visitor = new Visitor(app);
        var token = visitor.Token();
        string[] json = [Forge.Json(token, 0), Forge.Json(token, 1)];
        json[part] = $"{{{member},{json[part][1..]}";
        var forged = Forge.Sign(json[0], json[1], app.Services.GetRequiredService<TokenKeyRing>().For("ES256"));

        using var response = await visitor.WithHeader(HttpMethod.Get, "/api/orders", forged);

        Assert.Contains("half a character", await response.ProblemAsync(HttpStatusCode.Unauthorized), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_twin_of_an_ES256_signature_opens_the_API_with_other_characters()
    {
        var visitor = new Visitor(app);
        var token = visitor.Token();
        var twin = Forge.Twin(token);

        using var response = await visitor.WithHeader(HttpMethod.Get, "/api/orders", twin);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var differs = Enumerable.Range(0, token.Length).Where(at => token[at] != twin[at]).ToArray();
        // s fills the last 44 characters, and begins within the first of them.
        Assert.InRange(differs.Length, 20, 44);
        Assert.True(differs[0] >= token.Length - 44);
    }

    [Fact]
    public async Task A_header_of_another_scheme_is_no_token()
    {
        var visitor = new Visitor(app);

        using var response = await visitor.WithCookie(HttpMethod.Get, "/api/orders", visitor.Token(), body: null,
            ("Authorization", "Basic YWxpY2U6c2VjcmV0"));

        await response.ProblemAsync(HttpStatusCode.Unauthorized);
        Assert.Equal("Bearer realm=\"orders API\"", response.Challenge());
    }

    [Fact]
    public async Task A_header_always_beats_the_cookie()
    {
        var visitor = new Visitor(app);

        using var garbage = await visitor.WithCookie(HttpMethod.Get, "/api/orders", visitor.Token(), body: null,
            ("Authorization", "Bearer garbage"));
        using var cookieAlone = await visitor.WithCookie(HttpMethod.Get, "/api/orders", visitor.Token());

        await garbage.ProblemAsync(HttpStatusCode.Unauthorized);
        Assert.Equal(InvalidToken("A signed token has three parts with dots between; this has 1."), garbage.Challenge());
        Assert.Equal(HttpStatusCode.OK, cookieAlone.StatusCode);
    }

    [Fact]
    public async Task A_token_in_quotes_is_told_so_in_words_that_can_stand_in_the_header()
    {
        using var response = await new Visitor(app).WithHeader(HttpMethod.Get, "/api/orders", "\"a.b.c\"");

        await response.ProblemAsync(HttpStatusCode.Unauthorized);
        Assert.Equal(InvalidToken("Character 1 is a double quotation mark: a token has A-Z a-z 0-9 - _ and the dot."),
            response.Challenge());
    }

    [Fact]
    public async Task A_token_that_is_not_ASCII_is_refused_in_a_header_that_is()
    {
        // Cookies are percent-decoded, so this one brings an ö.
        using var response = await new Visitor(app).WithCookie(HttpMethod.Get, "/api/orders", "t%C3%B6ken");

        await response.ProblemAsync(HttpStatusCode.Unauthorized);
        Assert.Equal(InvalidToken("Character 2 is not ASCII: a token has A-Z a-z 0-9 - _ and the dot."), response.Challenge());
    }

    [Fact]
    public async Task A_padded_token_is_refused_with_a_sentence_that_can_stand_in_the_header()
    {
        using var response = await new Visitor(app).WithHeader(HttpMethod.Get, "/api/orders", "YQ==.YQ.YQ");

        Assert.Equal("Character 3 is '=': base64url in a token has no padding.", await response.ProblemAsync(HttpStatusCode.Unauthorized));
        Assert.Equal(InvalidToken("Character 3 is '=': base64url in a token has no padding."), response.Challenge());
    }

    [Fact]
    public async Task A_token_that_was_revoked_is_refused_though_it_has_not_expired()
    {
        var visitor = new Visitor(app);
        var token = visitor.Token();
        using var before = await visitor.WithHeader(HttpMethod.Get, "/api/orders", token);
        var tokens = app.Services.GetRequiredService<TokenService>();
        await tokens.RevokeAsync((await tokens.ValidateAsync(token)).Token!);

        using var after = await visitor.WithHeader(HttpMethod.Get, "/api/orders", token);

        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        await after.ProblemAsync(HttpStatusCode.Unauthorized);
        Assert.Equal(InvalidToken("This token was revoked before it expired."), after.Challenge());
    }

    [Theory]
    [InlineData("GET", "orders.write", "orders.read")]
    [InlineData("POST", "orders.read", "orders.write")]
    [InlineData("POST", "orders.write.all", "orders.write")]
    [InlineData("POST", "ORDERS.WRITE", "orders.write")]
    [InlineData("GET", "", "orders.read")]
    public async Task Who_lacks_a_scope_is_told_which(string method, string held, string missing)
    {
        var visitor = new Visitor(app);

        using var response = await visitor.WithHeader(new(method), "/api/orders", visitor.Token(scopes: held),
            method is "POST" ? new { item = "tea" } : null);

        Assert.Equal($"The token lacks the scope {missing}.", await response.ProblemAsync(HttpStatusCode.Forbidden));
        Assert.Equal($"Bearer realm=\"orders API\", error=\"insufficient_scope\", error_description=\"The token lacks the " +
            $"scope {missing}.\", scope=\"{missing}\"", response.Challenge());
        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("Manager")]
    [InlineData("customer")]
    public async Task Who_lacks_a_role_is_told_which(string? role)
    {
        var visitor = new Visitor(app);

        using var response = await visitor.WithHeader(HttpMethod.Get, "/api/sales-total", visitor.Token(role: role));

        await response.ProblemAsync(HttpStatusCode.Forbidden);
        Assert.Equal("Bearer realm=\"orders API\", error=\"insufficient_scope\", error_description=\"The token lacks the role manager.\"",
            response.Challenge());
    }

    [Fact]
    public async Task A_token_of_an_app_that_was_restarted_is_refused_for_its_key()
    {
        await using var before = AppFixture.Start();
        var token = before.Issue(request => request);

        using var response = await new Visitor(app).WithHeader(HttpMethod.Get, "/api/orders", token);

        await response.ProblemAsync(HttpStatusCode.Unauthorized);
        Assert.Equal(InvalidToken("kid names a key that is not trusted here."), response.Challenge());
    }

    private static string InvalidToken(string sentence) =>
        $"Bearer realm=\"orders API\", error=\"invalid_token\", error_description=\"{sentence}\"";
}
