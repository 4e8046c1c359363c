using BlazorJwt.Tokens.Keys;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tests.AuthorizationServer.SigningKeys;

/// <summary>What a key is made of, in base64url as a JWK would hold it.</summary>
/// <param name="Public">What may be published.</param>
/// <param name="Private">What may not.</param>
internal sealed record Halves(string[] Public, string[] Private)
{
    public static Halves Of(TokenKey key)
    {
        switch (key.SecurityKey)
        {
            case ECDsaSecurityKey { ECDsa: var ecdsa }:
                var curve = ecdsa.ExportParameters(includePrivateParameters: true);
                return new([.. Encode(curve.Q.X!, curve.Q.Y!)], [.. Encode(curve.D!)]);
            case RsaSecurityKey { Rsa: var rsa }:
                var numbers = rsa.ExportParameters(includePrivateParameters: true);
                return new([.. Encode(numbers.Modulus!, numbers.Exponent!)],
                    [.. Encode(numbers.D!, numbers.P!, numbers.Q!, numbers.DP!, numbers.DQ!, numbers.InverseQ!)]);
            default:
                return new([], [.. Encode(((SymmetricSecurityKey)key.SecurityKey).Key)]);
        }
    }

    private static IEnumerable<string> Encode(params byte[][] values) => values.Select(Base64UrlEncoder.Encode);
}
