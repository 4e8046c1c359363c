using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace BlazorJwt.Tests.Production;

/// <summary>
/// OpenIddict in the place of a token endpoint of one's own: the authorization code flow with PKCE, and client credentials.
/// </summary>
public static class Provider
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    /// <summary>Adds the authorization server. Clients, codes and tokens are in the database.</summary>
    /// <param name="services">The services.</param>
    /// <param name="issuer">The address of this server, as it will be in <c>iss</c>.</param>
    /// <param name="signingKey">From a key vault: what the API verifies with its public half.</param>
    /// <param name="encryptionKey">32 bytes from a key vault: codes and refresh tokens are encrypted with it.</param>
    /// <param name="database">Such as <c>options => options.UseNpgsql(…)</c>.</param>
    public static void AddProvider(this IServiceCollection services, Uri issuer, ECDsa signingKey, byte[] encryptionKey,
        Action<DbContextOptionsBuilder> database)
    {
        services.AddDbContext<ProviderDatabase>(options =>
        {
            database(options);
            options.UseOpenIddict();
        });
        services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<ProviderDatabase>())
            .AddServer(server =>
            {
                server.SetIssuer(issuer);
                server.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token");
                server.AllowAuthorizationCodeFlow().AllowRefreshTokenFlow().AllowClientCredentialsFlow();
                server.RequireProofKeyForCodeExchange().Configure(options =>
                    options.CodeChallengeMethods.Remove(CodeChallengeMethods.Plain));
                server.RegisterScopes("orders.read", "orders.write");
                server.AddSigningKey(new ECDsaSecurityKey(signingKey)).AddEncryptionKey(new SymmetricSecurityKey(encryptionKey));
                server.DisableAccessTokenEncryption(); // so that any API can read at+jwt
                server.SetAccessTokenLifetime(TimeSpan.FromMinutes(15));
                server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableTokenEndpointPassthrough();
            });
    }

    /// <summary>Maps the two endpoints. OpenIddict has validated the request before they run.</summary>
    public static void MapProvider(this IEndpointRouteBuilder app)
    {
        app.MapGet("/connect/authorize", (HttpContext http) =>
        {
            // Signing in is the business of the default scheme: ASP.NET Core Identity, for instance.
            if (http.User.FindFirst(ClaimTypes.NameIdentifier) is not { } user)
                return Results.Challenge(new() { RedirectUri = http.Request.PathBase + http.Request.Path + http.Request.QueryString });
            return Issue(user.Value, http.GetOpenIddictServerRequest()!.GetScopes());
        });
        app.MapPost("/connect/token", async (HttpContext http) =>
        {
            var request = http.GetOpenIddictServerRequest()!;
            if (request.IsClientCredentialsGrantType()) return Issue(request.ClientId!, request.GetScopes());
            // A code or a refresh token: the principal that it was issued for.
            return Results.SignIn((await http.AuthenticateAsync(Scheme)).Principal!, authenticationScheme: Scheme);
        });
    }

    private static IResult Issue(string subject, IEnumerable<string> scopes)
    {
        var identity = new ClaimsIdentity(Scheme, Claims.Name, Claims.Role);
        identity.SetClaim(Claims.Subject, subject).SetScopes(scopes).SetResources("orders-api").SetDestinations(_ =>
            [Destinations.AccessToken]);
        return Results.SignIn(new(identity), authenticationScheme: Scheme);
    }
}

/// <summary>The tables of OpenIddict.</summary>
public sealed class ProviderDatabase(DbContextOptions<ProviderDatabase> options) : DbContext(options);
