using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.Tokens.Jws;

/// <summary>How long a signature must be, and what a shorter one says: the end of the token was not copied.</summary>
internal static class SignatureLength
{
    // RSA signatures are as long as the key's modulus. The usual sizes, for a token whose key is not known.
    private static readonly int[] UsualOfRsa = [256, 384, 512];

    /// <summary>The bytes of a signature (RFC 7518 sections 3.2 to 3.5, RFC 8032, RFC 8812, FIPS 204); null where the algorithm alone does
    /// not say it: for RSA the size of the key does.</summary>
    public static int? Bytes(string algorithm, int? keyBits = null) => algorithm switch
    {
        "ES256K" or "Ed25519" => 64,
        "Ed448" => 114,
        "ML-DSA-44" => 2420,
        "ML-DSA-65" => 3309,
        "ML-DSA-87" => 4627,
        _ when AlgorithmFamily.IsShared(algorithm) => AlgorithmFamily.SecretBytes(algorithm),
        _ when AlgorithmFamily.IsRsa(algorithm) => (keyBits + 7) / 8,
        _ => SigningCurve.For(algorithm)?.Bytes * 2,
    };

    /// <summary>That a token was cut short, in a sentence; null for a signature that has all its bytes, or whose length is not
    /// known.</summary>
    public static string? CutShort(string? algorithm, ReadOnlySpan<char> signature, int? keyBits = null)
    {
        if (algorithm is null || signature.IsEmpty || !TokenForm.IsInAlphabet(signature)) return null;
        // Whole bytes: four characters carry three.
        var bytes = (int)(signature.Length * 6L / 8);
        if (Bytes(algorithm, keyBits) is { } wanted) return bytes < wanted ? Sentence($"{wanted}", wanted - bytes) : null;
        // Whole bytes and no more: perhaps all there is, of a key of an unusual size.
        if (!AlgorithmFamily.IsRsa(algorithm) || TokenForm.PartProblem(signature, "signature", out _) is null) return null;
        var next = Array.Find(UsualOfRsa, size => size > bytes);
        return next == 0 ? null : Sentence($"{next} (of a {next * 8}-bit key)", next - bytes);

        string Sentence(string whole, int missing) =>
            $"The token is cut short: its signature has {bytes} bytes, and {algorithm} " +
                $"needs {whole}. {missing} {(missing == 1 ? "byte is" : "bytes are")} missing. Copy the token to its end.";
    }

    /// <summary>The same, for a token that was read and whose key is not known.</summary>
    public static string? CutShort(DecodedToken token) =>
        token.Parts is [_, _, { Name: "signature" } signature] ? CutShort(token.Header.Text("alg"), signature.Text) : null;
}
