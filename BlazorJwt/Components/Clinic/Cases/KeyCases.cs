using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using BlazorJwt.Labs.Clinic;
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

    private const string SecretMissingFix = """
        // once, per environment; in a container: -e Jwt__Key=…
        dotnet user-secrets set Jwt:Key "$(openssl rand -base64 48)"
        // at start, with a sentence that names the setting
        var secret = configuration["Jwt:Key"] ?? throw new InvalidOperationException("Set Jwt:Key.");
        """;

    // What surrounds the code when a signature is verified, and not when one is made.
    private static readonly string[] Verifying =
        ["CreateForVerifying", "ValidateSignature", "Signature validation failed", "ValidateToken", "Failed to validate"];

    public static CaseFamily Family { get; } = new("Keys",
        new("secret-short", "The secret of a tutorial is too short",
            "HS256 needs a secret of 32 bytes or more. Many tutorials were written before the library asked for that. The message says "
                + "“greater than 256 bits”; exactly 256 work.",
            SecretFix, "RFC 7518 §3.2 · RFC 8725 §3.5",
            Sign.Likely("key size must be greater than"))
        { Reproduce = (_, _) => RunAsync(trial => (trial.Key, trial.Algorithm) = (Secret(24), SecurityAlgorithms.HmacSha256)) },
        new("secret-tiny", "The secret has less than 128 bits",
            "A word is no secret. Under 16 bytes the library refuses before it looks at the algorithm, and calls it an encryption "
                + "algorithm: what it means is HMAC. Version 5 says IDX10603 with KeySize, and even “Decryption failed”, while it signs.",
            SecretFix, "RFC 7518 §3.2 · cornflourblue/aspnet-core-jwt-authentication-api#2",
            Sign.Certain("IDX10603", "KeySize"), Sign.Certain("SecurityKey.KeySize to be greater than"))
        { Reproduce = (_, _) => RunAsync(trial => (trial.Key, trial.Algorithm) = (Secret(8), SecurityAlgorithms.HmacSha256)) },
        new("algorithm-and-key", "The algorithm does not go with the key",
            "This is said while signing. An EC key can't sign RS256, an RSA key can't sign ES256, and a secret signs HS256, HS384 or "
                + "HS512 and nothing else. Key and algorithm belong together.",
            """
            new SigningCredentials(ecdsaKey, SecurityAlgorithms.EcdsaSha256)
            new SigningCredentials(rsaKey, SecurityAlgorithms.RsaSha256)
            """,
            "RFC 7518 §3.1 · RFC 8725 §3.1")
        { Reproduce = (_, _) => RunAsync(trial => trial.Algorithm = SecurityAlgorithms.RsaSha256) },
        new("algorithm-and-key-verifying", "The key of the API does not fit the algorithm of the token",
            "This is said while verifying: alg in the header asks for another kind of key than the API has. A secret can't verify RS256, "
                + "and an RSA key can't verify HS256. Often the API is asked for the token of another issuer, or by the wrong one of two "
                + "schemes.",
            """
            // RS256, PS256, ES256: the issuer's public key, from its metadata
            options.Authority = "https://issuer.example";
            // HS256: the secret that issuer and API share
            options.TokenValidationParameters.IssuerSigningKey = new SymmetricSecurityKey(secret);
            """,
            "RFC 8725 §3.1 · AzureAD/azure-activedirectory-identitymodel-extensions-for-dotnet#1603, #1831",
            [.. Verifying.SelectMany(word => (Sign[])[Sign.Certain("IDX10634", word), Sign.Certain("IDX10652", word)])])
        { Reproduce = (_, _) => VerifyWithAnotherKindAsync() },
        new("secret-empty", "The secret is empty",
            "The setting that holds the secret is there and has no value, or the name of its section differs: a secret of no bytes is no "
                + "key. User secrets are read in Development only.",
            SecretMissingFix, "RFC 7518 §3.2 · MohamedHawy14/ApiTemplate#1",
            Sign.Certain("key length is zero"))
        { Reproduce = (_, _) => StartupReproduction.EmptySecretAsync() },
        new("secret-missing", "The setting of the secret is missing: Parameter 's'",
            "Encoding.GetBytes or Convert.FromBase64String was given null: configuration[\"Jwt:Key\"] found nothing in this environment. "
                + "User secrets are read in Development only, appsettings.Development.json is not deployed, and a section may have "
                + "another name.",
            SecretMissingFix, "ASP.NET Core docs: safe storage of app secrets · sameer8saini/NZWalks#2",
            // Not the parameter alone: Int32.Parse and many others have it too.
            [.. from parameter in (string[])["(Parameter 's')", "(Parameter \"s\")"]
                from place in (string[])["Encoding.GetBytes", "FromBase64String", "SymmetricSecurityKey"]
                select Sign.Certain(parameter, place),
             Sign.Certain("Parameter name: s", "GetBytes(String s)"), Sign.Certain("Parameter name: s", "FromBase64String(String s)")])
        { Reproduce = (_, _) => StartupReproduction.MissingSecretAsync() },
        new("key-small", "The RSA key is too small",
            "RSA signatures need a key of 2048 bits or more. The key is an old one, or was made with RSA.Create(1024). Version 8.23 of the "
                + "library signs with it all the same; here its check is called by itself.",
            """
            using var rsa = RSA.Create(3072);   // or ECDsa.Create(ECCurve.NamedCurves.nistP256): short and fast
            """,
            "RFC 7518 §3.3, §3.5")
        { Reproduce = (_, _) => Reproduced.RunAsync(() => Task.FromResult(MeasureSmallRsa())) },
        new("jwk-broken", "A JSON Web Key lacks a member, or has a wrong one",
            "An entry of a key set can’t be made a key: kty, crv, x, y, n or e is missing or is no base64url, use is not sig, or the type "
                + "is unknown here. The message names the member. The other keys of the set are still used.",
            """
            { "kty": "EC", "crv": "P-256", "x": "…", "y": "…", "use": "sig", "alg": "ES256", "kid": "2026-03" }
            { "kty": "RSA", "n": "…", "e": "AQAB", "use": "sig", "alg": "RS256", "kid": "2026-03" }
            """,
            "RFC 7517 §4 · RFC 7518 §6",
            Sign.Certain("IDX11020", "JsonWebKey"), Sign.Certain("IDX11022", "JsonWebKey"))
        { Reproduce = (_, _) => Reproduced.RunAsync(() => Task.FromResult($"{HalfOfAKey().ComputeJwkThumbprint().Length} bytes.")) },
        new("no-private-half", "Signing with a public key",
            "Only the private half signs. The key was read from a JWKS or a certificate without it.",
            """
            var key = ECDsa.Create();
            key.ImportFromPem(pem);   // PRIVATE KEY, not PUBLIC KEY
            """,
            "RFC 7515 §5.1")
        { Reproduce = (_, _) => RunAsync(trial => (trial.Key, trial.Algorithm) = (PublicHalf(), SecurityAlgorithms.RsaSha256)) });

    private static Task<Reproduced> VerifyWithAnotherKindAsync() => Reproduced.RunAsync(
        () =>
        {
            var key = Named(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)), "lab-key");
            ValidateSignature(key);
            return Task.FromResult("Created.");
        },
        frames: true);

    // The library's own frame is gone once the runtime has put it into its caller; the handlers' of this name are not.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void ValidateSignature(SecurityKey key) =>
        key.CryptoProviderFactory.CreateForVerifying(key, SecurityAlgorithms.RsaSha256);

    private static string MeasureSmallRsa()
    {
        using var small = RSA.Create(1024);
        var key = Named(new RsaSecurityKey(small), "small");
        using var signing = new AsymmetricSignatureProvider(key, SecurityAlgorithms.RsaSha256, willCreateSignatures: true);
        signing.ValidateAsymmetricSecurityKeySize(key, SecurityAlgorithms.RsaSha256, willCreateSignatures: true);
        return "Large enough.";
    }

    private static JsonWebKey HalfOfAKey() => new() { Kty = JsonWebAlgorithmsKeyTypes.EllipticCurve, Crv = "P-256", X = "AQAB" };

    private static RsaSecurityKey PublicHalf()
    {
        using var whole = RSA.Create(2048);
        return Named(new RsaSecurityKey(whole.ExportParameters(includePrivateParameters: false)), "public-half");
    }
}
