using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Tokens.Keys;

/// <summary>The thumbprint of a JWK of any kind, those included that can't be used here.</summary>
public static class JwkThumbprint
{
    /// <summary>
    /// Base64url of SHA-256 over the required members in the order of their names, without spaces (RFC 7638 section 3; RFC 8037 section 2 for <c>OKP</c>);
    /// null when one of them is missing or is no string.
    /// </summary>
    /// <param name="jwk">A JSON object.</param>
    public static string? Of(JsonElement jwk)
    {
        string[] names = jwk.Text("kty") switch
        {
            "EC" => ["crv", "kty", "x", "y"],
            "RSA" => ["e", "kty", "n"],
            "oct" => ["k", "kty"],
            "OKP" => ["crv", "kty", "x"],
            "AKP" => ["alg", "kty", "pub"],
            _ => [],
        };
        if (names.Length == 0) return null;
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json))
        {
            writer.WriteStartObject();
            foreach (var name in names)
            {
                if (jwk.Text(name) is not { } value) return null;
                writer.WriteString(name, value);
            }

            writer.WriteEndObject();
        }

        return Base64Url.EncodeToString(SHA256.HashData(json.WrittenSpan));
    }
}
