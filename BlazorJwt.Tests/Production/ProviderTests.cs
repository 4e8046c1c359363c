using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.Json;
using BlazorJwt.Tests.Tokens;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace BlazorJwt.Tests.Production;

/// <summary>OpenIddict as docs/production.md sets it up, and the strict block behind it.</summary>
public sealed class ProviderTests
{
    private static readonly Uri Issuer = new("https://provider.example/");

    [Fact]
    public async Task An_access_token_of_OpenIddict_opens_an_API_with_the_strict_block()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var provider = await StartAsync(key);
        using var client = Client(provider);
        using var response = await client.PostAsync(new Uri("/connect/token", UriKind.Relative),
            new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "client_credentials",
                ["client_id"] = "report",
                ["client_secret"] = "secret-of-the-test",
                ["scope"] = "orders.read",
            }), TestContext.Current.CancellationToken);
        var answer = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, answer.ToString());
        var token = answer.GetProperty("access_token").GetString()!;
        Assert.Contains("\"at+jwt\"", Forge.Json(token, 0), StringComparison.Ordinal);

        await using var api = await SampleApp.StartAsync(services =>
        {
            services.AddAuthorizationBuilder().AddScopes("orders.read", "orders.write");
            services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
                .AddStrictBearer(Issuer.AbsoluteUri, "orders-api", "ES256",
                    options => options.BackchannelHttpHandler = provider.GetTestServer().CreateHandler());
        }, app =>
        {
            app.MapGet("/read", () => "open").RequireAuthorization("orders.read");
            app.MapGet("/write", () => "open").RequireAuthorization("orders.write");
            app.MapGet("/else", () => "open");
        });
        using var caller = Client(api);
        Assert.Equal(HttpStatusCode.Unauthorized, await Status(caller, "/else"));

        caller.DefaultRequestHeaders.Authorization = new("Bearer", token);

        Assert.Equal(HttpStatusCode.OK, await Status(caller, "/read"));
        Assert.Equal(HttpStatusCode.Forbidden, await Status(caller, "/write"));
    }

    [Theory]
    [InlineData("code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", true)]
    [InlineData("code_challenge_method=plain&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM", false)]
    [InlineData("scope=orders.read", false)]
    public async Task A_code_is_issued_with_PKCE_and_S256_only(string query, bool issued)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        await using var provider = await StartAsync(key);
        using var client = Client(provider);

        using var response = await client.GetAsync(
            new Uri("/connect/authorize?client_id=shop&response_type=code&redirect_uri=https://shop.example/callback&" + query,
                UriKind.Relative),
            TestContext.Current.CancellationToken);

        // A good request leads to the sign-in page of the default scheme first.
        Assert.Equal(issued ? HttpStatusCode.Redirect : HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(issued ? "/Account/Login" : null, response.Headers.Location?.AbsolutePath);
        Assert.Equal(!issued, (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains("code_challenge",
            StringComparison.Ordinal));
    }

    private static async Task<WebApplication> StartAsync(ECDsa key)
    {
        var database = Guid.NewGuid().ToString();
        var app = await SampleApp.StartAsync(services =>
        {
            services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
            services.AddAuthorization();
            services.AddProvider(Issuer, key, RandomNumberGenerator.GetBytes(32), options => options.UseInMemoryDatabase(database));
        }, app => app.MapProvider());
        await using var scope = app.Services.CreateAsyncScope();
        var clients = scope.ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>();
        await clients.CreateAsync(new OpenIddictApplicationDescriptor
        {
            ClientId = "report",
            ClientSecret = "secret-of-the-test",
            ClientType = ClientTypes.Confidential,
            Permissions = { Permissions.Endpoints.Token, Permissions.GrantTypes.ClientCredentials,
                Permissions.Prefixes.Scope + "orders.read" },
        }, TestContext.Current.CancellationToken);
        await clients.CreateAsync(new OpenIddictApplicationDescriptor
        {
            ClientId = "shop",
            ClientType = ClientTypes.Public,
            RedirectUris = { new("https://shop.example/callback") },
            Permissions =
            {
                Permissions.Endpoints.Authorization, Permissions.Endpoints.Token, Permissions.GrantTypes.AuthorizationCode,
                    Permissions.ResponseTypes.Code,
                Permissions.Prefixes.Scope + "orders.read",
            },
        }, TestContext.Current.CancellationToken);
        return app;
    }

    private static HttpClient Client(WebApplication app)
    {
        var client = app.GetTestClient();
        client.BaseAddress = Issuer;
        return client;
    }

    private static async Task<HttpStatusCode> Status(HttpClient client, string path)
    {
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
