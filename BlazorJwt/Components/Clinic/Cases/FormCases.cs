using System.IdentityModel.Tokens.Jwt;
using System.Text.Json.Nodes;
using BlazorJwt.Api.Client;
using BlazorJwt.Labs.Clinic;
using static BlazorJwt.Labs.Clinic.LibraryReproduction;

namespace BlazorJwt.Components.Clinic.Cases;

internal static class FormCases
{
    private static readonly PageLink Debugger = new("debugger", "See in the debugger where a token breaks off, and read the rest of it");

    public static CaseFamily Family { get; } = new("The form of a token",
        new("no-dots", "The text is no JWT: it has no dots",
            "A JWT has three parts with two dots between. This text has none: it is an opaque token, an empty value, or the word "
                + "“undefined”. But JwtBearer 8.0 says this of every token that it can't read, whatever the reason: then the innermost "
                + "exception in the log counts.",
            """
            // opaque tokens are not read, they are asked about (RFC 7662)
            // look at what the client really sends
            // JwtBearer 8.0: see the inner exception
            "Logging": { "LogLevel": { "Microsoft.AspNetCore.Authentication": "Information" } }
            """,
            "RFC 7515 §7.1 · RFC 7662 · dotnet/aspnetcore#52388",
            Sign.Likely("JWT is not well formed"))
        { Reproduce = (_, _) => RunAsync(trial => trial.OnTheWay = _ => "undefined"), More = Debugger },
        new("one-dot", "A part of the token is missing",
            "There is one dot where two must be: the token was cut short, in copying, in a log, in a database column, or by a limit of an "
                + "address. A browser doesn't cut a cookie over 4096 bytes: it drops it whole.",
            """
            // keep claims few; measure the token before you store it
            if (token.Length > 4000) …
            """,
            "RFC 7515 §7.1 · draft RFC 6265bis §5.6")
        { Reproduce = (_, _) => RunAsync(trial => trial.OnTheWay = token => token[..token.LastIndexOf('.')]), More = Debugger },
        new("header-unreadable", "The header can't be decoded",
            "The first part is no base64url of a JSON object. Something stands before the token: “Bearer ”, a quote, a line break. Or it "
                + "was encoded as base64, with + and /.",
            """
            const string lead = "Bearer ";
            var token = header.StartsWith(lead, StringComparison.OrdinalIgnoreCase) ? header[lead.Length..].Trim() : null;
            """,
            "RFC 7515 §2, §3.1")
        { Reproduce = (_, _) => RunAsync(trial => trial.OnTheWay = token => $"\"{token}\""), More = Debugger },
        new("payload-unreadable", "The payload can't be decoded",
            "The second part is no base64url of a JSON object: letters are missing, or it was edited by hand. Or one of its values has the "
                + "wrong JSON type: iat, nbf and exp are numbers.",
            """
            // pass the token on as it is; never cut, trim or re-encode a part of it
            new(JwtRegisteredClaimNames.Iat, $"{now.ToUnixTimeSeconds()}", ClaimValueTypes.Integer64)
            """,
            "RFC 7515 §2, §3.1 · RFC 7519 §4.1.6 · dotnet/aspnetcore#52388")
        {
            Reproduce = (_, _) =>
            RunAsync(trial => trial.OnTheWay = token => token.Replace(".", ".!", StringComparison.Ordinal)),
            More = Debugger
        },
        new("time-is-text", "A time of the token is no number",
            "iat, nbf or exp is a text in the payload, for example “5/29/2024 10:00:52 PM”: a claim was made with DateTime.ToString(). The "
                + "library then can't read the token at all, and JwtBearer 8.0 calls that “there are no dots”.",
            """
            new(JwtRegisteredClaimNames.Iat, $"{now.ToUnixTimeSeconds()}", ClaimValueTypes.Integer64)
            // or leave iat, nbf and exp to SecurityTokenDescriptor
            """,
            "RFC 7519 §2, §4.1.6 · dotnet/aspnetcore#52388",
            [.. from claim in (string[])["iat", "nbf", "exp", "auth_time"]
                from lead in (string[])["IDX11020", "IDX11022", "IDX11023", "could not be converted"]
                select Sign.Certain(lead, $"JsonWebToken.{claim}'")])
        { Reproduce = (_, _) => RunAsync(trial => trial.Payload["iat"] = "5/29/2024 10:00:52 PM"), More = Debugger },
        new("claim-type", "A claim has the wrong JSON type",
            "The library reads registered claims and header members by their type: iss, sub, jti, alg and kid are texts, aud is a text or "
                + "a list of texts, exp, nbf and iat are numbers. One of them is something else: a number as sub, a list as iss, null. The "
                + "word after “Reading:” names the claim.",
            """
            { "sub": "42", "aud": ["https://api.example"], "exp": 1772355600 }
            new(JwtRegisteredClaimNames.Sub, $"{user.Id}")   // a text
            """,
            "RFC 7519 §4.1",
            Sign.Certain("could not be converted", "JsonWebToken."))
        { Reproduce = (_, _) => RunAsync(trial => trial.Payload["sub"] = new JsonArray("248289761001")), More = Debugger },
        new("claim-unwritable", "A claim’s value can’t be written as JSON",
            "SecurityTokenDescriptor.Claims holds an object that the library does not know: a type of your own, an enum, a list of lists. "
                + "It writes texts, numbers, true, false, null, times, lists, dictionaries and JsonElement.",
            """
            Claims = new Dictionary<string, object> { ["address"] = JsonSerializer.SerializeToElement(address) }
            """,
            "SecurityTokenDescriptor.Claims")
        { Reproduce = (_, _) => WriteAsync(new Uri("https://lab-issuer.example/a-type-of-your-own")) },
        new("bearer-taken-along", "The word Bearer was passed on with the token",
            "The code took the whole Authorization header for the token. What is validated begins with “Bearer ”, and that is no "
                + "base64url. JwtBearer takes the word off by itself; code of your own has to do it.",
            """
            const string lead = "Bearer ";
            var token = header.StartsWith(lead, StringComparison.OrdinalIgnoreCase) ? header[lead.Length..].Trim() : null;
            """,
            "RFC 6750 §2.1 · AzureAD/azure-activedirectory-identitymodel-extensions-for-dotnet#2785",
            [.. from code in (string[])["IDX14100", "IDX14102", "IDX14120", "IDX12741", "IDX12709", "IDX12729", "IDX10400", "IDX10820"]
                from words in (string[])["Token: Bearer ey", "'Bearer ey", "\"Bearer ey", "passed on begins: Bearer"]
                select Sign.Certain(code, words)])
        { Reproduce = (_, _) => RunWithBearerAsync(), More = Debugger },
        new("argument-null", "The token, or what is named, is null or empty",
            "A method of the library was given nothing. The message names the parameter. For token: the header or the cookie was not "
                + "there, and the code did not ask.",
            """
            if (string.IsNullOrEmpty(token)) return Results.Unauthorized();   // before the library is asked
            """,
            "Microsoft.IdentityModel LogMessages, IDX10000")
        { Reproduce = (_, _) => Task.FromResult(ReadOld("")), More = Debugger },
        new("segments", "JWT must have three segments or five",
            "JwtSecurityTokenHandler was given something else than a JWT, or one with a part too many or too few.",
            """
            if (handler.CanReadToken(text)) …   // before ReadJwtToken
            """,
            "RFC 7515 §7.1 · RFC 7516 §7.1")
        { Reproduce = (_, _) => Task.FromResult(ReadOld("eyJhbGciOiJFUzI1NiJ9.e30")), More = Debugger },
        new("too-long", "The token is larger than allowed",
            "The library reads 250 KB at most, and this app 8 KB. A token of that size holds what belongs into a database.",
            """
            // put an id into the token, and look the rest up
            // or name a bound: new JsonWebTokenHandler { MaximumTokenSizeInBytes = 8 * 1024 }
            """,
            "TokenHandler.MaximumTokenSizeInBytes",
            Sign.Certain("are the most that is looked at"))
        { Reproduce = (_, _) => RunAsync(trial => trial.Payload["groups"] = new string('g', 300_000)) },
        new("encrypted", "The token is encrypted, and no key decrypts it",
            "Five parts are a JWE: its claims are encrypted for somebody. The API has no key for it, or the token was not meant for it.",
            """
            options.TokenValidationParameters.TokenDecryptionKey = key;
            """,
            "RFC 7516 §5.2")
        { Reproduce = (_, _) => RunAsync(trial => trial.Encryption = Secret(64)), More = Debugger },
        new("bearer-twice", "“Bearer ” is there twice",
            "The client took a text that already begins with Bearer and put Bearer before it. The API finds two tokens in the header.",
            """
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);   // the bare token
            """,
            "RFC 6750 §2.1, §3.1",
            Sign.Certain("holds more than one token"), Sign.Certain("Bearer Bearer"), Sign.Likely("error=\"invalid_request\""))
        {
            Reproduce = (server, cancellation) =>
            server.AskApiAsync(ApiCall.Orders, token =>
                new($"Bearer {token.EncodedToken}"), cancellation),
            More = new(
                    "debugger", "Paste a token into the debugger: it takes Bearer off by itself")
        },
        new("pii-hidden", "[PII of type … is hidden]",
            "The library keeps token and claims out of logs. That is right: a log is read by many. To look into a token, use the debugger "
                + "here: it keeps what you paste in memory and writes it nowhere.",
            """
            // on your own machine only
            if (app.Environment.IsDevelopment()) IdentityModelEventSource.ShowPII = true;
            """,
            "aka.ms/IdentityModel/PII",
            Sign.Beside("[PII of type"), Sign.Beside("[PII is hidden"), Sign.Beside("IdentityModel/PII"), Sign.Beside("ShowPII"))
        { Reproduce = (_, _) => RunAsync(trial => trial.Key = null), More = new("debugger", "Look into a token in the debugger") });

    // The library hides the text in its message.
    private static async Task<Reproduced> RunWithBearerAsync()
    {
        var came = await RunAsync(trial => trial.OnTheWay = token => $"Bearer {token}");
        return new($"{came.Message}\nThe text that was passed on begins: Bearer eyJ…");
    }

    private static Reproduced ReadOld(string text)
    {
        try
        {
            new JwtSecurityTokenHandler().ReadJwtToken(text);
            return new("Read.");
        }
        catch (Exception reason) when (reason is ArgumentException or Microsoft.IdentityModel.Tokens.SecurityTokenException)
        {
            return Reproduced.From(reason);
        }
    }
}
