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
            Sign.Certain("IDX21323"), Sign.Likely("OpenIdConnectProtocolInvalidNonceException"),
            Sign.Certain("The nonce cannot be validated"))
        { Reproduce = (_, _) => RemoteSignInReproduction.ValidateWithoutNonceAsync() });
}
