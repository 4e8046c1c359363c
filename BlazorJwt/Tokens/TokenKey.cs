using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens;

/// <summary>
/// A key and the one algorithm it is for (RFC 8725 section 3.1). Its id is the SHA-256 thumbprint of its public
/// members (RFC 7638), so that whoever knows the key can compute the id. The key lives as long as this object and is never disposed:
/// the library keeps what it derived from it.
/// </summary>
public sealed class TokenKey
{
    private TokenKey(string algorithm, SecurityKey key)
    {
        Algorithm = algorithm;
        KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        key.KeyId = KeyId;
        SecurityKey = key;
        AsCandidates = [key];
        Weakness = KeyStrength.Problem(key);
    }

    /// <summary>The only algorithm this key signs or verifies with.</summary>
    public string Algorithm { get; }

    /// <summary>The <c>kid</c>: base64url of the key's thumbprint.</summary>
    public string KeyId { get; }

    /// <summary>The key as the library takes it.</summary>
    public SecurityKey SecurityKey { get; }

    /// <summary>The size of the key in bits.</summary>
    public int Bits => SecurityKey.KeySize;

    /// <summary>True for the algorithm with one shared secret: whoever can verify can also forge.</summary>
    public bool IsShared => SecurityKey is SymmetricSecurityKey;

    /// <summary>Why nothing that this key verifies may be believed; null for a key that is as strong as RFC 7518 wants it.</summary>
    public string? Weakness { get; }

    /// <summary>The key as the library wants to be given it: as the list of those that may fit, which here has one entry.</summary>
    internal SecurityKey[] AsCandidates { get; }

    /// <summary>Makes a fresh random key: P-256, RSA 3072 or 32 bytes.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The algorithm is not one of <see cref="SigningAlgorithms.All"/>.</exception>
    public static TokenKey Create(string algorithm) => algorithm switch
    {
        SigningAlgorithms.ES256 => FromEcdsa(ECDsa.Create(ECCurve.NamedCurves.nistP256)),
        SigningAlgorithms.RS256 or SigningAlgorithms.PS256 => FromRsa(RSA.Create(3072), algorithm),
        SigningAlgorithms.HS256 => FromSecret(RandomNumberGenerator.GetBytes(32)),
        _ => throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "No such algorithm here."),
    };

    /// <summary>Takes an ES256 key, private or public.</summary>
    public static TokenKey FromEcdsa(ECDsa key) => new(SigningAlgorithms.ES256, new ECDsaSecurityKey(key));

    /// <summary>Takes an RSA key, private or public, for one of the two RSA algorithms.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The algorithm is neither RS256 nor PS256.</exception>
    public static TokenKey FromRsa(RSA key, string algorithm) => algorithm is SigningAlgorithms.RS256 or SigningAlgorithms.PS256
        ? new(algorithm, new RsaSecurityKey(key))
        : throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "RSA signs with RS256 or PS256 here.");

    /// <summary>Takes the bytes of a shared secret, for HS256.</summary>
    public static TokenKey FromSecret(byte[] secret) => new(SigningAlgorithms.HS256, new SymmetricSecurityKey(secret));

    /// <summary>The public half as a JWK (RFC 7517) with <c>kid</c>, <c>alg</c> and <c>use</c>; null for a shared secret, which has none.</summary>
    public JsonWebKey? PublicJwk()
    {
        if (SecurityKey is SymmetricSecurityKey) return null;

        // Written member by member: what is not named here can't be published by mistake.
        var jwk = new JsonWebKey { KeyId = KeyId, Alg = Algorithm, Use = JsonWebKeyUseNames.Sig };
        if (SecurityKey is ECDsaSecurityKey { ECDsa: var ecdsa })
        {
            var point = ecdsa.ExportParameters(includePrivateParameters: false).Q;
            (jwk.Kty, jwk.Crv) = (JsonWebAlgorithmsKeyTypes.EllipticCurve, JsonWebKeyECTypes.P256);
            (jwk.X, jwk.Y) = (Base64UrlEncoder.Encode(point.X), Base64UrlEncoder.Encode(point.Y));
        }
        else if (SecurityKey is RsaSecurityKey { Rsa: var rsa })
        {
            var numbers = rsa.ExportParameters(includePrivateParameters: false);
            jwk.Kty = JsonWebAlgorithmsKeyTypes.RSA;
            (jwk.N, jwk.E) = (Base64UrlEncoder.Encode(numbers.Modulus), Base64UrlEncoder.Encode(numbers.Exponent));
        }

        return jwk;
    }

    /// <summary>Names the key by algorithm and id, never by what it is made of.</summary>
    public override string ToString() => $"{Algorithm} key {KeyId}";
}
