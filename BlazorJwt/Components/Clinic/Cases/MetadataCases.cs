using static BlazorJwt.Labs.Clinic.BearerReproduction;
using static BlazorJwt.Labs.Clinic.MetadataReproduction;

namespace BlazorJwt.Components.Clinic.Cases;

internal static class MetadataCases
{
    public static CaseFamily Family { get; } = new("The issuer’s metadata",
        new("metadata-unreachable", "Unable to obtain configuration",
            "The API fetches the issuer's metadata and keys, and could not. Wrong address, no network from the container, or a "
                + "certificate that is not trusted there. IDX20806 says the same of a later fetch: the old keys stay in use, and new "
                + "ones are not seen.",
            """
            curl -i https://issuer.example/.well-known/openid-configuration   # from where the API runs
            """,
            "OpenID Connect Discovery §4 · RFC 8414 §3",
            Sign.Likely("Unable to obtain configuration from"))
        { Reproduce = (_, cancellation) => FetchAsync(Nobody, cancellation) },
        new("metadata-status", "The issuer answered with an error status",
            "The metadata address was reached, and the answer was no 200: a wrong path or realm, a tenant that does not exist, a proxy’s "
                + "page, or an issuer that is down. The library hides status and content as PII.",
            """
            curl -i https://issuer.example/.well-known/openid-configuration   # from where the API runs: read the status
            options.Authority = "https://issuer.example/realms/shop";   // the path of the realm or tenant belongs to it
            """,
            "OpenID Connect Discovery §4 · DuendeArchive/BFF#79")
        { Reproduce = (server, cancellation) => FetchNothingAsync(server, cancellation) },
        new("metadata-content", "The metadata or the key set can’t be used",
            "The address was reached and answered 200, and the content is no OpenID Connect metadata, is no JSON, or has no key that can "
                + "sign: a proxy’s page, another document, or a key set of encryption keys only.",
            """
            curl https://issuer.example/.well-known/openid-configuration   # issuer and jwks_uri must be in it
            curl https://issuer.example/.well-known/jwks.json              # at least one key with use sig, or none
            """,
            "OpenID Connect Discovery §3 · RFC 7517 §5")
        { Reproduce = (_, _) => ReadAsync("<!DOCTYPE html>") },
        new("metadata-http", "The metadata address is not HTTPS",
            "Keys that come over plain HTTP may come from anybody. Only for an issuer on your own machine may it be switched off.",
            """
            options.Authority = "https://issuer.example";
            // development only: options.RequireHttpsMetadata = false;
            """,
            "RFC 8414 §2 · JwtBearerOptions.RequireHttpsMetadata",
            Sign.Certain("not valid as per HTTPS scheme"))
        { Reproduce = (_, cancellation) => FetchAsync(Plain, cancellation) },
        new("authority-http", "The MetadataAddress or Authority must use HTTPS",
            "The same, said by JwtBearer when the app first authenticates.",
            """
            options.Authority = "https://issuer.example";
            // development only: options.RequireHttpsMetadata = false;
            """,
            "JwtBearerOptions.RequireHttpsMetadata",
            Sign.Certain("MetadataAddress or Authority must use HTTPS"), Sign.Likely("RequireHttpsMetadata"))
        { Reproduce = (_, _) => ConfigureAsync(options => options.Authority = "http://issuer.example") });
}
