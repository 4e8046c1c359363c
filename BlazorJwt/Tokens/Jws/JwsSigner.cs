using System.Buffers.Text;
using System.Text;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.Tokens.Jws;

/// <summary>Signs any header and payload, byte by byte as they are given (RFC 7515 section 5.1).</summary>
internal static class JwsSigner
{
    /// <summary>The compact serialization, signed with the algorithm of the key, whatever the header says.</summary>
    /// <exception cref="ArgumentException">The key can't sign. Ask <see cref="TokenKey.CanSign"/> first.</exception>
    public static string Sign(ReadOnlySpan<byte> headerJson, ReadOnlySpan<byte> payload, TokenKey key)
    {
        if (!key.CanSign) throw new ArgumentException("The key has no private half, is weak, or is not for signing.", nameof(key));
        var content = $"{Base64Url.EncodeToString(headerJson)}.{Base64Url.EncodeToString(payload)}";
        var factory = key.SecurityKey.CryptoProviderFactory;
        var provider = factory.CreateForSigning(key.SecurityKey, key.Algorithm);
        try
        {
            return $"{content}.{Base64Url.EncodeToString(provider.Sign(Encoding.ASCII.GetBytes(content)))}";
        }
        finally
        {
            factory.ReleaseSignatureProvider(provider);
        }
    }
}
