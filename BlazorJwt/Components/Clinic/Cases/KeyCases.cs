using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;
using static BlazorJwt.Labs.Clinic.LibraryReproduction;

namespace BlazorJwt.Components.Clinic.Cases;

internal static class KeyCases
{
    private const string SecretFix = """
        // 32 random bytes or more, made once, kept in user secrets or a vault
        dotnet user-secrets set Jwt:Key "$(openssl rand -base64 48)"
        new SymmetricSecurityKey(Convert.FromBase64String(configuration["Jwt:Key"]!))
        """;

    public static CaseFamily Family { get; } = new("Keys",
        new("secret-short", "The secret of a tutorial is too short",
            "HS256 needs a secret of 32 bytes or more. Many tutorials were written before the library asked for that. The message says "
                + "“greater than 256 bits”; exactly 256 work.",
            SecretFix, "RFC 7518 §3.2 · RFC 8725 §3.5",
            Sign.Certain("IDX10720"), Sign.Likely("key size must be greater than"))
        { Reproduce = (_, _) => RunAsync(trial => (trial.Key, trial.Algorithm) = (Secret(24), SecurityAlgorithms.HmacSha256)) },
        new("secret-tiny", "The secret has less than 128 bits",
            "A word is no secret. Under 16 bytes the library refuses before it looks at the algorithm, and calls it an encryption "
                + "algorithm: what it means is HMAC.",
            SecretFix, "RFC 7518 §3.2",
            Sign.Certain("IDX10653"))
        { Reproduce = (_, _) => RunAsync(trial => (trial.Key, trial.Algorithm) = (Secret(8), SecurityAlgorithms.HmacSha256)) },
        new("algorithm-and-key", "The algorithm does not go with the key",
            "An EC key can't sign RS256, an RSA key can't sign ES256, and a secret signs HS256, HS384 or HS512 and nothing else. Key and "
                + "algorithm belong together.",
            """
            new SigningCredentials(ecdsaKey, SecurityAlgorithms.EcdsaSha256)
            new SigningCredentials(rsaKey, SecurityAlgorithms.RsaSha256)
            """,
            "RFC 7518 §3.1 · RFC 8725 §3.1",
            Sign.Certain("IDX10634"), Sign.Certain("IDX10652"), Sign.Certain("IDX10640"))
        { Reproduce = (_, _) => RunAsync(trial => trial.Algorithm = SecurityAlgorithms.RsaSha256) },
        new("no-private-half", "Signing with a public key",
            "Only the private half signs. The key was read from a JWKS or a certificate without it.",
            """
            var key = ECDsa.Create();
            key.ImportFromPem(pem);   // PRIVATE KEY, not PUBLIC KEY
            """,
            "RFC 7515 §5.1",
            Sign.Certain("IDX10638"))
        { Reproduce = (_, _) => RunAsync(trial => (trial.Key, trial.Algorithm) = (PublicHalf(), SecurityAlgorithms.RsaSha256)) });

    private static RsaSecurityKey PublicHalf()
    {
        using var whole = RSA.Create(2048);
        return Named(new RsaSecurityKey(whole.ExportParameters(includePrivateParameters: false)), "public-half");
    }
}
