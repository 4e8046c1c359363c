using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Tokens;

/// <summary>What a new access token shall say. What is left out comes from the settings.</summary>
internal sealed record TokenRequest
{
    /// <summary>The id of the person or service the token speaks for: <c>sub</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>The client that asked for the token: <c>client_id</c> (RFC 9068 section 2.2).</summary>
    public required string ClientId { get; init; }

    /// <summary>Whose token it is: <c>iss</c>. Null: this app's. Only a lab names another.</summary>
    public string? Issuer { get; init; }

    /// <summary>Who the token is for: <c>aud</c>. Null: the API of the settings.</summary>
    public string? Audience { get; init; }

    /// <summary>A name to show: <c>name</c>. Left out when null.</summary>
    public string? Name { get; init; }

    /// <summary>The roles: <c>role</c>, a string for one, an array for several, left out for none.</summary>
    public IReadOnlyList<string> Roles { get; init; } = [];

    /// <summary>The scopes: <c>scope</c>, joined by spaces (RFC 8693 section 4.2).</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>What groups the tokens of one sign-in or one browser: <c>sid</c>. Left out when null.</summary>
    public string? SessionId { get; init; }

    /// <summary>How long it lives; brought within the bounds of the settings. Null: the settings' own.</summary>
    public TimeSpan? Lifetime { get; init; }

    /// <summary>One of <see cref="SigningAlgorithms.All"/>. Null: the settings' own.</summary>
    public string? Algorithm { get; init; }

    /// <summary>When its life begins: <c>iat</c> and <c>nbf</c>. Null: now. A lesson sets it back to make a token that has
    /// expired.</summary>
    public DateTimeOffset? IssuedAt { get; init; }

    /// <summary>Further claims, by name. They can't replace those above.</summary>
    public IReadOnlyDictionary<string, object> FurtherClaims { get; init; } = new Dictionary<string, object>();

    /// <summary>Asks for the same again: person, client, roles, scopes, session and algorithm are those of a token.</summary>
    public static TokenRequest Like(ValidatedToken token) => new()
    {
        Subject = token.Subject,
        ClientId = token.GetPayloadValue<string>("client_id"),
        Name = token.TryGetPayloadValue<string>("name", out var name) ? name : null,
        Roles = [.. token.Claims.Where(claim => claim.Type == "role").Select(claim => claim.Value)],
        Scopes = token.TryGetPayloadValue<string>("scope", out var scope) ? scope.Split(' ') : [],
        SessionId = token.TryGetPayloadValue<string>("sid", out var session) ? session : null,
        Algorithm = token.Alg,
    };
}
