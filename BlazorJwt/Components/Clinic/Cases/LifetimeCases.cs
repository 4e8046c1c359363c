using System.Text.Json.Nodes;
using static BlazorJwt.Labs.Clinic.BearerReproduction;
using static BlazorJwt.Labs.Clinic.LibraryReproduction;

namespace BlazorJwt.Components.Clinic.Cases;

internal static class LifetimeCases
{
    private static readonly PageLink Debugger = new("debugger", "Read the times of a token in the debugger");

    public static CaseFamily Family { get; } = new("The life of a token",
        new("expired", "The token has expired",
            "The moment in exp has passed, and the clock skew on top of it (5 minutes unless you set it). The client has to get a new "
                + "token.",
            """
            // client: renew before exp, and once more after a 401
            if (expiresAt - TimeSpan.FromSeconds(30) <= time.GetUtcNow())
                token = await RenewAsync();
            """,
            "RFC 7519 §4.1.4 · RFC 6750 §3.1",
            Sign.Likely("SecurityTokenExpiredException"), Sign.Certain("exp has passed"),
            Sign.Likely("Lifetime validation failed", "is expired"))
        { Reproduce = (_, _) => RunAsync(trial => trial.Lives(-7200, -3600)), More = Debugger },
        new("expired-answer", "401: The token expired at …",
            "JwtBearer tells the caller in WWW-Authenticate when exp was. The API works; the client kept its token too long.",
            """
            // client: a 401 with invalid_token means: get a new token, once, and repeat
            if (response.StatusCode is HttpStatusCode.Unauthorized) { token = await RenewAsync(); … }
            """,
            "RFC 6750 §3.1",
            Sign.Certain("The token expired at"))
        { Reproduce = (_, _) => AskAsync(trial => trial.Lives(-7200, -3600)) },
        new("not-yet-valid", "The token is not valid yet",
            "nbf lies in the future. Most of the time the clock of the server that checks is behind the clock of the one that signs.",
            """
            // synchronise both clocks (NTP); allow for what is left
            options.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(30);
            """,
            "RFC 7519 §4.1.5",
            Sign.Certain("The token is not valid before"), Sign.Likely("SecurityTokenNotYetValidException"),
            Sign.Certain("nbf lies in the future"))
        { Reproduce = (_, _) => RunAsync(trial => trial.Lives(3600, 7200)) },
        new("never-valid", "nbf lies after exp",
            "There is no moment at which this token is good. Anyone who made it mixed the two up, or added the life to the wrong one.",
            """
            var now = time.GetUtcNow().UtcDateTime;
            new SecurityTokenDescriptor { NotBefore = now, Expires = now.AddMinutes(15), … }
            """,
            "RFC 7519 §4.1.4, §4.1.5",
            Sign.Likely("SecurityTokenInvalidLifetimeException"),
            Sign.Certain("nbf lies after exp"))
        { Reproduce = (_, _) => RunAsync(trial => trial.Lives(7200, 3600)) },
        new("no-expiry", "The token has no exp",
            "A token without exp would never expire, so the library refuses it. The issuer has to write one.",
            """
            new SecurityTokenDescriptor { Expires = now.AddMinutes(15), … }
            // do not set RequireExpirationTime = false
            """,
            "RFC 9068 §2.2 · RFC 7519 §4.1.4",
            Sign.Likely("SecurityTokenNoExpirationException"), Sign.Certain("The token has no expiration"),
            Sign.Certain("exp is missing"))
        { Reproduce = (_, _) => RunAsync(trial => trial.Payload.Remove("exp")) },
        new("five-minutes-more", "A token is accepted after its exp",
            "ClockSkew is 5 minutes unless you set it: for so long after exp the token is still taken. Seen here on a token that expired 4 "
                + "minutes ago.",
            """
            options.TokenValidationParameters.ClockSkew = TimeSpan.FromSeconds(30);
            """,
            "RFC 7519 §4.1.4 · TokenValidationParameters.ClockSkew",
            Sign.Likely("ClockSkew"), Sign.Likely("five minutes"), Sign.Likely("5 minutes", "exp"),
            Sign.Likely("expired token", "accepted"), Sign.Hint("clock skew"))
        { Reproduce = (_, _) => SkewAsync(), More = Debugger },
        new("milliseconds", "exp is a number nobody can read",
            "exp counts seconds since 1970. JavaScript counts milliseconds: a token with those lives for thousands of years, and the "
                + "library takes it. The debugger shows each time as a date, while you edit.",
            """
            exp: Math.floor(Date.now() / 1000) + 900   // seconds
            DateTimeOffset.UtcNow.ToUnixTimeSeconds()   // in C#
            """,
            "RFC 7519 §2 (NumericDate)",
            Sign.Certain("ValidTo 9999-12-31"), Sign.Likely("9999-12-31"), Sign.Likely("exp", "milliseconds"), Sign.Likely("NumericDate"),
            Sign.Likely("Date.now()"))
        {
            Reproduce = (_, _) =>
            RunAsync(trial =>
                trial.Payload["exp"] = JsonValue.Create((trial.Payload["exp"]?.GetValue<long>() ?? 0) * 1000)),
            More = Debugger
        });

    private static async Task<Labs.Clinic.Reproduced> SkewAsync()
    {
        var (skew, came) = (TimeSpan.Zero, await RunAsync(trial => trial.Lives(-900, -240)));
        await ValidateAsync(trial => skew = trial.Rules.ClockSkew);
        return new($"exp was 240 seconds ago, ClockSkew is {skew}.\n{came.Message}");
    }
}
