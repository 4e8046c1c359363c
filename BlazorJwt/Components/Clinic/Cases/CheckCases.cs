using BlazorJwt.Labs.Clinic;
using Microsoft.IdentityModel.Tokens;
using static BlazorJwt.Labs.Clinic.LibraryReproduction;

namespace BlazorJwt.Components.Clinic.Cases;

/// <summary>Checks that an app adds to those of the library, and those that few ask for.</summary>
internal static class CheckCases
{
    public static CaseFamily Family { get; } = new("Checks of your own",
        new("own-validator", "A validator of your own said no",
            "TokenValidationParameters has a delegate in place of the library’s own check: LifetimeValidator, AudienceValidator, "
                + "SignatureValidator and others. It returned false or null, or a token of a kind that the handler does not know. "
                + "The token may be good. Since ASP.NET Core 8 a SignatureValidator has to return a JsonWebToken, not a JwtSecurityToken.",
            """
            // best: take the delegate out, and set the value that the library compares with
            options.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(30);
            options.TokenValidationParameters.ValidAudiences = ["https://api.example"];
            // never: SignatureValidator = (token, _) => new JsonWebToken(token) accepts every forged token
            """,
            "TokenValidationParameters · ASP.NET Core docs: breaking change, security token events return JsonWebToken")
        { Reproduce = (_, _) => RunAsync(trial => trial.Rules.LifetimeValidator = (_, _, _, _) => false) },
        new("key-certificate", "The certificate of the signing key has expired, or is not valid yet",
            "ValidateIssuerSigningKey is on, the key is in a certificate, and its days are over or have not begun. The signature itself is "
                + "good. The issuer has to change its certificate; or the clock of this server is wrong.",
            """
            openssl x509 -in signing.pem -noout -dates
            // issuer: publish the next key before the old one ends, and sign with it afterwards
            """,
            "RFC 5280 §4.1.2.5 · TokenValidationParameters.ValidateIssuerSigningKey")
        { Reproduce = (_, _) => RunAsync(SignWithOldCertificate) },
        new("replayed", "The token has been used before",
            "ValidateTokenReplay is on, and the replay cache knows this token: it is accepted once. An access token is sent with every "
                + "request, so replay detection is for assertions and ID tokens only.",
            """
            // for a bearer access token: the default
            options.TokenValidationParameters.ValidateTokenReplay = false;
            """,
            "RFC 7519 §4.1.7 (jti) · RFC 7523 §3 · TokenValidationParameters.TokenReplayCache")
        {
            Reproduce = (_, _) => RunAsync(trial =>
                (trial.Rules.ValidateTokenReplay, trial.Rules.TokenReplayCache) = (true, new KnowsEveryToken())),
        });

    private static void SignWithOldCertificate(Labs.Clinic.LibraryReproduction trial)
    {
        trial.Key = Named(OldCertificate(), "old");
        trial.Algorithm = SecurityAlgorithms.RsaSha256;
        (trial.Rules.IssuerSigningKey, trial.Rules.ValidateIssuerSigningKey) = (trial.Key, true);
    }

    private sealed class KnowsEveryToken : ITokenReplayCache
    {
        public bool TryAdd(string securityToken, DateTime expiresOn) => false;

        public bool TryFind(string securityToken) => true;
    }
}
