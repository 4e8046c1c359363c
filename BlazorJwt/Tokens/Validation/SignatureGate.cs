using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.Tokens.Validation;

/// <summary>
/// The rules for a header and its key, before a signature is looked at. One place for both doors: <see cref="TokenGate"/>, which guards
/// the API, and <see cref="Jws.JwsVerifier"/>, which checks a signature over any bytes.
/// </summary>
internal static class SignatureGate
{
    /// <summary>Refuses the form. What is wrong with the signature alone is best said by the reader, which knows of tokens that were cut
    /// short.</summary>
    public static TokenRefusal Form(DecodedToken read, string problem) =>
        new(TokenCheckKind.Form, read.Problems is not [{ Part: "signature" } first, ..] ? problem
            : read.Parts is [_, _, { Text: "" }] && AlgorithmFamily.IsNone(read.Header.Text("alg"))
                ? "The signature is empty, and alg is none: a token that asks not to be checked is not accepted."
            : first.Message);

    /// <summary><c>alg</c> is there and on the list, with its case (RFC 8725 section 3.1).</summary>
    public static TokenRefusal? Algorithm(HeaderMembers header, IReadOnlyList<string> accepted)
    {
        if (header.Algorithm is not { } algorithm) return new(TokenCheckKind.Algorithm, "The header names no algorithm.");
        if (accepted.Contains(algorithm)) return null;
        return new(TokenCheckKind.Algorithm, AlgorithmFamily.NeverVerified(algorithm)
            ?? $"alg is not on the list of accepted algorithms: it is {algorithm.Quoted()}, and " +
                $"{string.Join(" or ", accepted)} is asked for.");
    }

    /// <summary>No <c>crit</c>, not even an empty one: no extension is understood here (RFC 7515 section 4.1.11).</summary>
    public static TokenRefusal? Critical(HeaderMembers header) => header.HasCritical
        ? new(TokenCheckKind.Critical, "crit names extensions that must be understood, and this app understands none.")
        : null;

    /// <summary>A trusted key, made for this algorithm and strong enough (RFC 8725 sections 3.1 and 3.5). It must be named where <c>kid</c>
    /// alone decides.</summary>
    public static TokenRefusal? Key(HeaderMembers header, IKeySet keys, bool mustBeNamed, out TokenKey? key)
    {
        key = null;
        if (mustBeNamed && header.KeyId is not { Length: > 0 }) return new(TokenCheckKind.Key, "The header names no key.");
        if ((mustBeNamed ? keys.FindNamed(header.KeyId!, header.Algorithm!) : keys.Find(header.KeyId, header.Algorithm!)) is not { } found)
        {
            return new(TokenCheckKind.Key, mustBeNamed || header.KeyId is { Length: > 0 }
                ? "kid names a key that is not trusted here."
                : "The header names no key, and not exactly one of those given is for its algorithm.");
        }

        if (header.Algorithm != found.Algorithm) return new(TokenCheckKind.Key, $"The key is for {found.Algorithm} and for nothing else.");
        if (found.Weakness is { } weakness) return new(TokenCheckKind.Key, $"The key is not acceptable: {weakness}.");
        key = found;
        return null;
    }
}
