using System.Text.Json;
using BlazorJwt.Labs.CallApi;
using BlazorJwt.Tests.Api;
using BlazorJwt.Tests.Support;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tests.AuthorizationServer.Metadata;

[Trait("needs", "server")]
public sealed class DiscoveryTests(AppFixture app)
{
    private const string KeySet = "/.well-known/jwks.json";

    [Fact]
    public async Task The_key_set_holds_public_members_and_nothing_else()
    {
        // Its own: others may rotate the shared app's keys.
        await using var fresh = AppFixture.Start();
        var visitor = new Visitor(fresh);
        foreach (var algorithm in new[] { "RS256", "PS256", "HS256" }) visitor.Token(algorithm: algorithm);

        using var response = await visitor.WithHeader(HttpMethod.Get, KeySet, token: null);

        var keys = (await response.JsonAsync()).GetProperty("keys").EnumerateArray().ToArray();
        Assert.Equal("application/jwk-set+json", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal("public, max-age=15", response.Headers.CacheControl?.ToString());
        Assert.Equal(["ES256", "RS256", "PS256"], keys.Select(key => key.GetProperty("alg").GetString()));
        Assert.Equal("alg crv kid kty use x y", Members(keys[0]));
        Assert.Equal("alg e kid kty n use", Members(keys[1]));
        Assert.Equal("alg e kid kty n use", Members(keys[2]));
    }

    [Theory]
    [InlineData("ES256")]
    [InlineData("RS256")]
    [InlineData("PS256")]
    public async Task Whoever_has_the_key_set_can_check_a_token(string algorithm)
    {
        var visitor = new Visitor(app);
        var token = visitor.Token(algorithm: algorithm);
        using var response = await visitor.WithHeader(HttpMethod.Get, KeySet, token: null);
        var keys = new JsonWebKeySet(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        var rules = new TokenValidationParameters
        {
            ValidIssuer = "http://localhost:5080",
            ValidAudience = "blazorjwt-api",
            IssuerSigningKeys = keys.GetSigningKeys(),
            TryAllIssuerSigningKeys = false,
        };

        var good = await new JsonWebTokenHandler().ValidateTokenAsync(token, rules);
        var edited = await new JsonWebTokenHandler().ValidateTokenAsync(ForgedTokens.AsManager(token), rules);

        Assert.True(good.IsValid, good.Exception?.Message);
        Assert.False(edited.IsValid);
        Assert.Contains(keys.Keys, key => key.Kid == Base64UrlEncoder.Encode(key.ComputeJwkThumbprint()));
    }

    [Fact]
    public async Task The_key_that_signs_by_default_is_in_the_set_before_it_has_signed()
    {
        await using var fresh = AppFixture.Start([("Tokens:Algorithm", "RS256")]);

        using var response = await new Visitor(fresh).WithHeader(HttpMethod.Get, KeySet, token: null);

        Assert.Equal("RS256", Assert.Single((await response.JsonAsync()).GetProperty("keys").EnumerateArray()).GetProperty("alg")
            .GetString());
    }

    [Fact]
    public async Task A_shared_secret_is_never_in_the_set()
    {
        await using var fresh = AppFixture.Start([("Tokens:Algorithm", "HS256")]);

        using var response = await new Visitor(fresh).WithHeader(HttpMethod.Get, KeySet, token: null);

        Assert.Equal("{\"keys\":[]}", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("/.well-known/openid-configuration")]
    [InlineData("/.well-known/oauth-authorization-server")]
    public async Task The_metadata_names_what_is_served_at_addresses_built_from_the_issuer(string path)
    {
        await using var other = AppFixture.Start([("Tokens:Issuer", "https://tokens.example/")]);

        using var response = await new Visitor(other).WithHeader(HttpMethod.Get, path, token: null);

        var metadata = await response.JsonAsync();
        Assert.Equal("public, max-age=3600", response.Headers.CacheControl?.ToString());
        Assert.Equal("https://tokens.example/", metadata.GetProperty("issuer").GetString());
        Assert.Equal("https://tokens.example/.well-known/jwks.json", metadata.GetProperty("jwks_uri").GetString());
        Assert.Equal("https://tokens.example/token", metadata.GetProperty("token_endpoint").GetString());
        Assert.Equal("https://tokens.example/revoke", metadata.GetProperty("revocation_endpoint").GetString());
        Assert.Equal(["none", "client_secret_basic", "client_secret_post", "private_key_jwt"],
            metadata.GetProperty("revocation_endpoint_auth_methods_supported").EnumerateArray().Select(way => way.GetString()!));
        Assert.Equal("[\"ES256\"]", metadata.GetProperty("revocation_endpoint_auth_signing_alg_values_supported").GetRawText());
        Assert.Equal("https://tokens.example/introspect", metadata.GetProperty("introspection_endpoint").GetString());
        Assert.Equal("[\"Bearer\"]", metadata.GetProperty("introspection_endpoint_auth_methods_supported").GetRawText());
        Assert.Equal(["password", "refresh_token", "client_credentials", "urn:ietf:params:oauth:grant-type:jwt-bearer"],
            metadata.GetProperty("grant_types_supported").EnumerateArray().Select(grant => grant.GetString()!));
        Assert.Equal(["none", "client_secret_basic", "client_secret_post", "private_key_jwt"],
            metadata.GetProperty("token_endpoint_auth_methods_supported").EnumerateArray().Select(way => way.GetString()!));
        Assert.Equal("[\"none\"]", metadata.GetProperty("response_types_supported").GetRawText());
        Assert.Equal("[\"ES256\",\"RS256\",\"PS256\"]", metadata.GetProperty("access_token_signing_alg_values_supported").GetRawText());
        Assert.False(metadata.TryGetProperty("authorization_endpoint", out _));
    }

    [Fact]
    public async Task The_metadata_is_what_the_library_that_JwtBearer_uses_can_read()
    {
        using var response = await new Visitor(app).WithHeader(HttpMethod.Get, "/.well-known/openid-configuration", token: null);

        var configuration = OpenIdConnectConfiguration.Create(
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

        Assert.Equal("http://localhost:5080", configuration.Issuer);
        Assert.Equal("http://localhost:5080/.well-known/jwks.json", configuration.JwksUri);
        Assert.Equal("http://localhost:5080/token", configuration.TokenEndpoint);
    }

    private static string Members(JsonElement key) =>
        string.Join(' ', key.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
}
