using BlazorJwt.Tokens.Decoding;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens.Jwe;

/// <summary>The two algorithms that the header of a JWE names (RFC 7516 section 4.1), and whether they can be undone here.</summary>
internal sealed record JweHeader(string Alg, string Enc)
{
    // What the library decrypts on every system. AES-GCM it knows on Windows alone, and what is said here must not depend on that.
    private static readonly string[] Algs = ["dir", "A128KW", "A192KW", "A256KW", SecurityAlgorithms.RsaOAEP, SecurityAlgorithms.RsaPKCS1];
    private static readonly string[] Encs = [SecurityAlgorithms.Aes128CbcHmacSha256, SecurityAlgorithms.Aes192CbcHmacSha384,
        SecurityAlgorithms.Aes256CbcHmacSha512];

    /// <summary>True for an algorithm whose key is a pair: it is decrypted with the private RSA key.</summary>
    public bool IsRsa => Alg is SecurityAlgorithms.RsaOAEP or SecurityAlgorithms.RsaPKCS1;

    /// <summary>The header of a token of five parts.</summary>
    /// <exception cref="UnusableInputException">The token can't be decrypted here.</exception>
    public static JweHeader Read(DecodedToken token)
    {
        // The first thing wrong with the form: what has two spellings is not decrypted.
        if (token is { Parts.Count: 0 } or { IsEncrypted: true, Problems.Count: > 0 })
            throw new UnusableInputException(token.Problems[0].Message);
        UnusableInputException.ThrowIf(!token.IsEncrypted,
            $"An encrypted token has five parts with dots between; this has {token.Parts.Count}.");
        var header = token.Header ?? throw new UnusableInputException("The header can't be read, and it says how to decrypt.");
        var alg = header.Text("alg") ?? throw new UnusableInputException("The header names no alg: nothing says how the key is found.");
        var enc = header.Text("enc")
            ?? throw new UnusableInputException("The header names no enc: nothing says how the content is encrypted.");
        UnusableInputException.ThrowIf(header.Member("crit") is not null,
            "crit names an extension that must be understood, and none is understood here (RFC 7516 section 4.1.13).");
        UnusableInputException.ThrowIf(header.Member("zip") is not null && header.Text("zip") != "DEF",
            "zip names a compression that is not known here: DEF is the only one (RFC 7516 section 4.1.3).");
        // A password is stretched as often as the token says (p2c): a hostile one would keep the server busy. So it is refused by name.
        UnusableInputException.ThrowIf(
            alg.StartsWith("PBES2-", StringComparison.Ordinal),
            $"The key comes from a password by {Shown(alg)}. The token itself says how often to compute it, so it is not done here (RFC " +
                "7518 section 4.8.1.2).");
        UnusableInputException.ThrowIf(!Algs.Contains(alg),
            $"The key is found by {Shown(alg)}, and that can't be done here. {string.Join(", ", Algs)} can.");
        UnusableInputException.ThrowIf(!Encs.Contains(enc),
            $"The content is encrypted with {Shown(enc)}, and that can't be decrypted here. {string.Join(", ", Encs)} can.");
        return new(alg, enc);
    }

    private static string Shown(string name) => name.Length <= 24
        && name.All(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '+' or '_')
            ? name : "an algorithm that is not known";
}
