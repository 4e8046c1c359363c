using System.Security.Cryptography;
using System.Text;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens.Jwe;

/// <summary>Reads the key that somebody brought for decrypting, in the form they say it has. It goes nowhere from here: no log, no store, no cache of the library.</summary>
internal static class DecryptionKey
{
    /// <summary>A key that the algorithms of the header can use; or why there is none, in a sentence that quotes nothing of it.</summary>
    public static (SecurityKey? Key, string? Problem) Read(string text, KeyForm form, JweHeader header)
    {
        if (string.IsNullOrWhiteSpace(text)) return (null, "There is no key yet.");
        if (text.Length > KeyReader.MaxCharacters) return (null, $"The key has {text.Length:N0} characters, and at most {KeyReader.MaxCharacters:N0} are read.");
        try
        {
            return form switch
            {
                KeyForm.Pem => Pem(text, header),
                KeyForm.Jwk => Jwk(text, header),
                _ => Secret(text, form, header),
            };
        }
        catch (Exception reason) when (reason is FormatException or ArgumentException or CryptographicException or InvalidOperationException)
        {
            return (null, form is KeyForm.Pem
                ? "The PEM holds no RSA private key that can be used: PRIVATE KEY and RSA PRIVATE KEY are read, without a password."
                : "The key can't be used: its numbers do not make a key.");
        }
    }

    private static (SecurityKey? Key, string? Problem) Secret(string text, KeyForm form, JweHeader header)
    {
        var (secret, problem) = SecretReader.Bytes(text, form, []);
        return secret is null ? (null, problem) : Secret(secret, header);
    }

    private static (SecurityKey? Key, string? Problem) Secret(byte[] secret, JweHeader header)
    {
        if (header.IsRsa) return (null, $"{header.Alg} is decrypted with an RSA private key, and this is a secret.");
        var wanted = Bits(header) / 8;
        return secret.Length == wanted
            ? (Uncached(new SymmetricSecurityKey(secret)), null)
            : (null, $"{(header.Alg is "dir" ? header.Enc : header.Alg)} takes a key of exactly {wanted} bytes; this has {secret.Length}.");
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

    private static (SecurityKey? Key, string? Problem) Pem(string text, JweHeader header)
    {
        if (!header.IsRsa) return (null, $"{header.Alg} is decrypted with a shared key, and this is PEM.");
        var rsa = RSA.Create();
        rsa.ImportFromPem(text.Replace("\\n", "\n", StringComparison.Ordinal));
        return Private(rsa);
    }

    private static (SecurityKey? Key, string? Problem) Jwk(string text, JweHeader header)
    {
        using var document = StrictJson.Parse(Encoding.UTF8.GetBytes(text.Trim()), "key", out var problem);
        if (document is null) return (null, problem);
        if (document.RootElement.TryGetProperty("keys", out _)) return (null, "This is a set of keys: give the one that decrypts.");
        var jwk = new JsonWebKey(text);
        if (jwk.Use is { Length: > 0 } use && use != "enc") return (null, "use says that the key is not for encryption (RFC 7517 section 4.2).");
        if (jwk.KeyOps.Count > 0 && !jwk.KeyOps.Any(name => name is "decrypt" or "unwrapKey")) return (null, "key_ops says that the key is not for decrypting (RFC 7517 section 4.3).");
        // One key, one algorithm (RFC 8725 section 3.1).
        if (jwk.Alg is { Length: > 0 } alg && alg != header.Alg && !(header.Alg is "dir" && alg == header.Enc)) return (null, "alg of the key is for another algorithm than the token’s.");
        return jwk.Kty switch
        {
            "oct" => Secret(Base64UrlEncoder.DecodeBytes(jwk.K), header),
            "RSA" when !header.IsRsa => (null, $"{header.Alg} is decrypted with a shared key, and this is an RSA key."),
            "RSA" when !jwk.HasPrivateKey => (null, "This is a public key: it encrypts. Decrypting takes the private one."),
            "RSA" => Private(RSA.Create(Numbers(jwk))),
            _ => (null, "kty names a kind of key that can’t decrypt here: oct and RSA can."),
        };
    }

    private static (SecurityKey? Key, string? Problem) Private(RSA rsa)
    {
        if (!IsPrivate(rsa))
        {
            rsa.Dispose();
            return (null, "This is a public key: it encrypts. Decrypting takes the private one.");
        }

        return (Uncached(new RsaSecurityKey(rsa)), null);
    }

    private static bool IsPrivate(RSA rsa)
    {
        try
        {
            rsa.SignHash(new byte[32], HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    // A JWK writes numbers as short as they are; .NET wants each as long as its place.
    private static RSAParameters Numbers(JsonWebKey jwk)
    {
        var modulus = Base64UrlEncoder.DecodeBytes(jwk.N).AsSpan().TrimStart((byte)0).ToArray();
        if (modulus.Length > 2048) throw new CryptographicException("Too large.");
        var half = (modulus.Length + 1) / 2;
        return new()
        {
            Modulus = modulus,
            Exponent = Base64UrlEncoder.DecodeBytes(jwk.E),
            D = Padded(jwk.D, modulus.Length),
            P = Padded(jwk.P, half),
            Q = Padded(jwk.Q, half),
            DP = Padded(jwk.DP, half),
            DQ = Padded(jwk.DQ, half),
            InverseQ = Padded(jwk.QI, half),
        };
    }

    private static byte[] Padded(string? number, int size)
    {
        var digits = Base64UrlEncoder.DecodeBytes(number ?? "").AsSpan().TrimStart((byte)0);
        if (digits.Length > size) throw new CryptographicException("Too large.");
        var padded = new byte[size];
        digits.CopyTo(padded.AsSpan(size - digits.Length));
        return padded;
    }

    private static SecurityKey Uncached(SecurityKey key)
    {
        key.CryptoProviderFactory = new() { CacheSignatureProviders = false };
        return key;
    }
}
