using System.Text.Json.Nodes;

namespace BlazorJwt.Labs.Issuers;

/// <summary>
/// The shape of another issuer's tokens: which claims it uses for what. The values are made up; the names and kinds are those of its
/// documentation. A simulated issuer on this server signs such tokens, so that nobody needs an account anywhere.
/// </summary>
internal sealed record SimulatedIssuer(string Slug, string Name, string Source)
{
    /// <summary>What follows its address in <c>iss</c>: <c>/v2.0</c>, for example.</summary>
    public string IssuerPath { get; init; } = "";

    /// <summary>What follows it in the address of its metadata.</summary>
    public string AuthorityPath { get; init; } = "";

    /// <summary>The <c>typ</c> of its access tokens; null when they have none.</summary>
    public string? Type { get; init; }

    /// <summary>Its <c>aud</c> for this API; null when its access tokens have none.</summary>
    public string? Audience { get; init; }

    public required string ClientClaim { get; init; }

    /// <summary>The claim with the scopes; null when there is none.</summary>
    public string? ScopeClaim { get; init; }

    /// <summary>What precedes the name of each scope.</summary>
    public string ScopePrefix { get; init; } = "";

    /// <summary>True when the scopes are a list, not a string with spaces.</summary>
    public bool ScopesAreListed { get; init; }

    /// <summary>The claim with the roles or groups, or the way to a member inside one, <c>/realm_access/roles</c>; null when there is
    /// none.</summary>
    public string? RoleClaim { get; init; }

    /// <summary>What else a reader should know.</summary>
    public required string Note { get; init; }

    /// <summary>Further claims of both its tokens. <c>auth_time</c> and <c>nbf</c> become the time of the sample.</summary>
    public Func<JsonObject> Further { get; init; } = () => [];

    /// <summary>Further claims of the access token, in addition to client, scopes and roles.</summary>
    public Func<JsonObject> OfAccessToken { get; init; } = () => [];

    public Func<JsonObject> OfIdToken { get; init; } = () => [];

    /// <summary>Further settings that make this app trust it, in addition to those that follow from the above.</summary>
    public Func<JsonObject> Settings { get; init; } = () => [];
}
