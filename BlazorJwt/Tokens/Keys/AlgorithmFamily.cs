using System.Globalization;

namespace BlazorJwt.Tokens.Keys;

/// <summary>What the names of the signature algorithms stand for (RFC 7518 section 3.1).</summary>
internal static class AlgorithmFamily
{
    private static readonly string[] Shared = [SigningAlgorithms.HS256, SigningAlgorithms.HS384, SigningAlgorithms.HS512];

    // RFC 8037, RFC 9864, RFC 8812 and RFC 9964: names with a meaning, which this app can't verify. ML-DSA is in the library, and not on
    // every platform.
    private static readonly string[] OutOfReach = ["EdDSA", "Ed25519", "Ed448", "ML-DSA-44", "ML-DSA-65", "ML-DSA-87", "ES256K"];

    public static bool IsShared(string algorithm) => Shared.Contains(algorithm);

    /// <summary>True for <c>none</c> in any case: some libraries take it in each.</summary>
    public static bool IsNone(string? algorithm) => "none".Equals(algorithm, StringComparison.OrdinalIgnoreCase);

    public static bool IsRsa(string algorithm) => SigningAlgorithms.Jose.Contains(algorithm) && algorithm[0] is 'R' or 'P';

    /// <summary>The name of a registered algorithm that can't be verified here; null for every other text, which is then not
    /// quoted.</summary>
    public static string? BeyondReach(string? algorithm) => Array.Find(OutOfReach, name => name == algorithm);

    /// <summary>Why a token with this <c>alg</c> can't be verified here, in a sentence; null for the twelve that can.</summary>
    public static string? Unverifiable(string algorithm) =>
        SigningAlgorithms.Jose.Contains(algorithm) ? null
        : NeverVerified(algorithm) ?? "alg is not on the list of accepted algorithms.";

    /// <summary>The reason for <c>none</c> and for an algorithm beyond reach; null for every other text.</summary>
    public static string? NeverVerified(string algorithm) =>
        IsNone(algorithm) ? "alg is none: the token asks not to be checked."
        : BeyondReach(algorithm) is { } name ? $"alg is {name}: cannot verify this algorithm here."
        : null;

    /// <summary>The bytes an HMAC secret needs: as many as the hash has, and its bits are in the name (RFC 7518 section 3.2).</summary>
    public static int SecretBytes(string algorithm) => int.Parse(algorithm.AsSpan(2), CultureInfo.InvariantCulture) / 8;
}
