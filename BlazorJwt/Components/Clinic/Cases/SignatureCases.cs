using System.Security.Cryptography;
using System.Text;
using BlazorJwt.Labs.CallApi;
using Microsoft.IdentityModel.Tokens;
using static BlazorJwt.Labs.Clinic.BearerReproduction;
using static BlazorJwt.Labs.Clinic.LibraryReproduction;

namespace BlazorJwt.Components.Clinic.Cases;

internal static class SignatureCases
{
    private static readonly PageLink Debugger = new("debugger", "Check a signature in the debugger");

    public static CaseFamily Family { get; } = new("Signature",
        new("kid-unknown", "No key has the kid of the token",
            "The header names a key that the API does not have. The issuer rotated its keys after they were fetched, or the token is "
                + "from another issuer or another environment, or Authority names the wrong one. “Number of keys in Configuration: 0” "
                + "means that no metadata was read. Older versions of the library say IDX10501 or IDX10516 for the same.",
            """
            // let JwtBearer fetch the keys, and fetch them again when a kid is new
            options.Authority = "https://issuer.example";
            options.RefreshOnIssuerKeyNotFound = true;   // the default
            """,
            "RFC 7515 §4.1.4 · RFC 7517 §4.5 · dotnet/aspnetcore#18940",
            Sign.Certain("Unable to match", "kid"),
            Sign.Certain("kid names a key that is not trusted"))
        {
            Reproduce = (_, _) =>
            RunAsync(trial =>
                trial.Rules.IssuerSigningKey = Named(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)), "another-key"))
        },
        new("key-not-found-answer", "401: The signature key was not found",
            "The same, as JwtBearer tells it to the caller. It also says so when no key at all is configured.",
            """
            options.Authority = "https://issuer.example";
            // or: options.TokenValidationParameters.IssuerSigningKey = key;
            """,
            "RFC 6750 §3.1",
            Sign.Certain("The signature key was not found"), Sign.Likely("SecurityTokenSignatureKeyNotFoundException"))
        {
            Reproduce = (_, _) =>
            AskAsync(trial =>
                trial.Rules.IssuerSigningKey = Named(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)), "another-key"))
        },
        new("no-keys", "No keys were provided",
            "The API has no key to check with. Authority is not set, its metadata could not be read, or the packages of "
                + "Microsoft.IdentityModel have different versions: then the keys are fetched and lost.",
            """
            options.Authority = "https://issuer.example";
            // and pin every Microsoft.IdentityModel.* and System.IdentityModel.* package to one version
            """,
            "RFC 7515 §5.2 · Microsoft.IdentityModel wiki")
        { Reproduce = (_, _) => RunAsync(trial => trial.Rules.IssuerSigningKey = null) },
        new("signature", "The signature does not fit",
            "The key with this kid was found, and it did not sign these bytes. The token was changed on its way, or another key has the "
                + "same kid. With two JwtBearer schemes, each tries every token: see the case of two schemes.",
            """
            // compare: the kid, the key behind it, and the token as it left the issuer
            // do not set RequireSignedTokens = false or a SignatureValidator of your own
            """,
            "RFC 7515 §5.2",
            Sign.Likely("SecurityTokenInvalidSignatureException"), Sign.Certain("signature does not fit"))
        {
            Reproduce = (_, _) =>
            RunAsync(trial => trial.OnTheWay = token => ForgedTokens.WithClaim(token, "role", "owner")),
            More = Debugger
        },
        new("signature-answer", "401: The signature is invalid",
            "The same, as JwtBearer tells it to the caller. Edited, stripped, unsigned and foreign tokens all get these words.",
            """
            // the server's log has the IDX code behind it
            "Logging": { "LogLevel": { "Microsoft.AspNetCore.Authentication": "Information" } }
            """,
            "RFC 6750 §3.1",
            Sign.Certain("The signature is invalid"))
        { Reproduce = (_, _) => AskAsync(trial => trial.OnTheWay = token => ForgedTokens.WithClaim(token, "role", "owner")) },
        new("kid-missing", "The token has no kid, and no key fits",
            "Without kid every key is tried, and none signed this token: the key, the secret or the issuer is another one. Versions 5 to "
                + "7.0 of the library call this IDX10503.",
            """
            // give the signing key a name: it goes into the header
            var key = new ECDsaSecurityKey(ecdsa) { KeyId = "2026-03" };
            """,
            "RFC 7515 §4.1.4 · jwt-dotnet/jwt#500",
            Sign.Certain("IDX10503", "does not have a kid"),
            Sign.Certain("IDX10503", "Signature validation failed. Keys tried"))
        {
            Reproduce = (_, _) =>
                RunAsync(trial => trial.Key = Named(new ECDsaSecurityKey(ECDsa.Create(ECCurve.NamedCurves.nistP256)), null)),
        },
        new("secret-read-two-ways", "Base64 or plain: a secret is read in two ways",
            "The text of a shared secret can be taken letter by letter, or decoded from base64 first. Issuer and API must do the same. "
                + "When they differ, no HS256 signature fits.",
            """
            // both sides, once decided
            new SymmetricSecurityKey(Convert.FromBase64String(text))
            // or both sides: new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text))
            """,
            "RFC 7518 §3.2",
            Sign.Certain("IDX10517", "SymmetricSecurityKey"), Sign.Certain("IDX10511", "SymmetricSecurityKey"),
            Sign.Certain("IDX10503", "SymmetricSecurityKey"),
            Sign.Likely("base64", "secret"), Sign.Likely("secret base64 encoded"))
        { Reproduce = (_, _) => RunAsync(ReadTwoWays), More = Debugger },
        new("signature-unreadable", "The signature can’t be decoded",
            "The third part is no base64url: it was cut, has + and / or =, or something is behind the token, a quote, a comma or a line "
                + "break. It was not compared with any key.",
            """
            var token = text.Trim().Trim('"', ',');   // and never re-encode a part
            """,
            "RFC 7515 §2, §7.1")
        { Reproduce = (_, _) => ValidateOldAsync(trial => trial.OnTheWay = token => token[..^1]), More = Debugger },
        new("unsigned", "The token has no signature",
            "The third part is empty: alg is none, or somebody cut it off. The library refuses it, and so should you.",
            """
            // keep the default
            options.TokenValidationParameters.RequireSignedTokens = true;
            """,
            "RFC 8725 §3.2 · RFC 7519 §6.1",
            Sign.Certain("token does not have a signature"), Sign.Certain("The signature is empty"))
        { Reproduce = (_, _) => RunAsync(trial => trial.Key = null) },
        new("algorithm", "The algorithm is not on the list",
            "alg in the header is none of ValidAlgorithms. A list is good: one key, one algorithm. It has to hold the one that the issuer "
                + "uses. The whole validation says IDX10511 and hides this line as PII; here the rule is asked by itself.",
            """
            options.TokenValidationParameters.ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256];
            """,
            "RFC 8725 §3.1",
            Sign.Likely("SecurityTokenInvalidAlgorithmException"))
        { Reproduce = (_, _) => AskForAlgorithmAsync(trial => trial.Rules.ValidAlgorithms = [SecurityAlgorithms.RsaSha256]) },
        ForeignKeyCases.TwoSchemes,
        ForeignKeyCases.Graph);

    private static void ReadTwoWays(Labs.Clinic.LibraryReproduction trial)
    {
        var text = Convert.ToBase64String(RandomNumberGenerator.GetBytes(48));
        (trial.Key, trial.Algorithm) = (Named(new SymmetricSecurityKey(Encoding.UTF8.GetBytes(text)), null), SecurityAlgorithms.HmacSha256);
        trial.Rules.IssuerSigningKey = Named(new SymmetricSecurityKey(Convert.FromBase64String(text)), null);
    }
}
