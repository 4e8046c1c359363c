using BlazorJwt.Labs.Clinic;

namespace BlazorJwt.Components.Clinic.Cases;

internal static class SurpriseCases
{
    private static readonly PageLink Xray = new("call-the-api#xray", "Switch the mapping on and off in lesson 4");

    public static CaseFamily Family { get; } = new("Claims that are not where you look",
        new("sub-is-a-uri", "sub became a long URI, and Name is null",
            "JwtBearer renames some claims to the names of WS-Federation unless told otherwise: sub becomes …/nameidentifier. name is not "
                + "among them, and Identity.Name looks for …/name.",
            """
            options.MapInboundClaims = false;
            options.TokenValidationParameters.NameClaimType = "name";
            options.TokenValidationParameters.RoleClaimType = "role";
            """,
            "JwtBearerOptions.MapInboundClaims · RFC 7519 §4.1.2",
            Sign.Certain("schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier"), Sign.Likely("nameidentifier"),
            Sign.Likely("schemas.microsoft.com/ws/2008/06/identity/claims/role"), Sign.Likely("Identity.Name", "null"),
            Sign.Likely("MapInboundClaims"))
        { Reproduce = (_, _) => ClaimReproduction.AskAsync(mapInboundClaims: true), More = Xray },
        new("roles-vanished", "The roles vanished: IsInRole is false",
            "With MapInboundClaims = false the claim is called role, as in the token. IsInRole still looks for the long name, until "
                + "RoleClaimType is set.",
            """
            options.TokenValidationParameters.RoleClaimType = "role";
            """,
            "TokenValidationParameters.RoleClaimType",
            Sign.Certain("role: ", "IsInRole", "False"), Sign.Likely("IsInRole"), Sign.Likely("RoleClaimType"),
            Sign.Likely("roles", "vanished"))
        { Reproduce = (_, _) => ClaimReproduction.AskAsync(mapInboundClaims: false), More = Xray });
}
