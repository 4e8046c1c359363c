using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens.Keys;

/// <summary>Writes a key as PEM or as the text of a JWK. The public writers write nothing private, whatever key they are given.</summary>
internal static class KeyWriter
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n" };

    /// <summary>The public half as SubjectPublicKeyInfo (RFC 5280 section 4.1).</summary>
    /// <exception cref="ArgumentException">The key is a shared secret, which has no PEM. Ask <see cref="TokenKey.IsShared"/>
    /// first.</exception>
    public static string PublicPem(TokenKey key) => Asymmetric(key).ExportSubjectPublicKeyInfoPem();

    /// <summary>The whole key as PKCS#8 (RFC 5958), not encrypted.</summary>
    /// <exception cref="ArgumentException">The key is a shared secret, or its private half is missing. Ask
    /// <see cref="TokenKey.HasPrivateHalf"/> first.</exception>
    public static string PrivatePem(TokenKey key) => Asymmetric(WithPrivateHalf(key)).ExportPkcs8PrivateKeyPem();

    /// <summary>The public half as a JWK (RFC 7517), with <c>kid</c>, <c>alg</c> and <c>use</c>.</summary>
    /// <exception cref="ArgumentException">The key is a shared secret, which has no public half.</exception>
    public static string PublicJwk(TokenKey key) => Text(PublicMembers(key));

    /// <summary>The members of that JWK, one by one, so that a private one can't slip in.</summary>
    /// <exception cref="ArgumentException">The key is a shared secret, which has no public half.</exception>
    public static IReadOnlyDictionary<string, string> PublicMembers(TokenKey key) => Members(JwkWriter.Write(key, includePrivate: false));

    /// <summary>The whole key as a JWK; a shared secret too, as <c>oct</c>.</summary>
    /// <exception cref="ArgumentException">The private half is missing.</exception>
    public static string PrivateJwk(TokenKey key) => Text(Members(JwkWriter.Write(WithPrivateHalf(key), includePrivate: true)));

    private static TokenKey WithPrivateHalf(TokenKey key) => key.HasPrivateHalf
        ? key : throw new ArgumentException("The private half is missing.", nameof(key));

    private static AsymmetricAlgorithm Asymmetric(TokenKey key) =>
        key.Asymmetric ?? throw new ArgumentException("A shared secret has no public half and no PEM.", nameof(key));

    private static string Text(IReadOnlyDictionary<string, string> members) => JsonSerializer.Serialize(members, Indented);

    private static Dictionary<string, string> Members(JsonWebKey jwk)
    {
        (string Name, string? Value)[] members =
        [
            ("kty", jwk.Kty), ("use", jwk.Use), ("alg", jwk.Alg), ("kid", jwk.Kid),
            ("crv", jwk.Crv), ("x", jwk.X), ("y", jwk.Y), ("n", jwk.N), ("e", jwk.E), ("k", jwk.K),
            ("d", jwk.D), ("p", jwk.P), ("q", jwk.Q), ("dp", jwk.DP), ("dq", jwk.DQ), ("qi", jwk.QI),
        ];
        return members.Where(member => member.Value is not null).ToDictionary(member => member.Name, member => member.Value!);
    }
}
