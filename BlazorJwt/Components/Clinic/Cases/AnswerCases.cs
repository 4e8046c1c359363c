using BlazorJwt.Api.Client;
using static BlazorJwt.Labs.Clinic.BearerReproduction;

namespace BlazorJwt.Components.Clinic.Cases;

/// <summary>What an API answers to a caller it does not let in. Those with a realm are this app's own API, asked for real.</summary>
internal static class AnswerCases
{
    private static readonly PageLink Lesson = new("call-the-api", "Send this and more in lesson 4");

    /// <summary>For a text that has the number and says nothing more.</summary>
    public static ClinicCase Bare401 { get; } = new("bare-401", "401, and nothing more is known",
        "The status alone does not say why. The usual causes, the commonest first: (1) no Authorization header arrived; (2) the token "
            + "expired; (3) aud or iss does not match; (4) the API has other keys than the issuer; (5) UseAuthentication is missing or "
            + "after UseAuthorization; (6) the endpoint asks for another scheme. The WWW-Authenticate header and the API’s log say which.",
        """
        curl -i -H "Authorization: Bearer $TOKEN" https://api.example/orders   # read WWW-Authenticate
        "Logging": { "LogLevel": { "Microsoft.AspNetCore.Authentication": "Information" } }
        app.UseAuthentication();
        app.UseAuthorization();
        """,
        "RFC 9110 §15.5.2 · RFC 6750 §3",
        Sign.Hint("401 (Unauthorized)"), Sign.Hint("401 Unauthorized"), Sign.Hint("StatusCode: 401"), Sign.Hint("status code 401"),
        Sign.Hint("HTTP 401"), Sign.Hint("\"status\":401"))
    {
        Reproduce = async (server, cancellation) =>
            new((await server.AskApiAsync(ApiCall.Orders, _ => null, cancellation)).Message.Split('\n')[0]),
        More = Lesson,
    };

    private static ClinicCase Bare403 { get; } = new("bare-403", "403 without WWW-Authenticate",
        "The token is good: the API knows the caller, a policy says no, and the answer says nothing more. Look which policy the endpoint "
            + "has, and which claims the principal. This app's API writes the header itself.",
        """
        options.Events.OnForbidden = context =>
        {
            context.Response.Headers.WWWAuthenticate = "Bearer error=\"insufficient_scope\"";
            return Task.CompletedTask;
        };
        """,
        "RFC 6750 §3.1 · RFC 9110 §15.5.4",
        Sign.Likely("403 Forbidden"), Sign.Likely("403 (Forbidden)"), Sign.Certain("(no WWW-Authenticate)"),
        Sign.Certain("AuthenticationScheme:", "was forbidden"), Sign.Likely("RolesAuthorizationRequirement"),
        Sign.Likely("ClaimsAuthorizationRequirement"))
    { Reproduce = (_, _) => ForbidAsync(), More = Lesson };

    /// <summary>The case for a text that has the number of a status and says nothing more; null when it has none.</summary>
    public static ClinicCase? OfStatus(string text) => PastedText.Refusal(text) switch
    {
        "401" => Bare401,
        "403" => Bare403,
        _ => null,
    };

    public static CaseFamily Family { get; } = new("401 and 403",
        Bare401,
        new("no-token", "401, and WWW-Authenticate says no error",
            "The API saw no token at all. The header is missing, it was lost at a redirect or a proxy, or its scheme is not Bearer.",
            """
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            // in Blazor Server: hand the token to the typed client as an argument
            """,
            "RFC 6750 §2.1, §3.1",
            Sign.Certain("Send an access token"), Sign.Hint("WWW-Authenticate: Bearer"),
            Sign.Likely("DenyAnonymousAuthorizationRequirement"))
        { Reproduce = (server, cancellation) => server.AskApiAsync(ApiCall.Orders, _ => null, cancellation), More = Lesson },
        new("insufficient-scope", "403 with insufficient_scope",
            "The token is good and lacks a scope or a role. A new token of the same kind would not help: the client has to ask for that "
                + "scope, or the person needs that role.",
            """
            // client: ask for it
            scope=orders.read orders.write
            // API: name what is asked for, once, at the endpoint
            .RequireAuthorization(policy => policy.RequireAssertion(…))
            """,
            "RFC 6750 §3.1",
            Sign.Certain("insufficient_scope"), Sign.Certain("The token lacks the"))
        {
            Reproduce = (server, cancellation) =>
            server.AskApiAsync(ApiCall.PlaceOrder("espresso"), token => new(token.EncodedToken), cancellation),
            More = Lesson
        },
        Bare403,
        new("other-scheme", "401: another scheme than Bearer is asked for",
            "WWW-Authenticate names Basic, Negotiate, NTLM, Digest or DPoP: whoever answered does not take Bearer tokens. Basic and "
                + "Negotiate are often said by a proxy or by IIS in front of the API, which never saw the request. DPoP wants the token "
                + "with the scheme DPoP, and a proof of its key in a header of its own.",
            """
            # who answered? Look at the Server header, and ask the API without the proxy
            curl -i -H "Authorization: Bearer $TOKEN" http://localhost:5000/orders
            # DPoP (RFC 9449):  Authorization: DPoP <token>   DPoP: <proof>
            """,
            "RFC 9110 §11.6.1 · RFC 7617 · RFC 4559 · RFC 9449 §7.1",
            [.. from scheme in (string[])["Basic", "Negotiate", "NTLM", "Digest", "DPoP"]
                select Sign.Certain($"WWW-Authenticate: {scheme}"),
             Sign.Certain("invalid_dpop_proof"), Sign.Certain("use_dpop_nonce")])
        { WhyNot = "A proxy, IIS or another server says it, and this app asks for Bearer tokens only." },
        new("revoked", "The token was revoked",
            "Somebody signed out, or an administrator ended the session: the token is on the denylist, though exp has not come. The client "
                + "has to sign in again.",
            """
            // client: on 401 invalid_token forget the token, and lead to the sign-in page
            """,
            "RFC 7009 · RFC 6750 §3.1",
            Sign.Certain("token was revoked"), Sign.Likely("The token is revoked"))
        {
            Reproduce = (server, cancellation) =>
                server.AskApiAsync(ApiCall.Orders, token => new(server.Flawed.Revoked(token)), cancellation),
            More = Lesson,
        });
}
