using System.Buffers.Text;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tests.Tokens;

/// <summary>
/// Writes any token, however wrong, and signs it rightly with plain cryptography: neither the library nor the service has a say in it.
/// So a refusal has one reason only, the one that the test names.
/// </summary>
internal static class Forge
{
    private static readonly BigInteger OrderOfP256 =
        BigInteger.Parse("0FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551",
            System.Globalization.NumberStyles.HexNumber, null);

    /// <summary>Signs this header and this payload, letter by letter as given.</summary>
    public static string Sign(string header, string payload, TokenKey key, string? algorithm = null)
    {
        var content = $"{Encode(header)}.{Encode(payload)}";
        return $"{content}.{Base64Url.EncodeToString(Signature(content, key, algorithm ?? key.Algorithm))}";
    }

    public static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    public static string Json(string token, int part) => Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token.Split('.')[part]));

    /// <summary>The signature over any text, base64url or not.</summary>
    public static byte[] Signature(string content, TokenKey key, string algorithm)
    {
        var bytes = Encoding.UTF8.GetBytes(content);
        return (key.SecurityKey, algorithm) switch
        {
            (ECDsaSecurityKey { ECDsa: var ecdsa }, _) => ecdsa.SignData(bytes, HashAlgorithmName.SHA256),
            (RsaSecurityKey { Rsa: var rsa }, "PS256") => rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
            (RsaSecurityKey { Rsa: var rsa }, _) => rsa.SignData(bytes, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1),
            (SymmetricSecurityKey secret, "HS384") => HMACSHA384.HashData(secret.Key, bytes),
            (SymmetricSecurityKey secret, "HS512") => HMACSHA512.HashData(secret.Key, bytes),
            (SymmetricSecurityKey secret, _) => HMACSHA256.HashData(secret.Key, bytes),
            _ => throw new NotSupportedException(algorithm),
        };
    }

    /// <summary>Takes a token apart, lets the test change header and payload, and signs it again.</summary>
    public static string Change(string token, TokenKey key, Action<JsonObject>? header = null, Action<JsonObject>? payload = null)
    {
        var (head, body) = (JsonNode.Parse(Json(token, 0))!.AsObject(), JsonNode.Parse(Json(token, 1))!.AsObject());
        header?.Invoke(head);
        payload?.Invoke(body);
        return Sign(head.ToJsonString(), body.ToJsonString(), key);
    }

    /// <summary>The same token with the other signature of its content: with ES256 both (r, s) and (r, n - s) verify.</summary>
    public static string Twin(string token)
    {
        var dot = token.LastIndexOf('.') + 1;
        var signature = Base64UrlEncoder.DecodeBytes(token[dot..]);
        var s = OrderOfP256 - new BigInteger(signature.AsSpan(32), isUnsigned: true, isBigEndian: true);
        var bytes = s.ToByteArray(isUnsigned: true, isBigEndian: true);
        signature.AsSpan(32).Clear();
        bytes.CopyTo(signature.AsSpan(64 - bytes.Length));
        return token[..dot] + Base64UrlEncoder.Encode(signature);
    }

    /// <summary>Takes a token apart and writes its payload's text again, for what no JSON writer would write.</summary>
    public static string Rewrite(string token, TokenKey key, Func<string, string> payload) =>
        Sign(Json(token, 0), payload(Json(token, 1)), key);
}
