using System.Runtime.InteropServices;
using System.Text.Json;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens.Jwe;

/// <summary>Reads the key that somebody brought for decrypting, in the form they say it has. It goes nowhere from here: no log, no store,
/// no cache of the library.</summary>
internal static class DecryptionKey
{
    /// <summary>A key that the algorithms of the header can use. What makes none is an exception that
    /// <see cref="UnusableInputException.SentenceOf"/> explains.</summary>
    public static SecurityKey Read(string text, KeyForm form, JweHeader header)
    {
        UnusableInputException.ThrowIf(string.IsNullOrWhiteSpace(text), "There is no key yet.");
        UnusableInputException.ThrowIf(text.Length > KeyReader.MaxCharacters,
            $"The key has {text.Length:N0} characters, and at most {KeyReader.MaxCharacters:N0} are read.");
        var key = form switch
        {
            KeyForm.Pem => Pem(text, header),
            KeyForm.Jwk => Jwk(text, header),
            _ => Secret(SecretReader.Bytes(text, form, []), header),
        };
        UnusableInputException.ThrowIf(key is RsaSecurityKey { PrivateKeyStatus: not PrivateKeyStatus.Exists },
            "This is a public key: it encrypts. Decrypting takes the private one.");
        key.CryptoProviderFactory = new() { CacheSignatureProviders = false };
        return key;
    }

    private static SymmetricSecurityKey Secret(byte[] secret, JweHeader header)
    {
        UnusableInputException.ThrowIf(header.IsRsa, $"{header.Alg} is decrypted with an RSA private key, and this is a secret.");
        var wanted = Bits(header) / 8;
        UnusableInputException.ThrowIf(secret.Length != wanted,
            $"{(header.Alg is "dir" ? header.Enc : header.Alg)} takes a key of exactly {wanted} bytes; this has {secret.Length}.");
        return new(secret);
    }

    // RFC 7518 sections 4.4 and 5.2: the key wrap takes an AES key; with dir it is the content's own, of which one half authenticates.
    private static int Bits(JweHeader header) => (header.Alg, header.Enc) switch
    {
        ("A128KW", _) => 128,
        ("A192KW", _) => 192,
        ("A256KW", _) or (_, SecurityAlgorithms.Aes128CbcHmacSha256) => 256,
        (_, SecurityAlgorithms.Aes192CbcHmacSha384) => 384,
        _ => 512,
    };

    private static RsaSecurityKey Pem(string text, JweHeader header)
    {
        UnusableInputException.ThrowIf(!header.IsRsa, $"{header.Alg} is decrypted with a shared key, and this is PEM.");
        return PemReader.Read(text, SigningAlgorithms.RS256) switch
        {
            { Keys: [{ SecurityKey: RsaSecurityKey key }] } => key,
            { Problem: { } problem } => throw new UnusableInputException(problem),
            _ => throw new UnusableInputException("The PEM holds another kind of key, or several: one RSA private key decrypts."),
        };
    }

    private static SecurityKey Jwk(string text, JweHeader header)
    {
        using var document = JsonDocument.Parse(text.Trim());
        var jwk = document.RootElement;
        var problem = StrictJson.Problem(JsonMarshal.GetRawUtf8Value(jwk).ToArray(), "key") ?? MemberTypes.ProblemOfKey(jwk);
        if (problem is not null) throw new UnusableInputException(problem);
        UnusableInputException.ThrowIf(jwk.Member("keys") is not null, "This is a set of keys: give the one that decrypts.");
        UnusableInputException.ThrowIf(jwk.Text("use") is not (null or "enc"),
            "use says that the key is not for encryption (RFC 7517 section 4.2).");
        UnusableInputException.ThrowIf(
            jwk.Member("key_ops")?.EnumerateArray().Any(operation => operation.GetString() is "decrypt" or "unwrapKey") is false,
            "key_ops says that the key is not for decrypting (RFC 7517 section 4.3).");
        // One key, one algorithm (RFC 8725 section 3.1).
        UnusableInputException.ThrowIf(
            jwk.Text("alg") is { } alg && alg != header.Alg
                && !(header.Alg is "dir" && alg == header.Enc), "alg of the key is for another algorithm than the token’s.");
        UnusableInputException.ThrowIf(jwk.Text("kty") is "RSA" && !header.IsRsa,
            $"{header.Alg} is decrypted with a shared key, and this is an RSA key.");
        return jwk.Text("kty") switch
        {
            "oct" => Secret(JwkMaterial.Secret(jwk, []), header),
            "RSA" => new RsaSecurityKey(JwkMaterial.Rsa(jwk, [])),
            _ => throw new UnusableInputException("kty names a kind of key that can’t decrypt here: oct and RSA can."),
        };
    }
}
