using System.Text.Json.Serialization;
using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.Tokens;

namespace BlazorJwt.AuthorizationServer.TokenEndpoint;

/// <summary>What every grant has in common: the scopes that are asked for, and the answer with tokens (RFC 6749 sections 3.3 and
/// 5.1).</summary>
internal static class TokenAnswer
{
    public static IResult Of(TokenPair pair) => Of(pair.Access, pair.Scopes, pair.Refresh);

    public static IResult Of(IssuedToken access, IReadOnlyList<string> scopes, string? refresh = null) =>
        Results.Json(new TokenResponse(access.Text, "Bearer", (int)access.Lifetime.TotalSeconds, string.Join(' ', scopes))
        {
            RefreshToken = refresh,
        });

    /// <summary>The scopes that the parameter <c>scope</c> names, with single spaces between; null for none.</summary>
    public static string[]? Scopes(string? parameter) => string.IsNullOrEmpty(parameter)
        ? null : [.. parameter.Split(' ').Distinct(StringComparer.Ordinal)];

    /// <summary>The scopes that are asked for, or all that are held where none is; null when one is asked for that is not held.</summary>
    public static string[]? Scopes(string? parameter, IReadOnlyList<string> held) =>
        Scopes(parameter) is not { } asked ? [.. held] : asked.Except(held, StringComparer.Ordinal).Any() ? null : asked;

    public static IResult InvalidScope(string whose, IReadOnlyList<string> held) =>
        OAuthErrors.Error("invalid_scope", $"{whose} has no such scope. There is: {string.Join(' ', held)}.");
}

/// <summary>The answer with tokens (RFC 6749 section 5.1).</summary>
/// <param name="ExpiresIn">In seconds.</param>
internal sealed record TokenResponse(
    [property: JsonPropertyName("access_token")] string AccessToken,
    [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresIn,
    [property: JsonPropertyName("scope")] string Scope)
{
    /// <summary>Null where the grant has none.</summary>
    [JsonPropertyName("refresh_token"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? RefreshToken { get; init; }

    public override string ToString() => "tokens (redacted)";
}
