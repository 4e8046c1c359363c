using System.Buffers.Text;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.Tokens.Jws;

/// <summary>How long a signature must be, and what a shorter one says: the end of the token was not copied.</summary>
internal static class SignatureLength
{
    // RSA signatures are as long as the key's modulus. The usual sizes, for a token whose key is not known.
    private static readonly int[] UsualOfRsa = [256, 384, 512];

    /// <summary>The bytes of a signature (RFC 7518 sections 3.2 to 3.5, RFC 8032, RFC 8812, FIPS 204); null where the algorithm alone does not say it.</summary>
    /// <param name="algorithm">The <c>alg</c>.</param>
    /// <param name="keyBits">The size of the key that verifies; null when it is not known. Only RSA needs it.</param>
    public static int? Bytes(string algorithm, int? keyBits = null) => algorithm switch
    {
        SigningAlgorithms.HS256 => 32,
        SigningAlgorithms.HS384 => 48,
        SigningAlgorithms.HS512 or SigningAlgorithms.ES256 or "ES256K" or "Ed25519" => 64,
        SigningAlgorithms.ES384 => 96,
        SigningAlgorithms.ES512 => 132,
        "Ed448" => 114,
        "ML-DSA-44" => 2420,
        "ML-DSA-65" => 3309,
        "ML-DSA-87" => 4627,
        _ when AlgorithmFamily.IsRsa(algorithm) => (keyBits + 7) / 8,
        _ => null,
    };

    /// <summary>That a token was cut short, in a sentence; null for a signature that has all its bytes, or whose length is not known.</summary>
    /// <param name="algorithm">The <c>alg</c>.</param>
    /// <param name="signature">The third part, as it is in the token.</param>
    /// <param name="keyBits">The size of the key that verifies; null when it is not known.</param>
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
            $"The token is cut short: its signature has {bytes} bytes, and {algorithm} needs {whole}. {missing} {(missing == 1 ? "byte is" : "bytes are")} missing. Copy the token to its end.";
    }

    /// <summary>The same, for a whole token whose form was refused: its header is still to be read. Null when it can't be.</summary>
    /// <param name="text">The compact serialization.</param>
    public static string? CutShort(ReadOnlySpan<char> text)
    {
        if (text.Count('.') != 2) return null;
        var (first, second) = (text.IndexOf('.'), text.LastIndexOf('.'));
        var header = text[..first];
        if (TokenForm.PartProblem(header, "header", out _) is not null || TokenForm.PartProblem(text[(first + 1)..second], "payload", out _) is not null) return null;
        using var json = StrictJson.Parse(Base64Url.DecodeFromChars(header), "header", out _);
        return json?.RootElement.Text("alg") is { } algorithm ? CutShort(algorithm, text[(second + 1)..]) : null;
    }
}
