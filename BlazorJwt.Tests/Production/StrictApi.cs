using System.Net;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tokens.Keys;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace BlazorJwt.Tests.Production;

/// <summary>
/// A small API with one endpoint behind the strict block of docs/production.md, and one behind AddJwtBearer with issuer, audience and
/// key alone.
/// </summary>
internal sealed class StrictApi : IAsyncDisposable
{
    public const string Issuer = "https://issuer.example";
    public const string Audience = "orders-api";

    private readonly WebApplication _app;

    private StrictApi(WebApplication app) => _app = app;

    /// <summary>Starts it. Both blocks know the same key.</summary>
    public static async Task<StrictApi> StartAsync(TokenKey key, string? algorithm = null)
    {
        var app = await SampleApp.StartAsync(services =>
        {
            services.AddAuthorizationBuilder().AddScopes("orders.read")
                .AddPolicy("default", policy => policy.AddAuthenticationSchemes("default").RequireAuthenticatedUser());
            services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme)
                .AddStrictBearer(Issuer, Audience, algorithm ?? key.Algorithm, options =>
                    options.Configuration = new OpenIdConnectConfiguration { Issuer = Issuer, SigningKeys = { key.SecurityKey } })
                .AddJwtBearer("default", options =>
                    options.TokenValidationParameters = new()
                    {
                        ValidIssuer = Issuer,
                        ValidAudience = Audience,
                        IssuerSigningKey = key.SecurityKey
                    });
        }, app =>
        {
            app.MapGet("/strict", () => "open").RequireAuthorization("orders.read");
            app.MapGet("/default", () => "open").RequireAuthorization("default");
        });
        return new(app);
    }

    /// <summary>What the endpoint answers to this token.</summary>
    public async Task<HttpStatusCode> AskAsync(string path, string token)
    {
        using var client = _app.GetTestClient();
        client.DefaultRequestHeaders.TryAddWithoutValidation("Authorization", "Bearer " + token);
        using var response = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>A token for <see cref="StrictApi"/> with which nothing is wrong, to change one thing in it and sign it again.</summary>
internal sealed class HonestToken(TokenKey key)
{
    public static long Now => TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();

    public string Header { get; } = $$"""{"alg":"{{key.Algorithm}}","kid":"{{key.KeyId}}","typ":"at+jwt"}""";

    public string Payload { get; } = $$"""
        {"iss":"{{StrictApi.Issuer}}","aud":"{{StrictApi.Audience}}","sub":"alice","client_id":"tests","scope":"orders.read",
        "jti":"1","iat":{{Now}},"exp":{{Now + 900}}}
        """;

    public string Text => Forge.Sign(Header, Payload, key);

    public string WithHeader(string part, string replacement, string? algorithm = null) =>
        Forge.Sign(Replaced(Header, part, replacement), Payload, key, algorithm);

    public string WithPayload(string part, string replacement) => Forge.Sign(Header, Replaced(Payload, part, replacement), key);

    // A change that changes nothing would prove nothing.
    private static string Replaced(string text, string part, string replacement)
    {
        Assert.Contains(part, text, StringComparison.Ordinal);
        return text.Replace(part, replacement, StringComparison.Ordinal);
    }
}
