using System.Security.Cryptography;
using BlazorJwt.Tokens.Keys;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Benchmarks.Tokens;

/// <summary>The cryptography of one algorithm and nothing around it: what no way of checking a token can do without.</summary>
internal sealed class BareSignature(TokenKey key)
{
    public byte[] Sign(byte[] content) => key.SecurityKey switch
    {
        ECDsaSecurityKey { ECDsa: var ecdsa } => ecdsa.SignData(content, HashAlgorithmName.SHA256),
        RsaSecurityKey { Rsa: var rsa } => rsa.SignData(content, HashAlgorithmName.SHA256, Padding),
        SymmetricSecurityKey secret => HMACSHA256.HashData(secret.Key, content),
        _ => throw new NotSupportedException(),
    };

    public bool Verify(byte[] content, byte[] signature) => key.SecurityKey switch
    {
        ECDsaSecurityKey { ECDsa: var ecdsa } => ecdsa.VerifyData(content, signature, HashAlgorithmName.SHA256),
        RsaSecurityKey { Rsa: var rsa } => rsa.VerifyData(content, signature, HashAlgorithmName.SHA256, Padding),
        SymmetricSecurityKey secret => CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(secret.Key, content), signature),
        _ => throw new NotSupportedException(),
    };

    private RSASignaturePadding Padding => key.Algorithm is SigningAlgorithms.PS256 ? RSASignaturePadding.Pss : RSASignaturePadding.Pkcs1;
}
