using System.Text.Json.Nodes;

namespace BlazorJwt.Labs.Issuers;

/// <summary>
/// The shape of another issuer's tokens: what it puts where. The values are made up, the names and kinds are those of its documentation. A stand-in on this server signs
/// tokens of this shape, so that they can be tried without an account anywhere.
/// </summary>
/// <param name="Slug">Its name in addresses.</param>
/// <param name="Name">Its name on the page.</param>
/// <param name="Source">Where its documentation says so.</param>
public sealed record SimulatedIssuer(string Slug, string Name, string Source)
{
    /// <summary>What stands behind the address of the stand-in in its <c>iss</c>: <c>/v2.0</c>, say.</summary>
    public string IssuerPath { get; init; } = "";

    /// <summary>What stands behind it in the address that its metadata is found by.</summary>
    public string AuthorityPath { get; init; } = "";

    /// <summary>The <c>typ</c> of its access tokens; null when they have none.</summary>
    public string? Type { get; init; }

    /// <summary>Its <c>aud</c> for this API; null when its access tokens name no audience.</summary>
    public string? Audience { get; init; }

    /// <summary>The claim that names the client.</summary>
    public required string ClientClaim { get; init; }

    /// <summary>The claim that holds the scopes; null when there is none.</summary>
    public string? ScopeClaim { get; init; }

    /// <summary>What stands before the name of each scope.</summary>
    public string ScopePrefix { get; init; } = "";

    /// <summary>True when the scopes are a list, and not a text with spaces between.</summary>
    public bool ScopesAreListed { get; init; }

    /// <summary>The claim that holds roles or groups; null when there is none.</summary>
    public string? RoleClaim { get; init; }

    /// <summary>What a reader should know beside.</summary>
    public required string Note { get; init; }

    /// <summary>The further claims of both its tokens. <c>auth_time</c> and <c>nbf</c> become the time of the sample.</summary>
    public Func<JsonObject> Further { get; init; } = () => [];

    /// <summary>The further claims of the access token alone, beside the client, the scopes and the roles.</summary>
    public Func<JsonObject> OfAccessToken { get; init; } = () => [];

    /// <summary>The further claims of the ID token alone.</summary>
    public Func<JsonObject> OfIdToken { get; init; } = () => [];

    /// <summary>The settings that make this app trust it, beside the address and what follows from the above.</summary>
    public Func<JsonObject> Settings { get; init; } = () => [];
}
