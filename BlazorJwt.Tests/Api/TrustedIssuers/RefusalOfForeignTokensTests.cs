using System.Net;
using System.Text.Json.Nodes;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tests.Tokens.Validation;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Api.TrustedIssuers;

/// <summary>What the caller with a token of somebody else's is told, so that who runs either of the two knows what to change.</summary>
[Trait("needs", "server")]
public sealed class RefusalOfForeignTokensTests
{
    [Theory]
    [InlineData("{0}/", "iss '{0}/' is not among the trusted issuers: the settings have it without the last slash.")]
    [InlineData("HTTP://127.0.0.1:{1}",
        "iss 'HTTP://127.0.0.1:{1}' is not among the trusted issuers: the settings have it with other capital letters.")]
    [InlineData("https://127.0.0.1:{1}",
        "iss 'https://127.0.0.1:{1}' is not among the trusted issuers: the settings have it with http:// in front.")]
    [InlineData("https://stranger.example", "iss 'https://stranger.example' is not among the trusted issuers.")]
    [InlineData("§ \"quoted\"\r\nSet-Cookie: a=b", "iss '? ?quoted???Set-Cookie: a=b' is not among the trusted issuers.")]
    [InlineData("http://localhost:5080/",
        "iss 'http://localhost:5080/' is not among the trusted issuers: the settings have it without the last slash.")]
    public async Task An_issuer_that_is_not_known_is_named_with_what_differs(string name, string sentence)
    {
        await using var issuer = await ForeignIssuer.StartAsync();
        await using var app = AppFixture.Start(issuer.Settings());
        string Filled(string text) => text.Replace("{0}", issuer.Issuer).Replace("{1}", new Uri(issuer.Issuer).Port.ToString(null, null));

        using var response = await new Visitor(app).WithHeader(HttpMethod.Get, "/api/orders",
            issuer.Token(payload: claims => claims["iss"] = Filled(name), header: header => header["typ"] = "JWT"));

        Assert.Equal(Filled(sentence), await response.ProblemAsync(HttpStatusCode.Unauthorized));
        Assert.Equal($"Bearer realm=\"orders API\", error=\"invalid_token\", error_description=\"{Filled(sentence)}\"",
            response.Challenge());
        Assert.Equal(0, issuer.Questions);
    }

    [Fact]
    public async Task A_stranger_is_refused_for_iss_and_no_check_after_it_is_said_to_be_passed()
    {
        await using var issuer = await ForeignIssuer.StartAsync();
        await using var app = AppFixture.Start();

        var verdict = await app.Services.GetRequiredService<TokenService>().ValidateAsync(issuer.Token());

        Verdicts.AssertConsistent(verdict);
        Assert.Equal(TokenCheckKind.Issuer, verdict.Refusal!.Kind);
        Assert.Equal([TokenCheckKind.Size, TokenCheckKind.Form, TokenCheckKind.Json, TokenCheckKind.ClaimTypes],
            verdict.Checks.Where(check => check.Outcome is TokenCheckOutcome.Passed).Select(check => check.Kind));
    }

    [Theory]
    [InlineData("typ", "JWT", "typ says that this is another kind of token: it is 'JWT', and at+jwt is asked for.")]
    [InlineData("aud", "orders-here/",
        "aud does not name this API: it is 'orders-here/', and 'orders-here' is asked for, without the last slash.")]
    [InlineData("aud", "api://orders-here",
        "aud does not name this API: it is 'api://orders-here', and 'orders-here' is asked for, without api:// in front.")]
    [InlineData("aud", "elsewhere", "aud does not name this API: it is 'elsewhere', and 'orders-here' is asked for.")]
    [InlineData("aud", null, "aud is missing, and 'orders-here' is asked for.")]
    [InlineData("aud", "§ \"a\"\r\n", "aud does not name this API: it is '? ?a???', and 'orders-here' is asked for.")]
    [InlineData("aud", "0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890123456789-and-more",
        "aud does not name this API: it is '0123456789012345678901234567890123456789012345678901234567890123456789012345678901234567890" +
        "123456789...', and 'orders-here' is asked for.")]
    [InlineData("alg", "RS512", "alg is not on the list of accepted algorithms: it is 'RS512', and RS256 is asked for.")]
    [InlineData("alg", "EdDSA", "alg is EdDSA: cannot verify this algorithm here.")]
    [InlineData("cnf", """{"jkt":"0ZcOCORZNYy-DWpqq30jZyJGHTN0d2HglBV3uiguA4I"}""",
        "cnf binds the token to a key, for DPoP: no bearer token, and no proof of the key is checked here (RFC 9449, section 7.2).")]
    [InlineData("cnf", """{"x5t#S256":"bwcK0esc3ACC3DB2Y5_lESsXE8o9ltc05O89jdN-dg2"}""",
        "cnf binds the token to a certificate of its client: no bearer token, and none is asked for here (RFC 8705, section 3).")]
    [InlineData("cnf", """{"kid":"one"}""",
        "cnf binds the token to a key: no bearer token, and no proof of the key is checked here (RFC 7800).")]
    [InlineData("cnf", "\"text\"",
        "cnf binds the token to a key: no bearer token, and no proof of the key is checked here (RFC 7800).")]
    [InlineData("cnf", "null",
        "cnf binds the token to a key: no bearer token, and no proof of the key is checked here (RFC 7800).")]
    public async Task What_a_trusted_issuer_got_wrong_is_said(string member, string? value, string sentence)
    {
        await using var issuer = await ForeignIssuer.StartAsync();
        await using var app = AppFixture.Start(issuer.Settings());
        var node = member is "cnf" ? JsonNode.Parse(value!) : value;
        var token = member is "typ" or "alg" ? issuer.Token(header: header => header[member] = node)
            : value is null ? issuer.Token(payload: claims => claims.Remove(member))
            : issuer.Token(payload: claims => claims[member] = node);

        using var response = await new Visitor(app).WithHeader(HttpMethod.Get, "/api/orders", token);

        Assert.Equal(sentence, await response.ProblemAsync(HttpStatusCode.Unauthorized));
        Assert.Contains($"error_description=\"{sentence}\"", response.Challenge(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("at+jwt", "application/at+jwt", true)]
    [InlineData("at+jwt", "Application/AT+JWT", true)]
    [InlineData("application/at+jwt", "at+jwt", true)]
    [InlineData("at+jwt", "text/at+jwt", false)]
    [InlineData("at+jwt", "application/x/at+jwt", false)]
    [InlineData("x/at+jwt", "application/x/at+jwt", false)]
    public async Task The_prefix_of_a_media_type_may_be_there_or_not(string accepted, string type, bool isAccepted)
    {
        await using var issuer = await ForeignIssuer.StartAsync();
        await using var app = AppFixture.Start(issuer.Settings(("Types:0", accepted)));

        var verdict = await app.Services.GetRequiredService<TokenService>().ValidateAsync(
            issuer.Token(header: header => header["typ"] = type));

        Assert.Equal(isAccepted ? null : TokenCheckKind.Type, verdict.Refusal?.Kind);
    }

    [Theory]
    [InlineData("/realm_access/roles", """{"realm_access":{"roles":["manager"]}}""", true)]
    [InlineData("/resource_access/orders.api/roles", """{"resource_access":{"orders.api":{"roles":["manager"]}}}""", true)]
    [InlineData("/a~1b/c~0d", """{"a/b":{"c~d":"manager"}}""", true)]
    [InlineData("/my.roles", """{"my.roles":["manager"]}""", true)]
    [InlineData("https://app.example/roles", """{"https://app.example/roles":["manager"]}""", true)]
    [InlineData("/realm_access/roles", """{"/realm_access/roles":["manager"]}""", false)]
    [InlineData("/realm_access/roles", """{"realm_access.roles":["manager"],"roles":["manager"],"realm_access":["manager"]}""", false)]
    [InlineData("/realm_access/roles", """{"realm_access":{"roles":{"manager":true}}}""", false)]
    [InlineData("/realm_access/roles", """{"realm_access":{"roles":[["manager"],7,null]}}""", false)]
    public async Task Roles_are_read_where_the_settings_say(string path, string claims, bool isManager)
    {
        await using var issuer = await ForeignIssuer.StartAsync();
        await using var app = AppFixture.Start(issuer.Settings(("RoleClaim", path)));
        var token = issuer.Token(payload: payload =>
        {
            foreach (var (name, value) in JsonNode.Parse(claims)!.AsObject()) payload[name] = value!.DeepClone();
        });

        using var sales = await new Visitor(app).WithHeader(HttpMethod.Get, "/api/sales-total", token);

        Assert.Equal(isManager ? HttpStatusCode.OK : HttpStatusCode.Forbidden, sales.StatusCode);
    }

    [Fact]
    public async Task Scopes_and_the_name_are_read_by_a_path_too()
    {
        await using var issuer = await ForeignIssuer.StartAsync();
        await using var app = AppFixture.Start(issuer.Settings(("ScopeClaim", "/ext/scp"), ("NameClaim", "/ext/display")));

        var verdict = await app.Services.GetRequiredService<TokenService>().ValidateAsync(issuer.Token(payload: claims =>
            claims["ext"] = JsonNode.Parse("""{"scp":"orders.read orders.write","display":"Alice"}""")));
        using var orders = await new Visitor(app).WithHeader(HttpMethod.Post, "/api/orders", issuer.Token(payload: claims =>
            claims["ext"] = JsonNode.Parse("""{"scp":["orders.read","orders.write"]}""")), new { item = "espresso" });

        Assert.Equal("Alice", verdict.Identity?.Name);
        Assert.Equal(HttpStatusCode.Created, orders.StatusCode);
    }

    [Fact]
    public async Task Tokens_whose_iss_is_not_that_of_the_metadata_are_accepted_under_the_name_in_the_settings_alone()
    {
        const string TokenIssuer = "http://fs.example/adfs/services/trust";
        await using var issuer = await ForeignIssuer.StartAsync();
        await using var app = AppFixture.Start(issuer.Settings(("TokenIssuer", TokenIssuer)));
        var tokens = app.Services.GetRequiredService<TokenService>();

        Assert.True((await tokens.ValidateAsync(issuer.Token(payload: claims => claims["iss"] = TokenIssuer))).Accepted);
        Assert.Equal($"iss '{issuer.Issuer}' is not among the trusted issuers: one of them has it in its metadata, and another name for " +
            "its tokens by TokenIssuer.", (await tokens.ValidateAsync(issuer.Token())).Refusal?.Explanation);
    }

    [Theory]
    [InlineData("the metadata of one of them has it as access_token_issuer. Set TokenIssuer to it", "/adfs/services/trust", null)]
    [InlineData("the metadata at the Authority of one of them has it as issuer. Set Issuer to it", null, "/adfs")]
    public async Task The_setting_is_named_that_makes_the_issuer_of_the_metadata_another_one_than_that_of_the_tokens(string told,
        string? tokenIssuer, string? claimed)
    {
        await using var issuer = await ForeignIssuer.StartAsync();
        (issuer.TokenIssuer, issuer.Claimed) = (issuer.Issuer + tokenIssuer, claimed is null ? null : issuer.Issuer + claimed);
        await using var app = AppFixture.Start(issuer.Settings());
        var tokens = app.Services.GetRequiredService<TokenService>();
        var named = issuer.Issuer + (tokenIssuer ?? claimed);

        Assert.Equal($"iss '{named}' is not among the trusted issuers: {told}.", await ReasonAsync(named));
        Assert.Equal($"iss '{named}/x' is not among the trusted issuers.", await ReasonAsync(named + "/x"));
        var asked = issuer.Questions;
        Assert.Equal("iss 'https://stranger.example/adfs' is not among the trusted issuers.",
            await ReasonAsync("https://stranger.example/adfs"));
        Assert.Equal(asked, issuer.Questions);

        async Task<string?> ReasonAsync(string name) =>
            (await tokens.ValidateAsync(issuer.Token(payload: claims => claims["iss"] = name))).Refusal?.Explanation;
    }
}
