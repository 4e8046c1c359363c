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
        { Reproduce = (_, _) => AntiforgeryReproduction.RenderOverHttpAsync() },
        new("keys-lost", "The Data Protection key was not found in the key ring",
            "A cookie or a form was protected with a key that this process does not have. The keys were lost, at a redeploy or with a "
                + "container, or each server has its own. An antiforgery token that can’t be decrypted has the same cause.",
            KeysFix + "\n// visitors with an old cookie: delete it, or let them load the page again", KeysSource,
            Sign.Certain("was not found in the key ring"), Sign.Certain("antiforgery token could not be decrypted"),
            Sign.Likely("The payload was invalid", "dataprotection"), Sign.Likely("The payload was invalid", "CryptographicException"),
            Sign.Likely("aka.ms/dataprotectionwarning"), Sign.Likely("aka.ms/aspnet/dataprotectionwarning"),
            Sign.Likely("key ring"), Sign.Likely("Error unprotecting the session cookie"))
        { Reproduce = (_, _) => LostKeysReproduction.PostAsync() },
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
