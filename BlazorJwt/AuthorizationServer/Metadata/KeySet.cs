using System.Text.Json.Serialization;
using BlazorJwt.AuthorizationServer.SigningKeys;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.AuthorizationServer.Metadata;

/// <summary>A key set (RFC 7517 section 5): the public halves of the keys that sign here.</summary>
/// <param name="Keys">Those that exist so far. A shared secret is never among them: it has no public half.</param>
internal sealed record KeySet([property: JsonPropertyName("keys")] IReadOnlyList<PublicKey> Keys)
{
    /// <summary>The set as it is now. The key that signs by default is in it from the first request on.</summary>
    public static KeySet Of(TokenKeyRing ring, string algorithm)
    {
        ring.For(algorithm);
        return new([.. ring.Existing.Select(PublicKey.Of).OfType<PublicKey>()]);
    }
}

/// <summary>The public half of a key. It lists its members one by one, so that a private one can't slip in.</summary>
internal sealed record PublicKey
{
    [JsonPropertyName("kty")]
    public required string KeyType { get; init; }

    [JsonPropertyName("use")]
    public required string Use { get; init; }

    [JsonPropertyName("alg")]
    public required string Algorithm { get; init; }

    /// <summary>Its thumbprint (RFC 7638), which tokens name in <c>kid</c>.</summary>
    [JsonPropertyName("kid")]
    public required string KeyId { get; init; }

    [JsonPropertyName("crv"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Curve { get; init; }

    [JsonPropertyName("x"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? X { get; init; }

    [JsonPropertyName("y"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Y { get; init; }

    [JsonPropertyName("n"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Modulus { get; init; }

    [JsonPropertyName("e"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Exponent { get; init; }

    /// <summary>The public half of this key; null for a shared secret.</summary>
    public static PublicKey? Of(TokenKey key) => key.PublicJwk() is not { } jwk ? null : new()
    {
        KeyType = jwk.Kty,
        Use = jwk.Use,
        Algorithm = jwk.Alg,
        KeyId = jwk.KeyId,
        Curve = jwk.Crv,
        X = jwk.X,
        Y = jwk.Y,
        Modulus = jwk.N,
        Exponent = jwk.E,
    };
}
