using static BlazorJwt.Labs.Clinic.BearerReproduction;
using static BlazorJwt.Labs.Clinic.MetadataReproduction;

namespace BlazorJwt.Components.Clinic.Cases;

internal static class SettingsCases
{
    public static CaseFamily Family { get; } = new("Settings and packages",
        new("metadata-unreachable", "Unable to obtain configuration",
            "The API fetches the issuer's metadata and keys, and could not. Wrong address, no network from the container, or a certificate "
                + "that is not trusted there.",
            """
            curl -i https://issuer.example/.well-known/openid-configuration   # from where the API runs
            """,
            "OpenID Connect Discovery §4 · RFC 8414 §3",
            Sign.Certain("IDX20803"), Sign.Certain("IDX20804"), Sign.Likely("Unable to obtain configuration from"))
        { Reproduce = (_, cancellation) => FetchAsync(Nobody, cancellation) },
        new("metadata-http", "The metadata address is not HTTPS",
            "Keys that come over plain HTTP may come from anybody. Only for an issuer on your own machine may it be switched off.",
            """
            options.Authority = "https://issuer.example";
            // development only: options.RequireHttpsMetadata = false;
            """,
            "RFC 8414 §2 · JwtBearerOptions.RequireHttpsMetadata",
            Sign.Certain("IDX20108"), Sign.Certain("IDX20108", "HTTPS scheme"))
        { Reproduce = (_, cancellation) => FetchAsync(Plain, cancellation) },
        new("authority-http", "The MetadataAddress or Authority must use HTTPS",
            "The same, said by JwtBearer when the app first authenticates.",
            """
            options.Authority = "https://issuer.example";
            // development only: options.RequireHttpsMetadata = false;
            """,
            "JwtBearerOptions.RequireHttpsMetadata",
            Sign.Certain("MetadataAddress or Authority must use HTTPS"), Sign.Likely("RequireHttpsMetadata"))
        { Reproduce = (_, _) => ConfigureAsync(options => options.Authority = "http://issuer.example") },
        new("no-scheme", "No authenticationScheme was specified",
            "[Authorize] needs a scheme, and none is the default: no scheme was added, or several were and none was named. A single one "
                + "has been the default by itself since .NET 7.",
            """
            builder.Services.AddAuthentication(JwtBearerDefaults.AuthenticationScheme).AddJwtBearer(…);
            """,
            "ASP.NET Core docs: authentication schemes",
            Sign.Certain("No authenticationScheme was specified"))
        { Reproduce = (_, _) => ChallengeNobodyAsync() },
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
