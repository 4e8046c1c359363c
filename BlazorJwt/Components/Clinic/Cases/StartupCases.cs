using Microsoft.AspNetCore.Antiforgery;
using static BlazorJwt.Labs.Clinic.BearerReproduction;
using static BlazorJwt.Labs.Clinic.StartupReproduction;

namespace BlazorJwt.Components.Clinic.Cases;

/// <summary>What Program.cs forgot.</summary>
internal static class StartupCases
{
    private const string MiddlewareOrder = """
        app.UseRouting();   // only if you call it
        app.UseCors();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapControllers();   // the endpoints come last
        """;

    public static CaseFamily Family { get; } = new("Services and middleware",
        new("no-scheme", "No authenticationScheme was specified",
            "[Authorize] needs a scheme, and none is the default: no scheme was added, or several were and none was named. A single one "
                + "has been the default by itself since .NET 7.",
            """
            builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(…);
            """,
            "ASP.NET Core docs: authentication schemes",
            Sign.Certain("No authenticationScheme was specified"))
        { Reproduce = (_, _) => ChallengeNobodyAsync() },
        new("scheme-missing", "No authentication handler is registered for the scheme",
            "A policy, [Authorize] or a call names a scheme that was never added, or adds it under another name. The message lists the "
                + "names that are there.",
            """
            builder.Services.AddAuthentication("Bearer").AddJwtBearer("Bearer", …);
            [Authorize(AuthenticationSchemes = "Bearer")]   // letter by letter the same
            """,
            "ASP.NET Core docs: authentication schemes",
            Sign.Certain("No authentication handler is registered for the scheme"),
            Sign.Certain("No authentication handlers are registered"))
        { Reproduce = (_, _) => AuthenticateWithAsync("Cookies") },
        new("scheme-twice", "Scheme already exists",
            "The same scheme was added twice: AddJwtBearer twice without a name of its own, or once by you and once by a library such as "
                + "Identity.",
            """
            .AddJwtBearer("Own", …).AddJwtBearer("Partner", …)   // a name for each
            """,
            "ASP.NET Core docs: authentication schemes",
            Sign.Certain("Scheme already exists"))
        { Reproduce = (_, _) => AddTwiceAsync() },
        new("sign-in-handler-missing", "No sign-in authentication handler is registered",
            "SignInAsync, or sign-in with another provider, has to keep the user somewhere, and that is a cookie. JwtBearer only checks "
                + "tokens: it can’t sign anyone in.",
            """
            builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme).AddCookie();
            """,
            "ASP.NET Core docs: cookie authentication",
            Sign.Certain("No sign-in authentication handler"), Sign.Certain("cannot be used for SignInAsync"),
            Sign.Certain("No sign-out authentication handler"), Sign.Certain("cannot be used for SignOutAsync"))
        { Reproduce = (_, _) => SignInWithoutCookieAsync() },
        new("middleware-missing", "Endpoint contains authorization metadata, but a middleware was not found",
            "[Authorize] or RequireAuthorization is on the endpoint, and UseAuthorization is not in the pipeline, or not between "
                + "UseRouting and the endpoints. ASP.NET refuses to serve an endpoint that would be open.",
            MiddlewareOrder,
            "ASP.NET Core docs: middleware order",
            Sign.Certain("contains authorization metadata, but a middleware was not found"),
            Sign.Likely("app.UseAuthorization() in the application startup code"))
        { Reproduce = (_, _) => LeaveMiddlewareOutAsync(endpoint => endpoint.RequireAuthorization()) },
        new("antiforgery-middleware", "Endpoint contains anti-forgery metadata, but a middleware was not found",
            "MapRazorComponents and endpoints that read a form ask for antiforgery, and UseAntiforgery is not in the pipeline, or is in "
                + "the wrong place: it belongs after UseRouting, UseAuthentication and UseAuthorization, and before the endpoints.",
            MiddlewareOrder, "ASP.NET Core docs: antiforgery in Blazor, middleware order",
            Sign.Certain("contains anti-forgery metadata"), Sign.Certain("IServiceCollection.AddAntiforgery"),
            Sign.Likely("app.UseAntiforgery() in the application startup code"))
        { Reproduce = (_, _) => LeaveMiddlewareOutAsync(endpoint => endpoint.WithMetadata(new RequireAntiforgeryTokenAttribute())) },
        new("cors-middleware", "Endpoint contains CORS metadata, but a middleware was not found",
            "RequireCors or [EnableCors] is on the endpoint, and UseCors is not in the pipeline, or not between UseRouting and endpoints.",
            MiddlewareOrder, "ASP.NET Core docs: CORS, middleware order",
            Sign.Certain("contains CORS metadata"), Sign.Likely("app.UseCors() in the application startup code"))
        { Reproduce = (_, _) => LeaveMiddlewareOutAsync(endpoint => endpoint.RequireCors("trial")) },
        new("policy-missing", "The AuthorizationPolicy was not found",
            "[Authorize(Policy = …)] or RequireAuthorization(…) names a policy that was never added, or adds it under another name. "
                + "A role is no policy: [Authorize(Roles = \"manager\")].",
            """
            builder.Services.AddAuthorizationBuilder().AddPolicy("orders.write", policy => policy.RequireClaim("scope", "orders.write"));
            """,
            "ASP.NET Core docs: policy-based authorization",
            Sign.Certain("The AuthorizationPolicy named"))
        { Reproduce = (_, _) => NameUnknownPolicyAsync() },
        new("authorization-services-missing", "Unable to find the required services: AddAuthorization",
            "UseAuthorization is in the pipeline, or AuthorizeView is on a page, and the services of authorization were not added.",
            """
            builder.Services.AddAuthorization();
            builder.Services.AddAuthorizationCore();   // in WebAssembly, with an AuthenticationStateProvider of your own
            """,
            "ASP.NET Core docs: simple authorization",
            Sign.Certain("calling 'IServiceCollection.AddAuthorization'"), Sign.Likely("IServiceCollection.AddAuthorization"),
            Sign.Certain("no registered service of type 'Microsoft.AspNetCore.Authorization."),
            Sign.Certain("no registered service of type 'Microsoft.AspNetCore.Components.Authorization."),
            Sign.Certain("Unable to resolve service for type 'Microsoft.AspNetCore.Authentication.IAuthenticationService'"),
            Sign.Certain("No service for type 'Microsoft.AspNetCore.Authentication.IAuthenticationService'"))
        { Reproduce = (_, _) => LeaveServicesOutAsync() },
        new("mixed-versions", "Packages of Microsoft.IdentityModel in several versions",
            "They belong together. When one is newer, keys are fetched and lost (IDX10500), or a method is missing at run time.",
            """
            dotnet list package --include-transitive | grep IdentityModel
            <PackageVersion Include="Microsoft.IdentityModel.Protocols.OpenIdConnect" Version="8.23.0" />
            """,
            "Microsoft.IdentityModel wiki",
            Sign.Certain("Method not found", "IdentityModel"), Sign.Certain("MissingMethodException", "IdentityModel"),
            Sign.Certain("Could not load", "Microsoft.IdentityModel"), Sign.Hint("IDX10500"))
        {
            WhyNot = "A process loads one version of each package, and this app pins all of them to the same one, with a test that holds "
            + "it."
        });
}
