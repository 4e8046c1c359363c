using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Jws;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Components.Debugger;

/// <summary>What can be said of the signature alone.</summary>
/// <param name="Fits">True when it fits, false when it does not, null when it was not checked.</param>
public sealed record SignatureFinding(bool? Fits, string Headline, string Reason)
{
    /// <summary>True when the end of the token was not copied.</summary>
    internal bool IsCutShort { get; private init; }

    /// <summary>Looks at a token with the keys that were chosen for it; null while there is nothing to look at.</summary>
    /// <param name="keyProblem">Why there are none, in a sentence.</param>
    internal static SignatureFinding? Of(DecodedToken token, IKeySet? keys, string? keyProblem, TokenService tokens,
        IReadOnlyList<string> algorithms)
    {
        var algorithm = token.Header.Text("alg");
        return token switch
        {
            { Parts.Count: 0 } => null,
            { IsEncrypted: true } =>
                new(null, "Encrypted",
                    "A JWE has five parts and no signature of its own. Its header can be read; what is inside needs the key."),
            _ when "none".Equals(algorithm, StringComparison.OrdinalIgnoreCase) =>
                new(false, "Not signed", "alg is none: anybody could have written this. No key makes it good."),
            _ when algorithm is not null && !SigningAlgorithms.Jose.Contains(algorithm, StringComparer.Ordinal) => new(null, "Not verified",
                $"This page cannot verify this algorithm here: {(algorithm.Length > 40 ? algorithm[..40] + "…" : algorithm)}. What the "
                    + "token says is shown in full."),
            _ when CutShort(token, keys) is { } cut => new(false, "Cut short", cut) { IsCutShort = true },
            { Header: not null, Parts.Count: 3 } when keys is null =>
                new(null, "Not verified", keyProblem ?? "Give the key it should have been signed with."),
            _ => Of(tokens.VerifySignature(token.Text, keys ?? new FixedKeySet(), algorithms)),
        };
    }

    private static SignatureFinding Of(JwsVerdict verdict) => verdict switch
    {
        { Accepted: true } => new(true, "Signature verified", $"It fits this header and payload under the {verdict.Key!.Algorithm} key."),
        { Refusal.Kind: TokenCheckKind.Signature } => new(false, "Signature does not fit", verdict.Refusal!.Explanation),
        _ => new(false, "Signature not acceptable", verdict.Refusal!.Explanation),
    };

    private static string? CutShort(DecodedToken token, IKeySet? keys) =>
        token.Parts is [_, _, { Name: "signature" } signature] && token.Header.Text("alg") is { } algorithm
            ? SignatureLength.CutShort(algorithm, signature.Text, keys?.Find(token.Header.Text("kid"), algorithm) is { } key
                && key.Algorithm == algorithm ? key.Bits : null)
            : null;
}
