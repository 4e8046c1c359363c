using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BlazorJwt.Tokens.Decoding;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens.Keys;

/// <summary>Writes a key as PEM or as JWK. The public writers write nothing private, whatever key they are given.</summary>
public static class KeyWriter
{
    private static readonly JsonWriterOptions Indented = new() { Indented = true, NewLine = "\n" };

    /// <summary>The public half as SubjectPublicKeyInfo (RFC 5280 section 4.1).</summary>
    /// <exception cref="ArgumentException">The key is a shared secret, which has no PEM. Ask <see cref="TokenKey.IsShared"/> first.</exception>
    public static string PublicPem(TokenKey key) => Asymmetric(key).ExportSubjectPublicKeyInfoPem();

    /// <summary>The whole key as PKCS#8 (RFC 5958), not encrypted.</summary>
    /// <exception cref="ArgumentException">The key is a shared secret, or its private half is missing. Ask <see cref="TokenKey.HasPrivateHalf"/> first.</exception>
    public static string PrivatePem(TokenKey key) => Asymmetric(WithPrivateHalf(key)).ExportPkcs8PrivateKeyPem();

    /// <summary>The public half as a JWK (RFC 7517), with <c>kid</c>, <c>alg</c> and <c>use</c>.</summary>
    /// <exception cref="ArgumentException">The key is a shared secret, which has no public half.</exception>
    public static string PublicJwk(TokenKey key) => Asymmetric(key) is RSA rsa
        ? Json(key, writer => WriteRsa(writer, rsa.ExportParameters(includePrivateParameters: false)))
        : Json(key, writer => WriteCurve(writer, key, ((ECDsa)Asymmetric(key)).ExportParameters(includePrivateParameters: false)));

    /// <summary>The whole key as a JWK; a shared secret too, as <c>oct</c>.</summary>
    /// <exception cref="ArgumentException">The private half is missing.</exception>
    public static string PrivateJwk(TokenKey key) => WithPrivateHalf(key).SecurityKey switch
    {
        SymmetricSecurityKey secret => Json(key, writer =>
        {
            writer.WriteString("kty", "oct");
            Write(writer, "k", secret.Key);
        }),
        RsaSecurityKey { Rsa: var rsa } => Json(key, writer =>
        {
            var numbers = rsa.ExportParameters(includePrivateParameters: true);
            WriteRsa(writer, numbers);
            Write(writer, "d", Short(numbers.D));
            Write(writer, "p", Short(numbers.P));
            Write(writer, "q", Short(numbers.Q));
            Write(writer, "dp", Short(numbers.DP));
            Write(writer, "dq", Short(numbers.DQ));
            Write(writer, "qi", Short(numbers.InverseQ));
        }),
        _ => Json(key, writer =>
        {
            var numbers = ((ECDsa)Asymmetric(key)).ExportParameters(includePrivateParameters: true);
            WriteCurve(writer, key, numbers);
            Write(writer, "d", numbers.D);
        }),
    };

    private static TokenKey WithPrivateHalf(TokenKey key) => key.HasPrivateHalf ? key : throw new ArgumentException("The private half is not there.", nameof(key));

    private static AsymmetricAlgorithm Asymmetric(TokenKey key) => key.SecurityKey switch
    {
        RsaSecurityKey { Rsa: { } rsa } => rsa,
        ECDsaSecurityKey { ECDsa: { } ecdsa } => ecdsa,
        _ => throw new ArgumentException("A shared secret has no public half and no PEM.", nameof(key)),
    };

    private static string Json(TokenKey key, Action<Utf8JsonWriter> numbers)
    {
        var json = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(json, Indented))
        {
            writer.WriteStartObject();
            numbers(writer);
            writer.WriteString("kid", key.KeyId);
            writer.WriteString("alg", key.Algorithm);
            writer.WriteString("use", "sig");
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(json.WrittenSpan);
    }

    private static void WriteRsa(Utf8JsonWriter writer, RSAParameters numbers)
    {
        writer.WriteString("kty", "RSA");
        Write(writer, "n", Short(numbers.Modulus));
        Write(writer, "e", Short(numbers.Exponent));
    }

    private static void WriteCurve(Utf8JsonWriter writer, TokenKey key, ECParameters numbers)
    {
        writer.WriteString("kty", "EC");
        writer.WriteString("crv", AlgorithmFamily.CurveName(key.Algorithm));
        Write(writer, "x", numbers.Q.X);
        Write(writer, "y", numbers.Q.Y);
    }

    private static void Write(Utf8JsonWriter writer, string name, ReadOnlySpan<byte> number) => writer.WriteString(name, Base64Url.EncodeToString(number));

    // A number of RSA is written without zeros in front (RFC 7518 section 2); a coordinate of a curve with all of them.
    private static ReadOnlySpan<byte> Short(byte[]? number) => number.AsSpan().TrimStart((byte)0);
}
