using BlazorJwt.AuthorizationServer.SigningKeys;
using BlazorJwt.Hosting;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Keys;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace BlazorJwt.AuthorizationServer.Metadata;

/// <summary>What others need to check our tokens without asking us: the public keys, and where to find them.</summary>
internal static class DiscoveryEndpoints
{
    /// <summary>Below it is what a client looks for by itself (RFC 8615).</summary>
    public const string Address = "/.well-known";

    private const string KeptOneHour = "public, max-age=3600";

    public static void MapDiscovery(this IEndpointRouteBuilder app)
    {
        var documents = app.MapGroup("").ExcludeFromDescription().AnswerHead();
        documents.MapGet(ServerMetadata.KeySetPath, Keys);
        documents.MapGet(Address + "/openid-configuration", Metadata);
        documents.MapGet(Address + "/oauth-authorization-server", Metadata);
    }

    // RFC 7517 section 8.5 gives a key set its own media type.
    private static IResult Keys(TokenKeyRing ring, IOptions<TokenOptions> options, HttpResponse response)
    {
        // A key is made when it is first used. Who meets a kid he doesn't know asks again, and must not get an old answer for long.
        response.Headers.CacheControl = $"public, max-age={options.Value.KeySetAge.TotalSeconds:0}";
        // The key that signs by default is in the set from the first request on.
        ring.For(options.Value.Algorithm);
        var keys = ring.Existing.Where(key => !key.IsShared).Select(KeyWriter.PublicMembers);
        return Results.Json(new { keys }, contentType: "application/jwk-set+json");
    }

    private static Ok<ServerMetadata> Metadata(IOptions<TokenOptions> options, HttpResponse response)
    {
        response.Headers.CacheControl = KeptOneHour;
        return TypedResults.Ok(ServerMetadata.For(options.Value.Issuer));
    }
}
