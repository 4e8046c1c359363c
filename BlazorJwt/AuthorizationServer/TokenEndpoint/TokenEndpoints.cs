using BlazorJwt.AuthorizationServer.Metadata;
using BlazorJwt.Hosting;

namespace BlazorJwt.AuthorizationServer.TokenEndpoint;

/// <summary>The token endpoint for programs (RFC 6749 section 3.2). Each grant is a class of its own.</summary>
internal static class TokenEndpoints
{
    private static readonly string Offered = string.Join(", ", GrantTypes.All);

    public static IServiceCollection AddTokenEndpoint(this IServiceCollection services) => services
        .AddSingleton<TokenRequestLimit>()
        .AddSingleton<ClientAuthentication>()
        .AddSingleton<PasswordGrant>()
        .AddSingleton<IGrant>(all => all.GetRequiredService<PasswordGrant>())
        .AddSingleton<IGrant, RefreshGrant>()
        .AddSingleton<IGrant, ClientCredentialsGrant>()
        .AddSingleton<IGrant, JwtBearerGrant>();

    public static void MapToken(this IEndpointRouteBuilder routes) => routes.MapPostOnly(ServerMetadata.TokenPath, ExchangeAsync)
        .DescribeForm("Hands out tokens (RFC 6749 section 3.2). A service account authenticates in the form or in the header (Basic).",
            "grant_type", "username", "password", "scope", "refresh_token", "assertion", "client_id", "client_secret",
            "client_assertion_type", "client_assertion")
        .Produces<TokenResponse>()
        .Produces<OAuthError>(StatusCodes.Status401Unauthorized);

    private static async Task<IResult> ExchangeAsync(HttpContext context, IEnumerable<IGrant> grants, ClientAuthentication authentication,
        TokenRequestLimit limit)
    {
        var (fields, type, problem) = await context.Request.ReadParametersAsync("grant_type");
        if (problem is not null) return problem;
        if (grants.FirstOrDefault(grant => grant.Type == type) is not { } grant)
            return OAuthErrors.Error("unsupported_grant_type", $"The values of grant_type here are: {Offered}.");
        // Passwords have bounds of their own.
        if (grant is not PasswordGrant && await limit.TakeAsync(context.AddressKey()) is { } wait)
            return OAuthErrors.TooMany(context, wait);
        var (client, refused) = await authentication.FindAsync(context, fields);
        return refused ?? await grant.AnswerAsync(context, fields, client);
    }
}
