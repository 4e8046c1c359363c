using System.Net;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tests.Tokens.Keys;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Production;

/// <summary>The strict block with an issuer that publishes its keys: any one, one like Entra ID, and one like Keycloak.</summary>
public sealed class KnownIssuersTests
{
    private const string Tenant = "11111111-2222-3333-4444-555555555555";
    private const string Entra = $"https://login.microsoftonline.com/{Tenant}/v2.0";
    private const string Realm = "https://keycloak.example/realms/shop";

    private readonly TokenKey _key = KeyStock.Key("RS256");

    [Theory]
    [InlineData("ES256")]
    [InlineData("RS256")]
    [InlineData("PS256")]
    public async Task The_keys_come_from_the_metadata_of_the_issuer(string algorithm)
    {
        var key = KeyStock.Key(algorithm);
        await using var app = await StartAsync(new(StrictApi.Issuer, key),
            bearer => bearer.AddStrictBearer(StrictApi.Issuer, StrictApi.Audience, algorithm));

        Assert.Equal(HttpStatusCode.OK, await AskAsync(app, new HonestToken(key).Text));
        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(app, new HonestToken(KeyStock.AnotherKey(algorithm)).Text));
    }

    [Theory]
    [InlineData(false, HttpStatusCode.OK)]
    [InlineData(true, HttpStatusCode.Unauthorized)]
    public async Task A_token_of_a_withdrawn_key_is_rejected_though_the_default_accepts_it_for_an_hour_more(bool strict,
        HttpStatusCode answer)
    {
        var (old, next) = (TokenKey.Create("ES256"), TokenKey.Create("ES256"));
        var issuer = new PublishedIssuer(StrictApi.Issuer, old);
        await using var app = await StartAsync(issuer, bearer => _ = strict
            ? bearer.AddStrictBearer(StrictApi.Issuer, StrictApi.Audience, "ES256")
            : bearer.AddJwtBearer(options => (options.Authority, options.Audience, options.MapInboundClaims) = (StrictApi.Issuer,
                StrictApi.Audience, false)));
        var token = new HonestToken(old).Text;
        Assert.Equal(HttpStatusCode.OK, await AskAsync(app, token));

        issuer.Keys = [next];
        // A token of the new key makes the API fetch the key set again, in the background.
        await Becomes.TrueAsync(async () => await AskAsync(app, new HonestToken(next).Text) == HttpStatusCode.OK);

        Assert.Equal(answer, await AskAsync(app, token));
    }

    [Fact]
    public async Task An_access_token_of_Entra_ID_is_accepted_with_its_scope()
    {
        await using var app = await StartAsync(new(Entra, _key), bearer => bearer.AddEntraBearer(Tenant, "api-client-id"));

        Assert.Equal(HttpStatusCode.OK, await AskAsync(app, Token(Entra, "api-client-id",
            "\"scp\":\"orders.read\",\"roles\":[\"customer\"]", lifetime: 5400)));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(app,
            Token(Entra, "api-client-id", "\"scp\":\"orders.write\"", lifetime: 5400)));
    }

    [Fact]
    public async Task An_ID_token_of_Entra_ID_is_rejected_or_lacks_the_scope()
    {
        await using var app = await StartAsync(new(Entra, _key), bearer => bearer.AddEntraBearer(Tenant, "api-client-id"));

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(app,
            Token(Entra, "client-id-of-the-app", "\"nonce\":\"1\"", lifetime: 3600)));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(app, Token(Entra, "api-client-id", "\"nonce\":\"1\"", lifetime: 3600)));
    }

    [Fact]
    public async Task An_access_token_of_Keycloak_is_accepted_with_its_roles()
    {
        await using var app = await StartAsync(new(Realm, _key), bearer => bearer.AddKeycloakBearer(new(Realm), "orders-api"));

        const string claims = """
            "typ":"Bearer","scope":"openid orders.read","realm_access":{"roles":["customer"]}
            """;
        var token = Token(Realm, "orders-api", claims, lifetime: 300);

        Assert.Equal(HttpStatusCode.OK, await AskAsync(app, token));
        Assert.Equal(HttpStatusCode.OK, await AskAsync(app, token, "/customers"));
        Assert.Equal(HttpStatusCode.Forbidden, await AskAsync(app, token, "/admins"));
    }

    [Theory]
    [InlineData("\"typ\":\"ID\"")]
    [InlineData("\"typ\":\"Refresh\"")]
    [InlineData("\"nonce\":\"1\"")]
    public async Task Another_token_of_Keycloak_is_rejected(string claim)
    {
        await using var app = await StartAsync(new(Realm, _key), bearer => bearer.AddKeycloakBearer(new(Realm), "orders-api"));

        Assert.Equal(HttpStatusCode.Unauthorized, await AskAsync(app,
            Token(Realm, "orders-api", claim + ",\"scope\":\"orders.read\"", lifetime: 300)));
    }

    private string Token(string issuer, string audience, string claims, int lifetime) => Forge.Sign(
        $$"""{"alg":"RS256","kid":"{{_key.KeyId}}","typ":"JWT"}""",
        $$"""
        {"iss":"{{issuer}}","aud":"{{audience}}","sub":"alice",{{claims}},
        "iat":{{HonestToken.Now}},"exp":{{HonestToken.Now + lifetime}}}
        """,
        _key);

    private static Task<WebApplication> StartAsync(PublishedIssuer issuer, Action<AuthenticationBuilder> add) =>
        SampleApp.StartAsync(services =>
    {
        services.AddAuthorizationBuilder().AddScopes("orders.read")
            .AddPolicy("customer", policy => policy.RequireRole("customer")).AddPolicy("admin", policy => policy.RequireRole("admin"));
        add(services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme));
        services.Configure<JwtBearerOptions>(JwtBearerDefaults.AuthenticationScheme, options => options.BackchannelHttpHandler = issuer);
    }, app =>
    {
        app.MapGet("/", () => "open").RequireAuthorization("orders.read");
        app.MapGet("/customers", () => "open").RequireAuthorization("customer");
        app.MapGet("/admins", () => "open").RequireAuthorization("admin");
    });

    private static async Task<HttpStatusCode> AskAsync(WebApplication app, string token, string path = "/")
    {
        using var client = app.GetTestClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
