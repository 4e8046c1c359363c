using System.Text.Json.Nodes;
using BlazorJwt.Api.Client;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.Labs.Issuers;

/// <summary>What an issuer publishes: its metadata (OpenID Connect Discovery 1.0 section 4) and its key set (RFC 7517 section 5).</summary>
internal static class SimulatedIssuerEndpoints
{
    public static void MapStandIns(this IEndpointRouteBuilder routes) => routes.MapGet("/labs/issuers/{slug}/{run}/{**rest}", Answer).ExcludeFromDescription();

    private static IResult Answer(string slug, string run, string rest, SimulatedIssuerRuns runs, ServerAddress own)
    {
        if (SimulatedIssuers.Find(slug) is not { } shape || runs.Find(run) is not { } found || own.Find() is not { } server) return Results.NotFound();
        if (rest == "keys") return Results.Text(new JsonObject { ["keys"] = new JsonArray([.. found.Keys.Select(key => Jwk(key.PublicJwk()!, shape))]) }.ToJsonString(), "application/json");
        if (rest != (shape.AuthorityPath.Trim('/') + "/.well-known/openid-configuration").TrimStart('/')) return Results.NotFound();
        return Results.Text(
            new JsonObject { ["issuer"] = found.Issuer(server, shape), ["jwks_uri"] = found.Address(server, shape) + "/keys", ["id_token_signing_alg_values_supported"] = new JsonArray("RS256") }.ToJsonString(),
            "application/json");
    }

    // Entra leaves alg out, the others name it.
    private static JsonObject Jwk(Microsoft.IdentityModel.Tokens.JsonWebKey key, SimulatedIssuer shape)
    {
        var json = new JsonObject { ["kty"] = key.Kty, ["use"] = "sig", ["kid"] = key.Kid, ["n"] = key.N, ["e"] = key.E };
        if (!shape.Slug.StartsWith("entra", StringComparison.Ordinal)) json["alg"] = "RS256";
        return json;
    }
}
