using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Api.Issuers;

/// <summary>Writes another issuer's key set as text to look at and to check with. Public members only: what is not named here is left out.</summary>
internal static class JwkSet
{
    // The characters of base64url and addresses need no escape; this text goes into a text field and nowhere else.
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Write(JsonWebKeySet set) => new JsonObject { ["keys"] = new JsonArray([.. set.Keys.Select(Public)]) }.ToJsonString(Indented);

    private static JsonObject Public(JsonWebKey key)
    {
        var members = new JsonObject();
        foreach (var (name, value) in new (string, string?)[]
        {
            ("kty", key.Kty), ("use", key.Use), ("alg", key.Alg), ("kid", key.Kid), ("crv", key.Crv), ("x", key.X), ("y", key.Y), ("n", key.N), ("e", key.E),
        })
        {
            if (!string.IsNullOrEmpty(value)) members[name] = value;
        }

        if (key.KeyOps.Count > 0) members["key_ops"] = new JsonArray([.. key.KeyOps.Select(operation => JsonValue.Create(operation))]);
        return members;
    }
}
