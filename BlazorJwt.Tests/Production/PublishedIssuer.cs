using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.Tests.Production;

/// <summary>An issuer that answers with metadata and a key set, as an API fetches them: without a network.</summary>
internal sealed class PublishedIssuer(string issuer, params TokenKey[] keys) : HttpMessageHandler
{
    /// <summary>What the key set holds from now on.</summary>
    public TokenKey[] Keys { get; set; } = keys;

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
        Task.FromResult(
        request.RequestUri!.AbsoluteUri == issuer + "/.well-known/openid-configuration"
            ? Json(new JsonObject { ["issuer"] = issuer, ["jwks_uri"] = issuer + "/keys" })
        : request.RequestUri.AbsoluteUri == issuer + "/keys" ? Json(new JsonObject { ["keys"] = new JsonArray([.. Keys.Select(Public)]) })
        : new HttpResponseMessage(HttpStatusCode.NotFound));

    private static HttpResponseMessage Json(JsonObject document) => new(HttpStatusCode.OK) { Content = JsonContent.Create(document) };

    private static JsonNode Public(TokenKey key)
    {
        var jwk = key.PublicJwk()!;
        return jwk.Kty == "EC"
            ? new JsonObject { ["kty"] = "EC", ["crv"] = jwk.Crv, ["x"] = jwk.X, ["y"] = jwk.Y, ["kid"] = key.KeyId }
            : new JsonObject { ["kty"] = "RSA", ["n"] = jwk.N, ["e"] = jwk.E, ["kid"] = key.KeyId };
    }
}
