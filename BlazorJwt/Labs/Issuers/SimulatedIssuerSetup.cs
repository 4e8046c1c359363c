using System.Text.Json.Nodes;
using BlazorJwt.Api.Client;
using BlazorJwt.Tokens.Keys;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Labs.Issuers;

/// <summary>
/// Wires the simulated issuers, and maps what they publish: metadata (OpenID Connect Discovery 1.0 section 4) and keys (RFC 7517 section
/// 5).
/// </summary>
internal static class SimulatedIssuerSetup
{
    public static void AddSimulatedIssuers(this IServiceCollection services) =>
        services.AddPerVisitor<SimulatedIssuerRuns>().AddSingleton<SimulatedIssuerTokens>();

    public static void MapSimulatedIssuers(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/labs/issuers/{slug}/{name}/{**rest}", Publish).ExcludeFromDescription();

    private static IResult Publish(string slug, string name, string rest, SimulatedIssuerRuns runs, ServerAddress own)
    {
        if (SimulatedIssuers.Find(slug) is not { } shape || runs.Named(name) is not { } run || own.Find() is not { } server)
            return Results.NotFound();
        if (rest == "keys") return Json(new() { ["keys"] = new JsonArray([.. run.Keys.Select(key => Jwk(key.PublicJwk()!, shape))]) });
        if (rest != (shape.AuthorityPath.Trim('/') + "/.well-known/openid-configuration").TrimStart('/')) return Results.NotFound();
        return Json(new()
        {
            ["issuer"] = run.Issuer(server, shape),
            ["jwks_uri"] = run.Address(server, shape) + "/keys",
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        });
    }

    private static IResult Json(JsonObject json) => Results.Text(json.ToJsonString(), "application/json");

    // Entra leaves alg out, the others name it.
    private static JsonObject Jwk(JsonWebKey key, SimulatedIssuer shape)
    {
        var json = new JsonObject { ["kty"] = key.Kty, ["use"] = "sig", ["kid"] = key.Kid, ["n"] = key.N, ["e"] = key.E };
        if (!shape.Slug.StartsWith("entra", StringComparison.Ordinal)) json["alg"] = "RS256";
        return json;
    }
}
