using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Components.OurKeys;

/// <summary>A thumbprint, step by step (RFC 7638 section 3).</summary>
/// <param name="Json">The required members, sorted by name, without a space.</param>
/// <param name="Hash">The SHA-256 of its UTF-8 bytes, in hexadecimal.</param>
/// <param name="Text">The hash in base64url: the thumbprint.</param>
internal sealed record Thumbprint(string Json, string Hash, string Text)
{
    /// <summary>Computes it from the public half of a key.</summary>
    /// <exception cref="ArgumentException">The key is a shared secret: what its thumbprint is made of is not to be shown.</exception>
    public static Thumbprint Of(TokenKey key)
    {
        var jwk = key.PublicJwk() ?? throw new ArgumentException("A shared secret has no public half.", nameof(key));
        // The values are base64url and names: nothing in them needs an escape.
        var json = jwk.Kty == JsonWebAlgorithmsKeyTypes.EllipticCurve
            ? $$"""{"crv":"{{jwk.Crv}}","kty":"EC","x":"{{jwk.X}}","y":"{{jwk.Y}}"}"""
            : $$"""{"e":"{{jwk.E}}","kty":"RSA","n":"{{jwk.N}}"}""";
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(json));
        return new(json, Convert.ToHexStringLower(hash), Base64Url.EncodeToString(hash));
    }
}
