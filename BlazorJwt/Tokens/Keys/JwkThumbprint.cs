using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Tokens.Keys;

/// <summary>The thumbprint of a JWK of any kind. The library knows no <c>OKP</c> (Ed25519).</summary>
internal static class JwkThumbprint
{
    private static readonly Dictionary<string, string[]> RequiredMembers = new(StringComparer.Ordinal)
    {
        ["EC"] = ["crv", "kty", "x", "y"],
        ["RSA"] = ["e", "kty", "n"],
        ["oct"] = ["k", "kty"],
        ["OKP"] = ["crv", "kty", "x"],
        ["AKP"] = ["alg", "kty", "pub"],
    };

    /// <summary>
    /// Base64url of SHA-256 over the required members in the order of their names, without spaces (RFC 7638 section 3; RFC 8037 section 2
    /// for <c>OKP</c>); null when one of them is missing or is no string.
    /// </summary>
    public static string? Of(JsonElement jwk)
    {
        if (jwk.Text("kty") is not { } kind || RequiredMembers.GetValueOrDefault(kind) is not { } names) return null;
        var members = names.ToDictionary(name => name, name => jwk.Text(name));
        return members.ContainsValue(null) ? null : Base64Url.EncodeToString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(members)));
    }
}
