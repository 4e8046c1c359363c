using BlazorJwt.Labs.Clinic;

namespace BlazorJwt.Components.Clinic.Cases;

internal static class FormPostCases
{
    public static CaseFamily Family { get; } = new("Antiforgery",
        new("another-user", "Antiforgery: meant for a different claims-based user",
            "The form was rendered before somebody signed in or out in another tab. Its antiforgery token names the user of that time.",
            """
            if (!await antiforgery.IsRequestValidAsync(context))
                return Results.Redirect("/sign-in?problem=form-expired");   // shows a fresh form
            """,
            "ASP.NET Core docs: prevent cross-site request forgery",
            Sign.Certain("meant for a different claims-based user"))
        { Reproduce = (_, _) => AntiforgeryReproduction.PostAsync(rendered: null, posted: "alice") },
        new("no-antiforgery-cookie", "The required antiforgery cookie is not present",
            "The browser kept no cookie. It refuses Secure cookies over plain HTTP, but for localhost in most browsers; or the cookie was "
                + "for another path or host.",
            """
            app.UseHttpsRedirection();   // and open the page over HTTPS
            """,
            "draft RFC 6265bis §5.7 · ASP.NET Core docs: antiforgery",
            Sign.Certain("required antiforgery cookie"), Sign.Likely("antiforgery", "is not present"), Sign.Hint("antiforgery token"),
            Sign.Hint("AntiforgeryValidationException"))
        { Reproduce = (_, _) => AntiforgeryReproduction.PostAsync(null, null, withCookie: false) },
        new("antiforgery-over-http", "Antiforgery: the current request is not an SSL request",
            "SecurePolicy is Always, and the page came over plain HTTP. Behind a proxy the app does not know that the browser uses HTTPS.",
            """
            app.UseForwardedHeaders();   // with the proxies you know
            // on http://localhost: SecurePolicy = None, and UseCookiePolicy with Secure = Always
            """,
            "ASP.NET Core docs: AntiforgeryOptions.Cookie",
            Sign.Certain("the current request is not an SSL request"), Sign.Likely("SecurePolicy"))
        { Reproduce = (_, _) => AntiforgeryReproduction.RenderOverHttpAsync() });
}
