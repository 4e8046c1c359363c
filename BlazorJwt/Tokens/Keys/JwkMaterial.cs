using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Tokens.Keys;

/// <summary>The numbers of a JWK (RFC 7518 section 6), made into a key.</summary>
internal static class JwkMaterial
{
    private static readonly string[] PrivateNumbers = ["d", "p", "q", "dp", "dq", "qi"];

    /// <summary>A shared secret (section 6.4).</summary>
    public static (TokenKey? Key, string? Problem) Secret(JsonElement jwk, string algorithm, List<string> notes)
    {
        if (Bytes(jwk, "k", out var secret) is { } problem) return (null, problem);
        if (secret is null) return (null, "k is missing: there is no secret.");
        SecretReader.AddCaution(secret, notes);
        return (TokenKey.FromSecret(secret, algorithm), null);
    }

    /// <summary>A key on a curve (section 6.2).</summary>
    public static (TokenKey? Key, string? Problem) EllipticCurve(JsonElement jwk)
    {
        if (JwkKey.Member(jwk, "crv", out var name) is { } nameProblem) return (null, nameProblem);
        var algorithm = name switch
        {
            "P-256" => SigningAlgorithms.ES256,
            "P-384" => SigningAlgorithms.ES384,
            "P-521" => SigningAlgorithms.ES512,
            _ => null,
        };
        if (algorithm is null) return (null, "crv names none of the curves P-256, P-384 and P-521.");
        if (Bytes(jwk, "x", out var x) is { } noX) return (null, noX);
        if (Bytes(jwk, "y", out var y) is { } noY) return (null, noY);
        if (Bytes(jwk, "d", out var d) is { } noD) return (null, noD);
        if (x is null || y is null) return (null, "x or y is missing: there is no point on the curve.");
        var size = algorithm switch { SigningAlgorithms.ES256 => 32, SigningAlgorithms.ES384 => 48, _ => 66 };
        if (x.Length != size || y.Length != size || (d is not null && d.Length != size)) return (null, $"x, y and d of {name} have {size} bytes, zeros in front included (RFC 7518 section 6.2.1.2).");
        var ecdsa = ECDsa.Create();
        return Made(ecdsa, key =>
        {
            key.ImportParameters(new() { Curve = AlgorithmFamily.Curve(algorithm), Q = new() { X = x, Y = y }, D = d });
            if (d is not null && !key.VerifyHash(new byte[32], key.SignHash(new byte[32]))) throw new CryptographicException("Two halves of two keys.");
            return TokenKey.FromEcdsa(key);
        });
    }

    /// <summary>An RSA key (section 6.3).</summary>
    public static (TokenKey? Key, string? Problem) Rsa(JsonElement jwk, string algorithm, List<string> notes)
    {
        if (Bytes(jwk, "n", out var modulus) is { } noModulus) return (null, noModulus);
        if (Bytes(jwk, "e", out var exponent) is { } noExponent) return (null, noExponent);
        if (modulus is null || exponent is null) return (null, "n or e is missing: there is no RSA key.");
        if (modulus[0] == 0) notes.Add("n begins with a zero byte, which RFC 7518 section 2 leaves out; here it is left out too.");
        modulus = modulus.AsSpan().TrimStart((byte)0).ToArray();
        if (modulus.Length is 0 or > 2048) return (null, "n is no number that an RSA key can have.");
        if (jwk.TryGetProperty("oth", out _)) return (null, "oth: an RSA key of more than two primes is not used here.");

        var numbers = new RSAParameters { Modulus = modulus, Exponent = exponent };
        var there = PrivateNumbers.Count(name => jwk.TryGetProperty(name, out _));
        if (there is > 0 and < 6) notes.Add("The private members are not all there (d, p, q, dp, dq, qi): only the public half is used.");
        if (there == 6 && Private(jwk, ref numbers) is { } privateProblem) return (null, privateProblem);
        return Made(RSA.Create(), key =>
        {
            key.ImportParameters(numbers);
            if (there == 6 && !key.VerifyHash(new byte[32], key.SignHash(new byte[32], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)) throw new CryptographicException("Two halves of two keys.");
            return TokenKey.FromRsa(key, algorithm);
        });
    }

    // A JWK writes numbers as short as they are; .NET wants each as long as its place.
    private static string? Private(JsonElement jwk, ref RSAParameters numbers)
    {
        var whole = numbers.Modulus!.Length;
        var half = (whole + 1) / 2;
        return Padded(jwk, "d", whole, out numbers.D) ?? Padded(jwk, "p", half, out numbers.P) ?? Padded(jwk, "q", half, out numbers.Q)
            ?? Padded(jwk, "dp", half, out numbers.DP) ?? Padded(jwk, "dq", half, out numbers.DQ) ?? Padded(jwk, "qi", half, out numbers.InverseQ);
    }

    private static string? Padded(JsonElement jwk, string name, int size, out byte[]? number)
    {
        if (Bytes(jwk, name, out number) is { } problem) return problem;
        var digits = number.AsSpan().TrimStart((byte)0);
        if (digits.Length > size) return $"{name} of the key is too large for its n.";
        number = new byte[size];
        digits.CopyTo(number.AsSpan(size - digits.Length));
        return null;
    }

    private static (TokenKey? Key, string? Problem) Made<T>(T empty, Func<T, TokenKey> fill)
        where T : AsymmetricAlgorithm
    {
        try
        {
            return (fill(empty), null);
        }
        catch (Exception reason) when (reason is CryptographicException or ArgumentException)
        {
            empty.Dispose();
            return (null, "The numbers of the key do not belong together: they make no key.");
        }
    }

    private static string? Bytes(JsonElement jwk, string name, out byte[]? bytes)
    {
        bytes = null;
        if (JwkKey.Member(jwk, name, out var text) is { } problem) return problem;
        if (text is null) return null;
        if (text.Length == 0) return $"{name} of the key is empty.";
        if (TokenForm.PartProblem(text, name, out _) is not null) return $"{name} of the key is not canonical base64url.";
        bytes = Base64Url.DecodeFromChars(text);
        return null;
    }
}
