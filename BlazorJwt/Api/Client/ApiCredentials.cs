namespace BlazorJwt.Api.Client;

/// <summary>What a client puts into the Authorization header (RFC 9110 section 11.4).</summary>
/// <param name="Scheme">The scheme before it; the right one is Bearer, in any case of letters (RFC 6750 section 2.1).</param>
internal sealed record ApiCredentials(string Token, string Scheme = "Bearer")
{
    public string Name { get; private init; } = "Authorization";

    public string Header => Name is "Authorization" ? $"{Scheme} {Token}" : Token;

    /// <summary>An API key in a header of its own.</summary>
    /// <param name="key">The key; the HTTP log masks it.</param>
    public static ApiCredentials ApiKey(string key) => new(key, ApiKeyHeader.Scheme) { Name = ApiKeyHeader.Name };

    public override string ToString() => $"{Scheme} (redacted)";
}
