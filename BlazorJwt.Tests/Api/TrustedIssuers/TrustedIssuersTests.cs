using System.Net;
using System.Text.Json.Nodes;
using BlazorJwt.Api.TrustedIssuers;
using BlazorJwt.AuthorizationServer.SigningKeys;
using BlazorJwt.Tests.Api.Client;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tests.Tokens.Keys;
using BlazorJwt.Tests.Tokens.Validation;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Api.TrustedIssuers;

[Trait("needs", "server")]
public sealed class TrustedIssuersTests
{
    private const string Hidden = "which is asked for. The token's value is not shown: it can be personal.";

    [Theory]
    [InlineData("RS256")]
    [InlineData("PS256")]
    [InlineData("ES256")]
    public async Task A_token_of_a_trusted_issuer_opens_what_it_allows(string algorithm)
    {
        await using var issuer = await ForeignIssuer.StartAsync(algorithm);
        await using var app = AppFixture.Start(issuer.Settings());
        var visitor = new Visitor(app);

        using var orders = await visitor.WithHeader(HttpMethod.Get, "/api/orders", issuer.Token());
        using var placed = await visitor.WithHeader(HttpMethod.Post, "/api/orders", issuer.Token(), new { item = "espresso" });

        Assert.Equal(HttpStatusCode.OK, orders.StatusCode);
        Assert.Equal("The token lacks the scope orders.write.", await placed.ProblemAsync(HttpStatusCode.Forbidden));
        Assert.Equal(1, issuer.Questions);
    }

    [Fact]
    public async Task Without_the_entry_in_the_settings_the_same_token_is_refused_and_nobody_is_asked()
    {
        await using var issuer = await ForeignIssuer.StartAsync();
        await using var app = AppFixture.Start();

        using var response = await new Visitor(app).WithHeader(HttpMethod.Get, "/api/orders", issuer.Token());

        Assert.Equal($"iss '{issuer.Issuer}' is not among the trusted issuers.", await response.ProblemAsync(HttpStatusCode.Unauthorized));
        Assert.Equal(0, issuer.Questions);
    }

    public static TheoryData<string, TokenCheckKind, Func<ForeignIssuerShape, string>> Refused => new()
    {
        { "for another API", TokenCheckKind.Audience, shape => shape.Issuer.Token(audience: "orders-elsewhere") },
        { "without an audience", TokenCheckKind.Audience, shape => shape.Issuer.Token(payload: claims => claims.Remove("aud")) },
        { "an ID token, by its type", TokenCheckKind.Type, shape => shape.Issuer.Token(header: header => header["typ"] = "JWT") },
        { "of another tenant", TokenCheckKind.Issuer,
            shape => shape.Issuer.Token(payload: claims => claims["iss"] = shape.Issuer.Issuer + "/other") },
        { "under a key that is not published", TokenCheckKind.Key, shape => shape.Issuer.Token(key: KeyStock.AnotherKey("RS256")) },
        { "by a stranger under the name of the key", TokenCheckKind.Signature,
            shape => shape.Issuer.Token(key: KeyStock.AnotherKey("RS256"), header: header => header["kid"] = shape.Issuer.Key.KeyId) },
        { "without a key id", TokenCheckKind.Key, shape => shape.Issuer.Token(header: header => header.Remove("kid")) },
        { "by an algorithm that is not on the list", TokenCheckKind.Algorithm,
            shape => shape.Issuer.Token(header: header => header["alg"] = "RS512") },
        { "that says none and keeps a signature", TokenCheckKind.Algorithm,
            shape => shape.Issuer.Token(header: header => header["alg"] = "none") },
        { "expired", TokenCheckKind.Expiry,
            shape => shape.Issuer.Token(payload: claims => (claims["iat"], claims["exp"]) = (1_700_000_000, 1_700_000_600)) },
        { "that lives for a week", TokenCheckKind.Lifetime,
            shape => shape.Issuer.Token(payload: claims => claims["exp"] = claims["iat"]!.GetValue<long>() + (7 * 86_400)) },
        { "without iat", TokenCheckKind.RequiredClaims, shape => shape.Issuer.Token(payload: claims => claims.Remove("iat")) },
        { "without a subject", TokenCheckKind.RequiredClaims, shape => shape.Issuer.Token(payload: claims => claims.Remove("sub")) },
        { "with a signature of one bit less", TokenCheckKind.Signature, shape => OneBitLess(shape.Issuer.Token()) },
        { "of ours, under their name", TokenCheckKind.Key,
            shape => Forge.Change(new Visitor(shape.App).Token(), shape.App.Services.GetRequiredService<TokenKeyRing>().For("ES256"),
                payload: claims => (claims["iss"], claims["aud"]) = (shape.Issuer.Issuer, "orders-here")) },
        { "of theirs, under our name", TokenCheckKind.Key,
            shape => shape.Issuer.Token(payload: claims => (claims["iss"], claims["aud"]) = ("http://localhost:5080", "blazorjwt-api")) },
    };

    [Fact]
    public async Task Every_token_that_is_not_quite_right_is_refused_at_the_check_that_says_so()
    {
        await using var issuer = await ForeignIssuer.StartAsync();
        await using var app = AppFixture.Start(issuer.Settings(("Algorithms:1", "ES256")));
        var tokens = app.Services.GetRequiredService<TokenService>();
        Assert.True((await tokens.ValidateAsync(issuer.Token())).Accepted);

        foreach (var row in Refused)
        {
            var (name, kind, make) = row.Data;
            var verdict = await tokens.ValidateAsync(make(new(issuer, app)));
            Assert.True(verdict.Refusal?.Kind == kind, $"A token {name}: {verdict}");
            Verdicts.AssertConsistent(verdict);
        }
    }

    [Fact]
    public async Task An_access_token_without_a_type_is_told_by_its_claims()
    {
        await using var issuer = await ForeignIssuer.StartAsync();
        await using var app = AppFixture.Start(
            issuer.Settings(("Types:0", null), ("Audience", null), ("Values:token_use", "access"), ("Values:client_id", "shop")));
        var tokens = app.Services.GetRequiredService<TokenService>();
        string Token(string use, string client) => issuer.Token(header: header => header.Remove("typ"),
            payload: claims => { claims.Remove("aud"); (claims["token_use"], claims["client_id"]) = (use, client); });

        Assert.True((await tokens.ValidateAsync(Token("access", "shop"))).Accepted);
        Assert.Equal($"token_use is not 'access', {Hidden}", (await tokens.ValidateAsync(Token("id", "shop"))).Refusal!.Explanation);
        Assert.Equal($"client_id is not 'shop', {Hidden}", (await tokens.ValidateAsync(Token("access", "another"))).Refusal!.Explanation);
    }

    [Theory]
    [InlineData("true", "true", true)]
    [InlineData("True", "true", true)]
    [InlineData("true", "\"true\"", true)]
    [InlineData("false", "false", true)]
    [InlineData("true", "false", false)]
    [InlineData("false", "true", false)]
    [InlineData("1", "true", false)]
    [InlineData("3", "3", true)]
    [InlineData("3", "4", false)]
    [InlineData("null", "null", false)]
    public async Task A_claim_that_is_true_or_a_number_has_the_value_that_is_written_so(string setting, string claim, bool isAccepted)
    {
        await using var issuer = await ForeignIssuer.StartAsync();
        await using var app = AppFixture.Start(issuer.Settings(("Values:email_verified", setting)));

        var verdict = await app.Services.GetRequiredService<TokenService>().ValidateAsync(
            issuer.Token(payload: claims => claims["email_verified"] = JsonNode.Parse(claim)));

        Assert.Equal(isAccepted ? null
            : claim == "null" ? $"email_verified is missing, and '{setting}' is asked for."
            : $"email_verified is not '{setting}', {Hidden}", verdict.Refusal?.Explanation);
    }

    [Fact]
    public async Task A_claim_whose_name_has_colons_is_asked_for_like_any_other()
    {
        const string Tenant = "https://app.example/tenant";
        await using var issuer = await ForeignIssuer.StartAsync();
        await using var app = AppFixture.Start(
            issuer.Settings(("Values:" + Tenant, "acme"), ("Values:cognito:username", "svc"), ("Required:0", "urn:example:device")));
        var tokens = app.Services.GetRequiredService<TokenService>();

        Assert.Null((await tokens.ValidateAsync(Token(claims => { }))).Refusal);
        Assert.Equal($"{Tenant} is not 'acme', {Hidden}",
            (await tokens.ValidateAsync(Token(claims => claims[Tenant] = "evil"))).Refusal!.Explanation);
        Assert.Equal($"{Tenant} is a list, and the text 'acme' is asked for.",
            (await tokens.ValidateAsync(Token(claims => claims[Tenant] = new JsonArray("acme")))).Refusal!.Explanation);
        Assert.Equal($"{Tenant} is missing, and 'acme' is asked for.",
            (await tokens.ValidateAsync(Token(claims => claims.Remove(Tenant)))).Refusal!.Explanation);
        Assert.Equal($"cognito:username is not 'svc', {Hidden}",
            (await tokens.ValidateAsync(Token(claims => claims["cognito:username"] = "mallory"))).Refusal!.Explanation);
        Assert.Equal(TokenCheckKind.RequiredClaims,
            (await tokens.ValidateAsync(Token(claims => claims.Remove("urn:example:device")))).Refusal!.Kind);

        string Token(Action<JsonObject> change) => issuer.Token(payload: claims =>
        {
            (claims[Tenant], claims["cognito:username"], claims["urn:example:device"]) = ("acme", "svc", "till 4");
            change(claims);
        });
    }

    [Fact]
    public async Task Scopes_and_roles_are_read_where_that_issuer_puts_them_and_nowhere_else()
    {
        await using var issuer = await ForeignIssuer.StartAsync();
        await using var app = AppFixture.Start(issuer.Settings(("ScopeClaim", "permissions"), ("RoleClaim", "cognito:groups")));
        var visitor = new Visitor(app);
        void Theirs(JsonObject claims) => (claims["permissions"], claims["cognito:groups"], claims["scope"]) =
            (new JsonArray("orders.read", "orders.write"), new JsonArray("manager"), null);
        void Ours(JsonObject claims) => (claims["scope"], claims["role"]) = ("orders.read orders.write", "manager");

        using var placed = await visitor.WithHeader(HttpMethod.Post, "/api/orders", issuer.Token(payload: Theirs),
            new { item = "espresso" });
        using var sales = await visitor.WithHeader(HttpMethod.Get, "/api/sales-total", issuer.Token(payload: Theirs));
        using var noScope = await visitor.WithHeader(HttpMethod.Get, "/api/orders", issuer.Token(payload: Ours));
        using var noRole = await visitor.WithHeader(HttpMethod.Get, "/api/sales-total", issuer.Token(payload: Ours));

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (placed.StatusCode, sales.StatusCode));
        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (noScope.StatusCode, noRole.StatusCode));
    }

    [Fact]
    public async Task Another_issuer_cannot_speak_for_the_people_and_sessions_of_this_one()
    {
        await using var issuer = await ForeignIssuer.StartAsync();
        await using var app = AppFixture.Start(issuer.Settings());
        var visitor = new Visitor(app);
        var own = visitor.Token();
        using var placed = await visitor.WithHeader(HttpMethod.Post, "/api/orders", own, new { item = "espresso" });
        var session = JsonNode.Parse(Forge.Json(own, 1))!["sid"]!.GetValue<string>();

        using var mine = await visitor.WithHeader(HttpMethod.Get, "/api/orders", own);
        using var theirs = await visitor.WithHeader(HttpMethod.Get, "/api/orders",
            issuer.Token(payload: claims => claims["sid"] = session));

        Assert.Equal(1, (await mine.JsonAsync()).GetArrayLength());
        Assert.Equal(0, (await theirs.JsonAsync()).GetArrayLength());
    }

    [Fact]
    public async Task A_token_of_another_issuer_in_the_cookie_signs_nobody_in()
    {
        await using var issuer = await ForeignIssuer.StartAsync();
        await using var app = AppFixture.Start(issuer.Settings());
        var (visitor, token) = (new Visitor(app), issuer.Token(payload: claims => claims["sub"] = "alice"));

        using var byHeader = await visitor.WithHeader(HttpMethod.Get, "/api/orders", token);
        using var byCookie = await visitor.WithCookie(HttpMethod.Get, "/api/orders", token);
        using var page = await visitor.WithCookie(HttpMethod.Get, "/", token, null, ("Accept", "text/html"), ("Sec-Fetch-Dest", "document"),
            ("Sec-Fetch-Mode", "navigate"));

        Assert.Equal(HttpStatusCode.OK, byHeader.StatusCode);
        Assert.Equal("kid names a key that is not trusted here.", await byCookie.ProblemAsync(HttpStatusCode.Unauthorized));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.DoesNotContain("Sign out", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            StringComparison.Ordinal);
        Assert.Contains(page.Headers.GetValues("Set-Cookie"), cookie => cookie.StartsWith("__Host-BlazorJwt=;", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_issuer_that_is_down_takes_only_its_own_tokens_with_it()
    {
        var issuer = await ForeignIssuer.StartAsync();
        await using var app = AppFixture.Start(issuer.Settings());
        var (visitor, token) = (new Visitor(app), issuer.Token());
        await issuer.DisposeAsync();

        using var theirs = await visitor.WithHeader(HttpMethod.Get, "/api/orders", token);
        using var ours = await visitor.WithHeader(HttpMethod.Get, "/api/orders", visitor.Token());

        Assert.Equal("The keys of this issuer could not be fetched. The issuer's metadata can't be read: the connection was refused.",
            await theirs.ProblemAsync(HttpStatusCode.Unauthorized));
        Assert.Equal(HttpStatusCode.OK, ours.StatusCode);
    }

    [Fact]
    public async Task While_an_issuer_says_nothing_the_tokens_of_others_are_accepted()
    {
        await using var silent = new FaultyServer(answer: null);
        await using var app = AppFixture.Start(Silent(silent, "00:01:00"));
        var visitor = new Visitor(app);

        var theirs = visitor.WithHeader(HttpMethod.Get, "/api/orders", await TokenOfAsync(silent));
        await silent.Asked;
        using var ours = await visitor.WithHeader(HttpMethod.Get, "/api/orders", visitor.Token());

        Assert.False(theirs.IsCompleted, "The silent issuer is still being asked.");
        Assert.Equal(HttpStatusCode.OK, ours.StatusCode);
        await silent.DisposeAsync();
        using var answer = await theirs;
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task An_issuer_that_says_nothing_is_waited_for_no_longer_than_the_settings_say()
    {
        await using var silent = new FaultyServer(answer: null);
        await using var app = AppFixture.Start(Silent(silent, "00:00:01"));

        using var answer = await new Visitor(app).WithHeader(HttpMethod.Get, "/api/orders", await TokenOfAsync(silent));

        Assert.Equal("The keys of this issuer could not be fetched. The issuer's metadata can't be read: no answer in time.",
            await answer.ProblemAsync(HttpStatusCode.Unauthorized));
    }

    private static IEnumerable<(string Name, string? Value)> Silent(FaultyServer issuer, string timeout) =>
    [
        ("TrustedIssuers:0:Authority", AddressOf(issuer)), ("TrustedIssuers:0:Audience", "a"), ("TrustedIssuers:0:Algorithms:0", "RS256"),
        ("TrustedIssuers:0:Types:0", "at+jwt"), ("Issuers:Timeout", timeout),
    ];

    private static async Task<string> TokenOfAsync(FaultyServer issuer)
    {
        await using var foreign = await ForeignIssuer.StartAsync();
        return foreign.Token(payload: claims => claims["iss"] = AddressOf(issuer));
    }

    private static string AddressOf(FaultyServer issuer) => issuer.Address.GetLeftPart(UriPartial.Authority);

    private static string OneBitLess(string token)
    {
        var parts = token.Split('.');
        var signature = System.Buffers.Text.Base64Url.DecodeFromChars(parts[2]);
        signature[7] ^= 0b100;
        return $"{parts[0]}.{parts[1]}.{System.Buffers.Text.Base64Url.EncodeToString(signature)}";
    }

    /// <summary>What a refused token is made from.</summary>
    public sealed record ForeignIssuerShape(object Theirs, RunningApp App)
    {
        internal ForeignIssuer Issuer => (ForeignIssuer)Theirs;
    }
}
