using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens;

/// <summary>
/// A key and the one algorithm it is for (RFC 8725 section 3.1). Its id is the SHA-256 thumbprint of its public
/// members (RFC 7638), so that whoever knows the key can compute the id.
/// </summary>
public sealed class TokenKey
{
    private TokenKey(string algorithm, SecurityKey key)
    {
        Algorithm = algorithm;
        KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        key.KeyId = KeyId;
        SecurityKey = key;
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
    public static TokenKey FromRsa(RSA key, string algorithm) => new(algorithm, new RsaSecurityKey(key));

    /// <summary>Takes the bytes of a shared secret, for HS256.</summary>
    public static TokenKey FromSecret(byte[] secret) => new(SigningAlgorithms.HS256, new SymmetricSecurityKey(secret));

    /// <summary>The public half as a JWK (RFC 7517) with <c>kid</c>, <c>alg</c> and <c>use</c>; null for a shared secret, which has none.</summary>
    public JsonWebKey? PublicJwk()
    {
        var jwk = SecurityKey switch
        {
            ECDsaSecurityKey { ECDsa: var ecdsa } => JsonWebKeyConverter.ConvertFromECDsaSecurityKey(
                new ECDsaSecurityKey(ECDsa.Create(ecdsa.ExportParameters(includePrivateParameters: false)))),
            RsaSecurityKey rsa => JsonWebKeyConverter.ConvertFromRSASecurityKey(
                new RsaSecurityKey(rsa.Rsa.ExportParameters(includePrivateParameters: false))),
            _ => null,
        };
        if (jwk is null) return null;

        jwk.KeyId = KeyId;
        jwk.Alg = Algorithm;
        jwk.Use = JsonWebKeyUseNames.Sig;
        return jwk;
    }

    /// <summary>Names the key by algorithm and id, never by what it is made of.</summary>
    public override string ToString() => $"{Algorithm} key {KeyId}";
}
