using BlazorJwt.Labs.Clinic;

namespace BlazorJwt.Components.Clinic.Cases;

internal static class FormPostCases
{
    private const string KeysFix = """
        builder.Services.AddDataProtection()
            .SetApplicationName("shop")   // the same on every server
            .PersistKeysToFileSystem(new("/keys"));   // a volume; or Redis, a database, Azure Blob Storage
        """;

    private const string KeysSource = "ASP.NET Core docs: configure Data Protection · dotnet/aspnetcore#58059";

    public static CaseFamily Family { get; } = new("Forms and protected data",
        new("another-user", "Antiforgery: meant for a different claims-based user",
            "The form was rendered before somebody signed in or out in another tab. Its antiforgery token names the user of that time.",
            """
            if (!await antiforgery.IsRequestValidAsync(context))
                return Results.Redirect("/sign-in?problem=form-expired");   // shows a fresh form
            """,
            "ASP.NET Core docs: prevent cross-site request forgery",
            Sign.Certain("meant for a different claims-based user"), Sign.Certain("antiforgery token was meant for user"))
        { Reproduce = (_, _) => AntiforgeryReproduction.PostAsync(rendered: null, posted: "alice") },
        new("no-antiforgery-cookie", "The required antiforgery cookie is not present",
            "The browser kept no cookie. It refuses Secure cookies over plain HTTP, but for localhost in most browsers; or the cookie was "
                + "for another path or host.",
            """
            app.UseHttpsRedirection();   // and open the page over HTTPS
            """,
            "draft RFC 6265bis §5.7 · ASP.NET Core docs: antiforgery",
            Sign.Certain("required antiforgery cookie"))
        { Reproduce = (_, _) => AntiforgeryReproduction.PostAsync(null, null, withCookie: false) },
        new("antiforgery-mismatch", "The antiforgery cookie and the token of the form do not match",
            "Both arrived, and they were not made for each other: the form is from before the cookie was replaced, from a cache, from "
                + "another app on this host name with the same cookie name, or header and cookie were swapped by a script.",
            """
            // a cookie name of its own for each app on one host; forms are never cached
            builder.Services.AddAntiforgery(options => options.Cookie.Name = "__Host-shop-antiforgery");
            // a script sends tokens.RequestToken in the header, and never the cookie's value
            """,
            "ASP.NET Core docs: prevent cross-site request forgery",
            Sign.Certain("cookie token and request token do not match"), Sign.Certain("cookie token and the request token were swapped"),
            Sign.Certain("antiforgery cookie token is invalid"), Sign.Certain("antiforgery token failed a custom data check"),
            Sign.Hint("AntiforgeryValidationException"))
        { Reproduce = (_, _) => AntiforgeryReproduction.PostAsync((_, another) => another.RequestToken, one => one.CookieToken) },
        new("antiforgery-token-missing", "No antiforgery token was sent with the form",
            "The cookie is there, and the form or the header has no token: <AntiforgeryToken /> is missing in the form, a script posts "
                + "without the header, or the field was read before the middleware checked it.",
            """
            <form method="post" @formname="order"><AntiforgeryToken /> … </form>   // EditForm has it by itself
            // from a script: the header RequestVerificationToken
            app.UseAntiforgery();   // after UseAuthentication and UseAuthorization
            // an endpoint for programs, with no cookie: .DisableAntiforgery()
            """,
            "ASP.NET Core docs: antiforgery in Blazor and minimal APIs",
            Sign.Certain("antiforgery request token was not provided"), Sign.Certain("required antiforgery request token"),
            Sign.Certain("required antiforgery form field"), Sign.Certain("required antiforgery header value"),
            Sign.Certain("A valid antiforgery token was not provided with the request"),
            Sign.Certain("form is being accessed with an invalid anti-forgery token"),
            Sign.Certain("Unable to read the antiforgery request token"), Sign.Hint("antiforgery token"))
        { Reproduce = (_, _) => AntiforgeryReproduction.PostAsync((_, _) => null, one => one.CookieToken) },
        new("antiforgery-over-http", "Antiforgery: the current request is not an SSL request",
            "SecurePolicy is Always, and the page came over plain HTTP. Behind a proxy the app does not know that the browser uses HTTPS.",
            """
            app.UseForwardedHeaders();   // with the proxies you know
            // on http://localhost: SecurePolicy = None, and UseCookiePolicy with Secure = Always
            """,
            "ASP.NET Core docs: AntiforgeryOptions.Cookie",
            Sign.Certain("the current request is not an SSL request"), Sign.Likely("SecurePolicy"))
        { Reproduce = (_, _) => AntiforgeryReproduction.RenderOverHttpAsync() },
        new("keys-lost", "The Data Protection key was not found in the key ring",
            "A cookie or a form was protected with a key that this process does not have. The keys were lost, at a redeploy or with a "
                + "container, or each server has its own. An antiforgery token that can’t be decrypted has the same cause.",
            KeysFix + "\n// visitors with an old cookie: delete it, or let them load the page again", KeysSource,
            Sign.Certain("was not found in the key ring"), Sign.Certain("antiforgery token could not be decrypted"),
            Sign.Likely("The payload was invalid", "dataprotection"), Sign.Likely("The payload was invalid", "CryptographicException"),
            Sign.Likely("aka.ms/dataprotectionwarning"), Sign.Likely("aka.ms/aspnet/dataprotectionwarning"),
            Sign.Likely("key ring"), Sign.Likely("Error unprotecting the session cookie"), Sign.Likely("Unprotect ticket failed"))
        { Reproduce = (_, _) => LostKeysReproduction.PostAsync() },
        new("key-revoked", "The Data Protection key has been revoked",
            "Someone revoked this key, or all keys, with IKeyManager. Everything that was protected with it before is refused from then on: "
                + "cookies, forms, state of a sign-in. That is what revoking is for.",
            """
            // visitors sign in again; values you stored yourself can be saved one last time:
            var plain = ((IPersistedDataProtector)protector).DangerousUnprotect(bytes, ignoreRevocationErrors: true, out _, out _);
            """,
            "ASP.NET Core docs: Data Protection key management",
            Sign.Certain("The key {", "has been revoked"), Sign.Certain("was revoked. Unprotect operation cannot proceed"),
            Sign.Certain("default data protection key", "has been revoked"))
        { Reproduce = (_, _) => LostKeysReproduction.RevokeAsync() },
        new("protected-storage", "ProtectedLocalStorage can’t read what it wrote",
            "The browser kept a value that was protected with a key this process does not have, or under another application name. The "
                + "keys were lost at a redeploy, or each server has its own.",
            KeysFix + """

            try { value = (await storage.GetAsync<string>("theme")).Value; }
            catch (CryptographicException) { await storage.DeleteAsync("theme"); }   // an entry of lost keys
            """,
            KeysSource,
            Sign.Certain("was not found in the key ring", "ProtectedBrowserStorage"),
            Sign.Certain("payload was invalid", "ProtectedBrowserStorage"),
            Sign.Certain("CryptographicException", "ProtectedBrowserStorage"),
            Sign.Likely("CryptographicException", "ProtectedLocalStorage"),
            Sign.Likely("CryptographicException", "ProtectedSessionStorage"))
        { Reproduce = (_, _) => LostKeysReproduction.ReadStorageAsync() });
}
