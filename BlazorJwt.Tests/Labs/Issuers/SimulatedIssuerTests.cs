using System.Net;
using System.Text.Json;
using BlazorJwt.Api.TrustedIssuers;
using BlazorJwt.Labs.Issuers;
using BlazorJwt.Tests.Api;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Labs.Issuers;

[Trait("needs", "server")]
public sealed class SimulatedIssuerTests(AppFixture app)
{
    private readonly string _visitor = Guid.NewGuid().ToString("N");

    public static TheoryData<string> Slugs => [.. SimulatedIssuers.All.Select(shape => shape.Slug)];

    private SimulatedIssuerRuns Runs => app.Services.GetRequiredService<SimulatedIssuerRuns>();

    private SimulatedIssuerTokens Issuer => app.Services.GetRequiredService<SimulatedIssuerTokens>();

    private TrustedIssuerRegistry Trusted => app.Services.GetRequiredService<TrustedIssuerRegistry>();

    private TokenService Tokens => app.Services.GetRequiredService<TokenService>();

    [Theory]
    [MemberData(nameof(Slugs))]
    public async Task The_access_token_opens_the_api_with_the_block_and_not_without(string slug)
    {
        var (shape, run) = (SimulatedIssuers.Find(slug)!, Runs.For(_visitor));
        var visitor = new Visitor(app);
        string Token() => Issuer.Mint(shape, run, SimulatedTokenShape.Access);

        using var before = await visitor.WithHeader(HttpMethod.Get, "/api/orders", Token());
        Trust(shape, run);
        using var with = await visitor.WithHeader(HttpMethod.Get, "/api/orders", Token());
        using var write = await visitor.WithHeader(HttpMethod.Post, "/api/orders", Token(), new { item = "espresso" });
        Trusted.Distrust(run.Issuer(Issuer.Server!, shape));
        using var after = await visitor.WithHeader(HttpMethod.Get, "/api/orders", Token());

        await before.ProblemAsync(HttpStatusCode.Unauthorized);
        Assert.Equal(HttpStatusCode.OK, with.StatusCode);
        await write.ProblemAsync(HttpStatusCode.Forbidden);
        await after.ProblemAsync(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("okta", TokenCheckKind.Audience, TokenCheckKind.Audience)]
    [InlineData("auth0", TokenCheckKind.Type, TokenCheckKind.Audience)]
    [InlineData("entra", TokenCheckKind.Audience, TokenCheckKind.Audience)]
    [InlineData("entra-v1", TokenCheckKind.Audience, TokenCheckKind.Audience)]
    [InlineData("keycloak", TokenCheckKind.Audience, TokenCheckKind.Audience)]
    [InlineData("google", TokenCheckKind.Audience, TokenCheckKind.Audience)]
    [InlineData("cognito", TokenCheckKind.RequiredClaims, TokenCheckKind.RequiredClaims)]
    public async Task What_is_not_quite_the_access_token_is_refused_for_its_reason(
        string slug, TokenCheckKind idToken, TokenCheckKind otherAudience)
    {
        var (shape, run) = (SimulatedIssuers.Find(slug)!, Runs.For(_visitor));
        Trust(shape, run);
        async Task<TokenCheckKind?> RefusedAt(SimulatedTokenShape sample) =>
            (await Tokens.ValidateAsync(Issuer.Mint(shape, run, sample))).Refusal?.Kind;

        Assert.Null(await RefusedAt(SimulatedTokenShape.Access));
        Assert.Equal(idToken, await RefusedAt(SimulatedTokenShape.IdToken));
        Assert.Equal(otherAudience, await RefusedAt(SimulatedTokenShape.OtherAudience));
        // Another tenant is another issuer, which nobody trusts.
        Assert.Equal(TokenCheckKind.Issuer, await RefusedAt(SimulatedTokenShape.OtherTenant));
        Assert.Equal(TokenCheckKind.Key, await RefusedAt(SimulatedTokenShape.UnknownKey));
        Assert.Equal(TokenCheckKind.Signature, await RefusedAt(SimulatedTokenShape.BitFlipped));
    }

    [Theory]
    [MemberData(nameof(Slugs))]
    public void The_table_of_the_lesson_says_what_the_tokens_hold(string slug)
    {
        var shape = SimulatedIssuers.Find(slug)!;
        var text = Issuer.Mint(shape, Runs.For(_visitor), SimulatedTokenShape.Access);
        var (header, claims) = (JsonDocument.Parse(Forge.Json(text, 0)).RootElement, JsonDocument.Parse(Forge.Json(text, 1)).RootElement);

        Assert.Equal(shape.Type, header.TryGetProperty("typ", out var type) ? type.GetString() : null);
        Assert.Equal("RS256", header.GetProperty("alg").GetString());
        Assert.Equal(shape.Audience, claims.TryGetProperty("aud", out var audience) ? audience.GetString() : null);
        Assert.Equal(SimulatedIssuers.Client, claims.GetProperty(shape.ClientClaim).GetString());
        if (shape.ScopeClaim is { } scope)
        {
            Assert.Equal(shape.ScopesAreListed ? JsonValueKind.Array : JsonValueKind.String, claims.GetProperty(scope).ValueKind);
            Assert.Contains(shape.ScopePrefix + "orders.read", claims.GetProperty(scope).ToString(), StringComparison.Ordinal);
        }

        if (shape.RoleClaim is { } role)
        {
            Assert.Equal(JsonValueKind.Array, (role.StartsWith('/') ? role[1..].Split('/') : [role])
                .Aggregate(claims, (inside, step) => inside.GetProperty(step)).ValueKind);
        }
    }

    [Fact]
    public async Task Roles_inside_a_claim_are_found_with_the_settings_of_the_lesson()
    {
        var (shape, run) = (SimulatedIssuers.Find("keycloak")!, Runs.For(_visitor));
        Trust(shape, run);

        var verdict = await Tokens.ValidateAsync(Issuer.Mint(shape, run, SimulatedTokenShape.Access));

        Assert.True(new System.Security.Claims.ClaimsPrincipal(verdict.Identity!).IsInRole("customer"));
        Assert.False(new System.Security.Claims.ClaimsPrincipal(verdict.Identity!).IsInRole("manager"));
    }

    // From the issuers' documentation, and not from the table: Entra's uti, Google's missing jti, Cognito's missing aud.
    [Theory]
    [InlineData("okta", "aud auth_time cid exp groups iat iss jti scp sub uid ver", "amr aud auth_time exp iat idp iss jti sub ver")]
    [InlineData("auth0", "aud client_id exp iat iss jti permissions scope sub", "aud exp iat iss nonce sid sub")]
    [InlineData(
        "entra",
        "aud azp azpacr exp iat iss nbf oid roles scp sub tid uti ver",
        "aud exp iat iss nbf nonce oid preferred_username sub tid uti ver")]
    [InlineData(
        "entra-v1",
        "appid appidacr aud exp iat iss nbf oid roles scp sub tid upn uti ver",
        "aud exp iat iss nbf nonce oid sub tid unique_name uti ver")]
    [InlineData("keycloak", "acr aud azp exp iat iss jti preferred_username realm_access scope sub typ",
        "acr aud azp exp iat iss jti preferred_username sub typ")]
    [InlineData("google", "aud azp email email_verified exp iat iss sub", "at_hash aud azp email email_verified exp iat iss sub")]
    [InlineData(
        "cognito",
        "auth_time client_id cognito:groups exp iat iss jti origin_jti scope sub token_use username version",
        "aud auth_time cognito:username exp iat iss jti origin_jti sub token_use")]
    public void A_sample_has_the_claims_that_its_issuer_documents(string slug, string access, string id)
    {
        string Claims(SimulatedTokenShape sample)
        {
            var payload = Forge.Json(Issuer.Mint(SimulatedIssuers.Find(slug)!, Runs.For(_visitor), sample), 1);
            var names = JsonDocument.Parse(payload).RootElement.EnumerateObject().Select(claim => claim.Name);
            return string.Join(' ', names.Order(StringComparer.Ordinal));
        }

        Assert.Equal(access, Claims(SimulatedTokenShape.Access));
        Assert.Equal(id, Claims(SimulatedTokenShape.IdToken));
    }

    [Fact]
    public async Task What_one_visitor_trusts_speaks_for_no_other_visitors_issuer()
    {
        var shape = SimulatedIssuers.Find("okta")!;
        Trust(shape, Runs.For(_visitor));

        var verdict = await Tokens.ValidateAsync(Issuer.Mint(shape, Runs.For(_visitor + "another"), SimulatedTokenShape.Access));

        Assert.False(verdict.Accepted);
    }

    [Fact]
    public async Task A_rotated_key_is_published_next_to_the_former_and_the_issuer_signs_with_it()
    {
        var (shape, before) = (SimulatedIssuers.Find("entra")!, Runs.For(_visitor));
        var after = Runs.Rotate(_visitor);
        using var client = app.CreateClient();

        var address = $"/labs/issuers/entra/{after.Name}";
        using var metadata = await client.SendGetAsync($"{address}/v2.0/.well-known/openid-configuration");
        using var keys = await client.SendGetAsync($"{address}/keys");

        Assert.Equal(after.Issuer(Issuer.Server!, shape), (await metadata.JsonAsync()).GetProperty("issuer").GetString());
        var published = (await keys.JsonAsync()).GetProperty("keys");
        Assert.Equal([before.Key.KeyId, after.Key.KeyId], published.EnumerateArray().Select(key => key.GetProperty("kid").GetString()));
        Assert.All(published.EnumerateArray(), key =>
            Assert.Equal(["kty", "use", "kid", "n", "e"], key.EnumerateObject().Select(member => member.Name)));
        Assert.Contains(after.Key.KeyId, Forge.Json(Issuer.Mint(shape, after, SimulatedTokenShape.Access), 0), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/labs/issuers/nobody/run/keys")]
    [InlineData("/labs/issuers/okta/no-such-run/keys")]
    [InlineData("/labs/issuers/okta/no-such-run/oauth2/default/.well-known/openid-configuration")]
    public async Task Where_there_is_no_issuer_nothing_is_published(string path)
    {
        using var client = app.CreateClient();

        using var response = await client.GetAsync(path, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private void Trust(SimulatedIssuer shape, SimulatedIssuerRun run)
    {
        var entry = TrustedIssuerBlock.Read(Issuer.Settings(shape, run), out var problem);
        Assert.Null(problem);
        Assert.Empty(Trusted.Trust(entry!, TimeProvider.System.GetUtcNow() + SimulatedIssuerRuns.Lifetime));
    }
}
