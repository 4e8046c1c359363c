using System.Text.Json.Nodes;

namespace BlazorJwt.Labs.Issuers;

/// <summary>The issuers that a .NET engineer meets most, each with the shape of its access tokens.</summary>
internal static class SimulatedIssuers
{
    public const string Client = "0f6c1b3e-shop";

    public static IReadOnlyList<SimulatedIssuer> All { get; } =
    [
        new("okta", "Okta", "Okta developer documentation, “OpenID Connect & OAuth 2.0 API”, access token claims")
        {
            IssuerPath = "/oauth2/default",
            AuthorityPath = "/oauth2/default",
            Audience = "api://orders",
            ClientClaim = "cid",
            ScopeClaim = "scp",
            ScopesAreListed = true,
            RoleClaim = "groups",
            Note = "No typ in the header: cid and scp tell an access token from an ID token. Only a custom authorization server signs "
                + "tokens for your API; groups is a claim that you add there.",
            Further = () => new() { ["ver"] = 1, ["auth_time"] = 0 },
            OfAccessToken = () => new() { ["jti"] = "AT." + LabRequests.RandomName(), ["uid"] = "00u1abcd" },
            OfIdToken = () => new() { ["jti"] = "ID." + LabRequests.RandomName(), ["amr"] = new JsonArray("pwd"), ["idp"] = "00o1abcd" },
            Settings = () => new() { ["Required"] = new JsonArray("cid", "scp") },
        },
        new("auth0", "Auth0", "Auth0 documentation, “Access token profiles” and “Role-based access control”")
        {
            IssuerPath = "/",
            AuthorityPath = "/",
            Type = "at+jwt",
            Audience = "https://orders.example",
            ClientClaim = "client_id",
            ScopeClaim = "permissions",
            ScopesAreListed = true,
            RoleClaim = null,
            Note = "iss ends with a slash. This is the RFC 9068 profile, with typ at+jwt, client_id and jti; Auth0’s own, the default, has "
                + "typ JWT and azp. permissions lists what a role allows, if the API’s settings there ask for it; scope lists what the "
                + "client asked for. With openid in it, aud is a list that also names Auth0’s userinfo.",
            OfAccessToken = () => new() { ["jti"] = LabRequests.RandomName(), ["scope"] = "orders.read" },
            OfIdToken = () => new() { ["nonce"] = "n-0S6_WzA2Mj", ["sid"] = "s1" },
        },
        new("entra", "Microsoft Entra ID, v2.0", "Microsoft identity platform, “Access token claims reference”")
        {
            IssuerPath = "/v2.0",
            AuthorityPath = "/v2.0",
            Type = "JWT",
            Audience = "6e74172b-be56-4843-9ff4-e66a39bb12e3",
            ClientClaim = "azp",
            ScopeClaim = "scp",
            RoleClaim = "roles",
            Note = "iss contains the tenant. aud is the API’s client id, and scp a string with spaces; a service without a user has roles "
                + "and no scp. typ is JWT for ID tokens too: azp tells them apart. The token’s id is uti, and there is no jti. The keys "
                + "have no alg.",
            Further = () => Entra("2.0"),
            OfAccessToken = () => new() { ["azpacr"] = "1" },
            OfIdToken = () => new() { ["nonce"] = "12345", ["preferred_username"] = "alice@contoso.example" },
            Settings = () => new() { ["Required"] = new JsonArray("azp") },
        },
        new("entra-v1", "Microsoft Entra ID, v1.0", "Microsoft identity platform, “Access token claims reference”")
        {
            IssuerPath = "/sts/",
            AuthorityPath = "",
            Type = "JWT",
            Audience = "api://orders",
            ClientClaim = "appid",
            ScopeClaim = "scp",
            RoleClaim = "roles",
            Note = "iss is sts.windows.net, with the tenant and a slash, and the metadata is elsewhere: so Authority and Issuer differ. "
                + "aud is the application ID URI or the client id, as the client asked, and appid is what azp is in v2.0. The API’s "
                + "registration decides the version, not the client.",
            Further = () => Entra("1.0"),
            OfAccessToken = () => new() { ["appidacr"] = "1", ["upn"] = "alice@contoso.example" },
            OfIdToken = () => new() { ["nonce"] = "12345", ["unique_name"] = "alice@contoso.example" },
            Settings = () => new() { ["Required"] = new JsonArray("appid") },
        },
        new("keycloak", "Keycloak", "Keycloak Server Administration Guide, “Role mappings in the token” and “Audience support”")
        {
            IssuerPath = "/realms/shop",
            AuthorityPath = "/realms/shop",
            Type = "JWT",
            Audience = "orders",
            ClientClaim = "azp",
            ScopeClaim = "scope",
            RoleClaim = "/realm_access/roles",
            Note = "iss contains the realm. Its roles are inside a claim: realm_access has those of the realm, and resource_access those of "
                + "each client, so the settings name the way to them. typ in the header is JWT for ID tokens too; a claim of the same name "
                + "tells them apart. aud names your API when the token has a client role of it, or by an audience mapper.",
            Further = () => new() { ["jti"] = LabRequests.RandomName(), ["acr"] = "1", ["preferred_username"] = "alice" },
            OfAccessToken = () => new() { ["typ"] = "Bearer" },
            OfIdToken = () => new() { ["typ"] = "ID", ["azp"] = Client },
            Settings = () => new() { ["Values"] = new JsonObject { ["typ"] = "Bearer" } },
        },
        new("google", "Google", "Google Cloud documentation, “Token types” and “Service-to-service authentication”")
        {
            Type = "JWT",
            Audience = "https://orders.example",
            ClientClaim = "azp",
            Note = "Google’s access tokens are for Google’s own APIs and are not JWTs. Between services a signed ID token is sent, with "
                + "your address as aud. It has no scope, no role and no jti: you decide by its email, so the settings grant the scopes.",
            Further = () => new() { ["email"] = "shop@project.iam.gserviceaccount.com", ["email_verified"] = true },
            OfIdToken = () => new() { ["azp"] = Client, ["at_hash"] = "HK6E_P6Dh8Y93mRNtsDB1Q" },
            Settings = () => new()
            {
                ["Values"] = new JsonObject { ["email"] = "shop@project.iam.gserviceaccount.com" },
                ["GrantedScopes"] = new JsonArray("orders.read"),
            },
        },
        new("cognito", "Amazon Cognito", "Amazon Cognito Developer Guide, “Understanding the access token”")
        {
            Audience = null,
            ClientClaim = "client_id",
            ScopeClaim = "scope",
            ScopePrefix = "orders/",
            RoleClaim = "cognito:groups",
            Note = "The access token has no aud unless the client asked for one (resource binding): require client_id, and token_use, "
                + "which tells it from the ID token. A scope begins with the resource server’s identifier, and cognito:groups lists the "
                + "groups. Different keys of one set sign access and ID tokens.",
            Further = () => new()
            {
                ["jti"] = LabRequests.RandomName(),
                ["origin_jti"] = "4f1d7a3e-0b52-4f6e-9c38-2f3ce0a9f6b1",
                ["auth_time"] = 0,
            },
            OfAccessToken = () => new() { ["token_use"] = "access", ["username"] = "alice", ["version"] = 2 },
            OfIdToken = () => new() { ["token_use"] = "id", ["cognito:username"] = "alice" },
            Settings = () => new() { ["Values"] = new JsonObject { ["token_use"] = "access", ["client_id"] = Client } },
        },
    ];

    private static JsonObject Entra(string version) => new()
    {
        ["nbf"] = 0,
        ["uti"] = LabRequests.RandomName(),
        ["ver"] = version,
        ["tid"] = "9188040d-6c67-4c5b-b112-36a304b66dad",
        ["oid"] = "66f3131c-3deb-4c0d-8a1f-9e9be84d7c52",
    };

    public static SimulatedIssuer? Find(string slug) => All.FirstOrDefault(shape => shape.Slug == slug);
}
