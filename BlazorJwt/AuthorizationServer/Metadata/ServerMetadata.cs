using System.Text.Json.Serialization;
using BlazorJwt.AuthorizationServer.TokenEndpoint;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.AuthorizationServer.Metadata;

/// <summary>
/// What another program needs to know of this token server (RFC 8414 section 2), and nothing that is not served. This is no OpenID
/// provider: there is no ID token and no page to authorize at. The document stands at OpenID's address too, because JwtBearer's Authority
/// looks there.
/// </summary>
internal sealed record ServerMetadata
{
    public const string TokenPath = "/token";
    public const string RevocationPath = "/revoke";
    public const string IntrospectionPath = "/introspect";
    public const string KeySetPath = "/.well-known/jwks.json";

    /// <summary>The <c>iss</c> of every token, and the sole <c>aud</c> of what authenticates a client (RFC 10070 section 4).</summary>
    [JsonPropertyName("issuer")]
    public required string Issuer { get; init; }

    [JsonPropertyName("jwks_uri")]
    public required string KeySetAddress { get; init; }

    [JsonPropertyName("token_endpoint")]
    public required string TokenAddress { get; init; }

    /// <summary>Where a client takes a token back (RFC 7009).</summary>
    [JsonPropertyName("revocation_endpoint")]
    public required string RevocationAddress { get; init; }

    [JsonPropertyName("revocation_endpoint_auth_methods_supported")]
    public IReadOnlyList<string> RevocationAuthentication => ClientAuthentication;

    [JsonPropertyName("revocation_endpoint_auth_signing_alg_values_supported")]
    public IReadOnlyList<string> RevocationAssertionAlgorithms => AssertionAlgorithms;

    /// <summary>Where a protected resource asks what a token is worth (RFC 7662). It brings an access token of its own.</summary>
    [JsonPropertyName("introspection_endpoint")]
    public required string IntrospectionAddress { get; init; }

    /// <summary>How it proves there who it is: an access token as Bearer. RFC 8414 section 2 lets the names of token types be listed
    /// here.</summary>
    [JsonPropertyName("introspection_endpoint_auth_methods_supported")]
    public IReadOnlyList<string> IntrospectionAuthentication { get; } = ["Bearer"];

    /// <summary>How a client proves who it is: not at all where it is public; a service account by its secret or its private key.</summary>
    [JsonPropertyName("token_endpoint_auth_methods_supported")]
    public IReadOnlyList<string> ClientAuthentication { get; } = ["none", "client_secret_basic", "client_secret_post", "private_key_jwt"];

    [JsonPropertyName("token_endpoint_auth_signing_alg_values_supported")]
    public IReadOnlyList<string> AssertionAlgorithms { get; } = [SigningAlgorithms.ES256];

    /// <summary>The grants. The password grant is a teaching shortcut: RFC 9700 section 2.4 forbids it elsewhere.</summary>
    [JsonPropertyName("grant_types_supported")]
    public IReadOnlyList<string> Grants { get; } = GrantTypes.All;

    /// <summary>
    /// There is no authorization endpoint, so nobody can ask for a response type. RFC 8414 contradicts itself for such a server: section 2
    /// requires the member, and section 3.2 wants an empty one left out. Some readers refuse the document then (Authlib does, empty or left
    /// out), and none refuses <c>none</c>: the registered type of a response that carries no code and no token (OAuth 2.0 Multiple Response
    /// Type Encoding Practices, section 4).
    /// </summary>
    [JsonPropertyName("response_types_supported")]
    public IReadOnlyList<string> ResponseTypes { get; } = ["none"];

    [JsonPropertyName("scopes_supported")]
    public IReadOnlyList<string> Scopes { get; } = AuthorizationServer.Scopes.All;

    /// <summary>
    /// What access tokens may be signed with and others can check. RFC 8414 has no member for it, and allows further ones. HS256 is left
    /// out: its key is never published.
    /// </summary>
    [JsonPropertyName("access_token_signing_alg_values_supported")]
    public IReadOnlyList<string> Algorithms { get; } = [.. SigningAlgorithms.All.Except([SigningAlgorithms.HS256])];

    /// <summary>The document for this issuer. Every address is built from the setting, never from the Host header of a request.</summary>
    public static ServerMetadata For(string issuer) => new()
    {
        Issuer = issuer,
        KeySetAddress = issuer.TrimEnd('/') + KeySetPath,
        TokenAddress = issuer.TrimEnd('/') + TokenPath,
        RevocationAddress = issuer.TrimEnd('/') + RevocationPath,
        IntrospectionAddress = issuer.TrimEnd('/') + IntrospectionPath,
    };
}
