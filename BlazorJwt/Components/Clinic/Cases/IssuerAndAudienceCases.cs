using static BlazorJwt.Labs.Clinic.BearerReproduction;
using static BlazorJwt.Labs.Clinic.LibraryReproduction;

namespace BlazorJwt.Components.Clinic.Cases;

internal static class IssuerAndAudienceCases
{
    private const string AudienceFix = """
        // exactly what stands in the token's aud
        options.Audience = "https://api.example";
        // several: options.TokenValidationParameters.ValidAudiences = […]
        """;

    private const string IssuerFix = """
        // exactly what stands in the token's iss: scheme, port and last slash too
        options.TokenValidationParameters.ValidIssuer = "https://issuer.example";
        """;

    public static CaseFamily Family { get; } = new("Issuer and audience",
        new("audience", "The audience does not match",
            "aud in the token is not what this API calls itself. Often an ID token was sent instead of an access token, or the client "
                + "asked for another API.",
            AudienceFix, "RFC 7519 §4.1.3 · RFC 8725 §3.9",
            Sign.Likely("SecurityTokenInvalidAudienceException"),
            Sign.Certain("aud does not name this API"))
        { Reproduce = (_, _) => RunAsync(trial => trial.Payload["aud"] = "https://other-api.example") },
        new("audience-answer", "401: The audience '…' is invalid",
            "The same, as JwtBearer tells it to the caller. It may say '(null)' though the token has an aud: the words do not tell which "
                + "one was sent. Read the token.",
            AudienceFix, "RFC 6750 §3.1 · RFC 7519 §4.1.3",
            Sign.Certain("The audience '", "is invalid"))
        { Reproduce = (_, _) => AskAsync(trial => trial.Payload["aud"] = "https://other-api.example") },
        new("audience-missing", "The token names no audience",
            "There is no aud in the token, so nobody can tell whom it is for. The issuer has to write one; some do only when the client "
                + "asks for a resource or a scope.",
            """
            new SecurityTokenDescriptor { Audience = "https://api.example", … }
            """,
            "RFC 9068 §2.2, §3")
        { Reproduce = (_, _) => RunAsync(trial => trial.Payload.Remove("aud")) },
        new("audience-unset", "No valid audience is configured",
            "The API does not say what it calls itself. Set it. Switching ValidateAudience off would take tokens that were made for "
                + "others.",
            AudienceFix, "RFC 8725 §3.9")
        { Reproduce = (_, _) => RunAsync(trial => trial.Rules.ValidAudience = null) },
        new("issuer", "The issuer does not match",
            "iss in the token is not the issuer you trust. They are compared letter by letter: a last slash, a port, http for https, or "
                + "v1.0 for v2.0 of the endpoint is enough.",
            IssuerFix, "RFC 7519 §4.1.1 · RFC 8725 §3.8",
            Sign.Likely("SecurityTokenInvalidIssuerException"),
            Sign.Certain("iss is not the issuer"))
        { Reproduce = (_, _) => RunAsync(trial => trial.Payload["iss"] = $"{Issuer}/") },
        new("issuer-answer", "401: The issuer '…' is invalid",
            "The same, as JwtBearer tells it to the caller.",
            IssuerFix, "RFC 6750 §3.1 · RFC 7519 §4.1.1",
            Sign.Certain("The issuer '", "is invalid"))
        { Reproduce = (_, _) => AskAsync(trial => trial.Payload["iss"] = $"{Issuer}/") },
        new("issuer-missing", "The token names no issuer",
            "There is no iss in the token, so nobody can tell which keys it belongs to.",
            """
            new SecurityTokenDescriptor { Issuer = "https://issuer.example", … }
            """,
            "RFC 9068 §2.2")
        { Reproduce = (_, _) => RunAsync(trial => trial.Payload.Remove("iss")) },
        new("issuer-unset", "No valid issuer is configured",
            "The API trusts no issuer yet. Name it, or set Authority: then its metadata names it.",
            IssuerFix, "RFC 8725 §3.8")
        { Reproduce = (_, _) => RunAsync(trial => trial.Rules.ValidIssuer = null) },
        new("type", "The type of the token does not match",
            "typ says that this is another kind of token: an ID token or a logout token, where an access token is asked for. The library "
                + "looks at typ only when ValidTypes is set.",
            """
            options.TokenValidationParameters.ValidTypes = ["at+jwt"];
            // and the issuer: new SecurityTokenDescriptor { TokenType = "at+jwt", … }
            """,
            "RFC 9068 §2.1, §4 · RFC 8725 §3.11",
            Sign.Likely("SecurityTokenInvalidTypeException"),
            Sign.Certain("typ", "another kind of token"))
        { Reproduce = (_, _) => RunAsync(trial => trial.Rules.ValidTypes = ["at+jwt"]) },
        new("type-answer", "401: invalid_token, and no description",
            "JwtBearer has words for the common refusals only. For others, typ among them, it says invalid_token and no more. The reason "
                + "stands in the server's log.",
            """
            // read the reason where it is kept
            "Logging": { "LogLevel": { "Microsoft.AspNetCore.Authentication": "Information" } }
            """,
            "RFC 6750 §3 · JwtBearerHandler",
            Sign.Likely("Bearer error=\"invalid_token\"") with { Unless = "error_description=" },
            Sign.Likely("invalid_token") with { Unless = "error_description" })
        { Reproduce = (_, _) => AskAsync(trial => trial.Rules.ValidTypes = ["at+jwt"]) },
        new("described-answer", "401: invalid_token, with words of the API's own",
            "error_description is free text for developers. JwtBearer has a few sentences, and the clinic knows those; another API, a "
                + "gateway, or an OnChallenge of your own writes others. Read the words: they name the check that failed.",
            """
            // whose words are they? Search your code and the gateway for them; JwtBearer's own are switched off by
            options.IncludeErrorDetails = false;
            """,
            "RFC 6750 §3",
            Sign.Likely("invalid_token", "error_description"))
        {
            Reproduce = (_, _) => AskAsync(trial => trial.OnTheWay = _ => "undefined", configure: options => options.Events = new()
            {
                OnChallenge = context =>
                {
                    context.ErrorDescription = "The moon is full";
                    return Task.CompletedTask;
                },
            }),
        });
}
