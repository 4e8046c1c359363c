namespace BlazorJwt.Api.TrustedIssuers;

/// <summary>
/// Another issuer whose tokens the API accepts: one entry of the list <c>TrustedIssuers</c> in the settings. The names of the claims differ
/// from issuer to issuer, and so does what tells an access token from an ID token.
/// </summary>
internal sealed class TrustedIssuerOptions
{
    public const string Section = "TrustedIssuers";

    /// <summary>Where its metadata is found: the address in front of <c>/.well-known/…</c> (RFC 8414 section 3; OpenID Connect Discovery
    /// 1.0 section 4).</summary>
    public string Authority { get; set; } = "";

    /// <summary>Its <c>iss</c>, where that is not the authority (Microsoft Entra's tokens of version 1). Left out: the authority. The
    /// metadata must have the same.</summary>
    public string? Issuer { get; set; }

    /// <summary>The <c>iss</c> of its tokens, where the metadata has another (AD FS, whose metadata calls it <c>access_token_issuer</c>).
    /// Left out: they are the same.</summary>
    public string? TokenIssuer { get; set; }

    /// <summary>The <c>aud</c> that must be named: this API, as that issuer calls it. It may be left out only where <see cref="Values"/>
    /// asks for the client instead.</summary>
    public string? Audience { get; set; }

    /// <summary>
    /// The algorithms accepted, asymmetric ones only. Their order doesn't matter. A key of the issuer that names no <c>alg</c> serves each
    /// of them that fits its type.
    /// </summary>
    public List<string> Algorithms { get; set; } = [];

    /// <summary>The <c>typ</c> values accepted. Empty: any, and none; then <see cref="Required"/> or <see cref="Values"/> must tell an
    /// access token from an ID token.</summary>
    public List<string> Types { get; set; } = [];

    /// <summary>The claim with the scopes. This, <see cref="RoleClaim"/> and <see cref="NameClaim"/> name a claim, such as
    /// <c>https://app.example/roles</c>; or, with a slash in front, a member inside one (RFC 6901): <c>/realm_access/roles</c> of Keycloak,
    /// <c>/resource_access/orders/roles</c>.</summary>
    public string ScopeClaim { get; set; } = "scope";

    /// <summary>What stands before the name of each scope, and is taken off: Amazon Cognito writes the resource server there,
    /// <c>orders/orders.read</c>.</summary>
    public string ScopePrefix { get; set; } = "";

    /// <summary>Scopes that each of its tokens has here, whatever it says: for issuers that know no scopes. Then <see cref="Values"/>
    /// should say whose tokens.</summary>
    public List<string> GrantedScopes { get; set; } = [];

    public string RoleClaim { get; set; } = "roles";

    public string NameClaim { get; set; } = "name";

    /// <summary>The claims that must be there beside <c>iss</c>, <c>exp</c>, <c>sub</c> and <c>iat</c>.</summary>
    public List<string> Required { get; set; } = [];

    /// <summary>Claims that must have this very value: <c>"token_use": "access"</c>, say. A name may have colons: <c>"cognito:username":
    /// "nightly-report"</c>.</summary>
    public Dictionary<string, string> Values { get; set; } = [];

    /// <summary>The longest life accepted, from <c>iat</c> to <c>exp</c>.</summary>
    public TimeSpan LongestLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>What its tokens say in <c>iss</c>.</summary>
    internal string Identifier => TokenIssuer is { Length: > 0 } issuer ? issuer : MetadataIssuer;

    /// <summary>What its metadata says in <c>issuer</c>.</summary>
    internal string MetadataIssuer => Issuer is { Length: > 0 } issuer ? issuer : Authority;
}
