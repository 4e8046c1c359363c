using System.Text.Json;
using System.Text.Json.Serialization;
using BlazorJwt.AuthorizationServer.Metadata;
using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.Hosting;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.AuthorizationServer;

/// <summary>
/// Says what a token is worth (RFC 7662): for who can't check a signature, or wants to know whether the token has been revoked. Who asks
/// must be allowed to (section 2.1): here, a caller whose own access token has the manager's role. In production it would be the protected
/// resource, with credentials of its own.
/// </summary>
internal static class IntrospectionEndpoint
{
    /// <summary>The policy for who may ask. The API has it, with those of its own.</summary>
    public const string Policy = "introspect";

    // What is said of a good access token; the names are those of its claims.
    private static readonly string[] Told = ["iss", "sub", "aud", "exp", "iat", "nbf", "jti", "client_id", "scope"];

    public static void MapIntrospection(this IEndpointRouteBuilder app) =>
        app.MapPostOnly(ServerMetadata.IntrospectionPath, AskAsync).RequireAuthorization(Policy)
            .DescribeForm("Says whether a token is valid (RFC 7662). For managers.", "token", "token_type_hint")
            .Produces<IntrospectionResponse>()
            .ProducesProblem(StatusCodes.Status401Unauthorized)
            .ProducesProblem(StatusCodes.Status403Forbidden);

    private static async Task<IResult> AskAsync(HttpContext context, TokenService tokens, RefreshTokens refresh)
    {
        var (_, text, problem) = await context.Request.ReadParametersAsync("token");
        if (problem is not null) return problem;

        if (await refresh.FindUsableAsync(text) is { } family) return Results.Json(Describe(family));
        var verdict = await tokens.ValidateAsync(text);
        if (verdict.Refusal is { IsOutage: true }) throw new StoreUnreachableException();
        // RFC 7662 section 2.2: of a token that is not good nothing is said, and not why.
        return verdict.Accepted && tokens.Decode(text).Payload is { } payload
            ? Results.Json(Describe(payload))
            : Results.Json(new IntrospectionResponse(false));
    }

    private static IntrospectionResponse Describe(JsonElement payload)
    {
        var said = new Dictionary<string, object> { ["token_type"] = "Bearer" };
        foreach (var name in Told)
        {
            if (payload.TryGetProperty(name, out var value)) said[name] = value;
        }

        return new(true) { Said = said };
    }

    private static IntrospectionResponse Describe(RefreshFamily family) => new(true)
    {
        Said = new()
        {
            ["sub"] = family.Grant.Subject,
            ["client_id"] = family.Grant.ClientId,
            ["scope"] = string.Join(' ', family.Grant.Scopes),
            ["iat"] = family.Nodes[^1].IssuedAt.ToUnixTimeSeconds(),
            ["exp"] = family.IdleUntil.ToUnixTimeSeconds(),
        },
    };
}

/// <summary>What a token is worth (RFC 7662 section 2.2).</summary>
/// <param name="Active">True when it is valid.</param>
internal sealed record IntrospectionResponse([property: JsonPropertyName("active")] bool Active)
{
    /// <summary>What else is said of a valid one, by the names of its claims.</summary>
    [JsonExtensionData]
    public Dictionary<string, object> Said { get; init; } = [];
}
