using BlazorJwt.Labs.Clinic;

namespace BlazorJwt.Components.Clinic.Cases;

/// <summary>Signing in at another party, with AddOpenIdConnect or AddOAuth.</summary>
internal static class RemoteSignInCases
{
    public static CaseFamily Family { get; } = new("Signing in elsewhere",
        new("correlation-failed", "Correlation failed",
            "The answer of the identity provider arrived, and the correlation cookie that was set before leaving did not. It is "
                + "SameSite=None; Secure, so plain HTTP loses it; a proxy that hides HTTPS does too. Or the answer was opened in another "
                + "browser, twice, or by the back button, or another server has other Data Protection keys.",
            """
            app.UseForwardedHeaders();   // behind a proxy, with the proxies you know
            // open the app over HTTPS, by the same host name as in the redirect URI
            options.Events.OnRemoteFailure = context =>
            {
                context.HandleResponse();
                context.Response.Redirect("/sign-in?problem=try-again");
                return Task.CompletedTask;
            };
            """,
            "ASP.NET Core docs: SameSite cookies · RemoteAuthenticationHandler",
            Sign.Certain("Correlation failed"), Sign.Likely(".AspNetCore.Correlation."), Sign.Likely("correlation cookie"))
        { Reproduce = (_, _) => RemoteSignInReproduction.ComeBackWithoutCookieAsync() },
        new("nonce-missing", "IDX21323: Nonce was null",
            "The ID token has a nonce, and the nonce cookie that was set before leaving did not arrive: the same causes as “Correlation "
                + "failed”. The nonce ties the token to this sign-in: keep RequireNonce.",
            """
            app.UseForwardedHeaders();   // behind a proxy; and open the app over HTTPS
            // do not set ProtocolValidator.RequireNonce = false
            """,
            "OpenID Connect Core §3.1.3.7, §15.5.2",
            Sign.Likely("OpenIdConnectProtocolInvalidNonceException"), Sign.Certain("The nonce cannot be validated"))
        { Reproduce = (_, _) => RemoteSignInReproduction.ValidateWithoutNonceAsync() },
        new("state-missing", "The state of the sign-in is missing, or is another one",
            "The answer of the identity provider has no state, or not the one that was sent: someone opened the callback address by hand, "
                + "an old answer came again, or a proxy dropped part of the query. A sign-in that begins at the provider has none either.",
            """
            // begin at your own app: it sends the state
            return Results.Challenge(new() { RedirectUri = "/" }, ["oidc"]);
            // do not set ProtocolValidator.RequireStateValidation = false
            """,
            "RFC 6749 §10.12 · OpenID Connect Core §3.1.2.1",
            Sign.Certain("message.State is null or empty"), Sign.Likely("OpenIdConnectProtocolInvalidStateException"))
        {
            Reproduce = (_, _) => RemoteSignInReproduction.ValidateAsync(
                new() { ProtocolMessage = new() { Code = "trial" }, State = "sent" }),
        },
        new("state-unreadable", "Unable to unprotect the message.State",
            "The state came back, and this process can’t read it: it was protected with Data Protection keys that are lost or belong to "
                + "another server, it was cut or changed on the way, or the answer is for another scheme with the same callback path.",
            """
            builder.Services.AddDataProtection().SetApplicationName("shop").PersistKeysToFileSystem(new("/keys"));
            // two providers: a CallbackPath for each
            options.CallbackPath = "/signin-partner";
            """,
            "OpenIdConnectHandler · ASP.NET Core docs: configure Data Protection",
            Sign.Certain("Unable to unprotect the message.State"), Sign.Certain("oauth state was missing or invalid"))
        { Reproduce = (_, _) => RemoteSignInReproduction.ComeBackWithStateAsync("not-what-was-sent") },
        new("response-empty", "The answer has neither code nor ID token",
            "The callback address was called without what a sign-in brings: opened by hand or reloaded, a health check, or the provider "
                + "answers in the fragment (#), which no server sees. Or the client is registered for another response type.",
            """
            options.ResponseType = OpenIdConnectResponseType.Code;         // and the same at the provider
            options.ResponseMode = OpenIdConnectResponseMode.FormPost;   // or Query; never fragment
            """,
            "OpenID Connect Core §3.1.2.5 · OAuth 2.0 Multiple Response Types §2.1")
        {
            Reproduce = (_, _) => RemoteSignInReproduction.ValidateAsync(
                new() { ProtocolMessage = new() { State = "sent" }, State = "sent" }),
        },
        new("id-token-mismatch", "The ID token does not fit the rest of the answer",
            "The ID token is good by itself, and what came with it belongs to another one: c_hash or at_hash is not the hash of the code "
                + "or the access token, azp is another client, or sub of the UserInfo endpoint is another user. The code says which.",
            """
            // take all of it from one answer: code, tokens and state belong together
            options.ClientId = "shop";                          // azp is compared with it
            options.GetClaimsFromUserInfoEndpoint = true;   // at the same issuer
            """,
            "OpenID Connect Core §3.1.3.7, §3.3.2.11, §5.3.2",
            Sign.Likely("OpenIdConnectProtocolInvalidCHashException"), Sign.Likely("OpenIdConnectProtocolInvalidAtHashException"))
        { Reproduce = (_, _) => RemoteSignInReproduction.ValidateForAnotherClientAsync() },
        new("aadsts", "AADSTS…: an error code of Microsoft Entra",
            "The number is Entra’s own, and its page says what it means: login.microsoftonline.com/error?code= and the number. Often it "
                + "is 50011 (the redirect URI is not registered), 700016 (the application is not in this tenant), 65001 (consent is "
                + "missing), 7000215 or 7000222 (the client secret is wrong or expired), 50105 (the user is not assigned), or 54005 (the "
                + "code was used before). MsalUiRequiredException: the user has to act.",
            """
            https://login.microsoftonline.com/error?code=50011   # your number; the correlation id is for the sign-in logs
            """,
            "Microsoft Learn: Microsoft Entra authentication and authorization error codes",
            Sign.Certain("AADSTS"), Sign.Likely("MsalUiRequiredException"), Sign.Likely("MsalServiceException"))
        { WhyNot = "Only Microsoft Entra says it, and this app does not ask it." });
}
