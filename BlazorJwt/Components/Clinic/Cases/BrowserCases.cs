namespace BlazorJwt.Components.Clinic.Cases;

/// <summary>Lines of the browser's console. A browser writes them for its user and shows them to no script.</summary>
internal static class BrowserCases
{
    private const string ConsoleOnly = "The browser writes this line into its console and shows it to no script, so no page can catch it.";

    public static CaseFamily Family { get; } = new("The browser's console",
        new("cors", "Blocked by CORS policy",
            "A script of another origin asked, and the API does not name that origin. Scheme, host and port make an origin. CORS is no "
                + "access control: it does not stop curl, nor requests that need no preflight. It lets a script read the answer.",
            """
            builder.Services.AddCors(options => options.AddDefaultPolicy(policy => policy
                .WithOrigins("https://app.example").WithHeaders("Authorization")));
            app.UseCors();   // before UseAuthentication
            """,
            "Fetch standard, CORS protocol · ASP.NET Core docs: CORS",
            Sign.Certain("blocked by CORS policy"), Sign.Certain("Cross-Origin Request Blocked"),
            Sign.Likely("Access-Control-Allow-Origin"))
        { WhyNot = ConsoleOnly },
        new("cookie-refused", "The cookie was refused: SameSite or Secure",
            "SameSite=None needs Secure, Secure needs HTTPS (or localhost, in most browsers), and __Host- needs Secure, Path=/ and no "
                + "Domain. A request from another site brings no Strict cookie.",
            """
            new CookieOptions { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Path = "/" }
            """,
            "draft RFC 6265bis §4.1.3, §5.7",
            Sign.Certain("SameSite=None", "Secure"), Sign.Certain("Cookie", "has been rejected"), Sign.Certain("Set-Cookie", "was blocked"),
            Sign.Likely("SameSite"), Sign.Likely("Set-Cookie", "Secure"))
        { WhyNot = ConsoleOnly, More = new("keep-it-safe", "Set each kind of cookie in lesson 3, and see whether it came back") });
}
