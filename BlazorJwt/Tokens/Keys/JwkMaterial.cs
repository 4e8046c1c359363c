using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Tokens.Keys;

/// <summary>The numbers of a JWK (RFC 7518 section 6), made into a key. What makes none is an exception that
/// <see cref="UnusableInputException.SentenceOf"/> explains.</summary>
internal static class JwkMaterial
{
    private static readonly string[] PrivateNumbers = ["d", "p", "q", "dp", "dq", "qi"];

    /// <summary>A shared secret (section 6.4).</summary>
    public static byte[] Secret(JsonElement jwk, List<string> notes) => SecretReader.WithNote(Number(jwk, "k"), notes);

    /// <summary>A key on a curve (section 6.2).</summary>
    public static ECDsa EllipticCurve(JsonElement jwk)
    {
        var curve = SigningCurve.Named(jwk.Text("crv"))
            ?? throw new UnusableInputException("crv names none of the curves P-256, P-384 and P-521.");
        var (x, y, d) = (Number(jwk, "x"), Number(jwk, "y"), jwk.Member("d") is null ? null : Number(jwk, "d"));
        UnusableInputException.ThrowIf(
            x.Length != curve.Bytes || y.Length != curve.Bytes || (d ?? x).Length != curve.Bytes,
            $"x, y and d of {curve.Name} have {curve.Bytes} bytes, zeros in front included (RFC 7518 section 6.2.1.2).");
        var key = ECDsa.Create(new ECParameters { Curve = curve.Parameters, Q = new() { X = x, Y = y }, D = d });
        // Not every system compares the two halves when it takes them.
        return d is null || key.VerifyHash(new byte[32], key.SignHash(new byte[32]))
            ? key : throw new CryptographicException("Two halves of two keys.");
    }

    /// <summary>An RSA key (section 6.3).</summary>
    public static RSA Rsa(JsonElement jwk, List<string> notes)
    {
        var (written, exponent) = (Number(jwk, "n"), Number(jwk, "e"));
        var modulus = written.AsSpan().TrimStart((byte)0).ToArray();
        if (modulus.Length < written.Length)
            notes.Add("n begins with a zero byte, which RFC 7518 section 2 leaves out; here it is left out too.");
        UnusableInputException.ThrowIf(modulus.Length is 0 or > 2048, "n is no number that an RSA key can have.");
        UnusableInputException.ThrowIf(jwk.Member("oth") is not null, "oth: an RSA key of more than two primes is not used here.");

        var numbers = new RSAParameters { Modulus = modulus, Exponent = exponent };
        var there = PrivateNumbers.Count(name => jwk.Member(name) is not null);
        if (there is > 0 and < 6) notes.Add("The private members are not all there (d, p, q, dp, dq, qi): only the public half is used.");
        if (there < 6) return RSA.Create(numbers);

        var half = (modulus.Length + 1) / 2;
        numbers.D = Padded(jwk, "d", modulus.Length);
        (numbers.P, numbers.Q) = (Padded(jwk, "p", half), Padded(jwk, "q", half));
        (numbers.DP, numbers.DQ, numbers.InverseQ) = (Padded(jwk, "dp", half), Padded(jwk, "dq", half), Padded(jwk, "qi", half));
        var key = RSA.Create(numbers);
        var signature = key.SignHash(new byte[32], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return key.VerifyHash(new byte[32], signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            ? key : throw new CryptographicException("Two halves of two keys.");
    }

    // A JWK writes numbers as short as they are; .NET wants each as long as its place. One that is longer than its place makes no key.
    private static byte[] Padded(JsonElement jwk, string name, int size)
    {
        var digits = Number(jwk, name).AsSpan().TrimStart((byte)0);
        var number = new byte[size];
        digits.CopyTo(number.AsSpan(size - digits.Length));
        return number;
    }

    private static byte[] Number(JsonElement jwk, string name)
    {
        var text = jwk.Text(name) ?? throw new UnusableInputException($"{name} of the key is missing.");
        UnusableInputException.ThrowIf(TokenForm.PartProblem(text, name, out _) is not null,
            $"{name} of the key is empty, or not canonical base64url.");
        return Base64Url.DecodeFromChars(text);
    }
}
