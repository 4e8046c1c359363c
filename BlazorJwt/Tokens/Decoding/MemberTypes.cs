using System.Text.Json;

namespace BlazorJwt.Tokens.Decoding;

/// <summary>
/// The types that RFC 7515 section 4.1 and RFC 7519 section 4.1 give the registered members: times are numbers of seconds, names are
/// strings. The library is more forgiving: to it <c>"exp":"1700000000"</c> is a time, and <c>"sub":7</c> a name.
/// </summary>
internal static class MemberTypes
{
    // The last second of the year 9999. Milliseconds since 1970 are far beyond it today.
    private const double LastSecond = 253_402_300_799;

    private static readonly Dictionary<string, Func<string, JsonElement, string?>> OfClaims = new(StringComparer.Ordinal)
    {
        ["exp"] = NumericDate,
        ["nbf"] = NumericDate,
        ["iat"] = NumericDate,
        ["iss"] = Text,
        ["sub"] = Text,
        ["jti"] = Text,
        ["client_id"] = Text,
        ["azp"] = Text,
        ["aud"] = Audience,
    };

    private static readonly Dictionary<string, Func<string, JsonElement, string?>> OfHeader = new(StringComparer.Ordinal)
    {
        ["alg"] = Text,
        ["kid"] = Text,
        ["typ"] = Text,
        ["cty"] = Text,
        ["x5t"] = Text,
        ["zip"] = Text,
    };

    private static readonly Dictionary<string, Func<string, JsonElement, string?>> OfKey = new(StringComparer.Ordinal)
    {
        ["kty"] = Text,
        ["alg"] = Text,
        ["kid"] = Text,
        ["use"] = Text,
        ["key_ops"] = Texts,
        ["crv"] = Text,
        ["x"] = Text,
        ["y"] = Text,
        ["n"] = Text,
        ["e"] = Text,
        ["k"] = Text,
        ["d"] = Text,
        ["p"] = Text,
        ["q"] = Text,
        ["dp"] = Text,
        ["dq"] = Text,
        ["qi"] = Text,
        // Nothing of a certificate is used, and some issuers write null for none. A key with one of another type is not used either.
        ["x5u"] = TextOrNull,
        ["x5t"] = TextOrNull,
        ["x5t#S256"] = TextOrNull,
        ["x5c"] = TextsOrNull,
    };

    public static string? ProblemOfClaims(JsonElement payload) => Problem(payload, OfClaims);

    public static string? ProblemOfHeader(JsonElement header) => Problem(header, OfHeader);

    /// <summary>The first member of a JWK of a wrong type (RFC 7517 section 4, RFC 7518 section 6); null likewise.</summary>
    public static string? ProblemOfKey(JsonElement jwk) => Problem(jwk, OfKey);

    private static string? Problem(JsonElement json, Dictionary<string, Func<string, JsonElement, string?>> types)
    {
        foreach (var member in json.EnumerateObject())
        {
            if (types.TryGetValue(member.Name, out var check) && check(member.Name, member.Value) is { } problem) return problem;
        }

        return null;
    }

    private static string? Text(string name, JsonElement value) => value.ValueKind is JsonValueKind.String
        ? null : $"{name} is not a string.";

    private static string? TextOrNull(string name, JsonElement value) => value.ValueKind is JsonValueKind.Null ? null : Text(name, value);

    private static string? Texts(string name, JsonElement value) =>
        value.ValueKind is JsonValueKind.Array && value.EnumerateArray().All(one => one.ValueKind is JsonValueKind.String)
            ? null : $"{name} is not an array of strings.";

    private static string? TextsOrNull(string name, JsonElement value) => value.ValueKind is JsonValueKind.Null ? null : Texts(name, value);

    private static string? NumericDate(string name, JsonElement value) =>
        value.ValueKind is not JsonValueKind.Number ? $"{name} is not a number. RFC 7519 wants seconds since 1970 as a JSON number."
        : !value.TryGetDouble(out var seconds) || seconds > LastSecond
            ? $"{name} lies beyond the year 9999. It looks like milliseconds; RFC 7519 wants seconds."
        : seconds < 0 ? $"{name} lies before 1970."
        : null;

    private static string? Audience(string name, JsonElement value) =>
        Text(name, value) is null || Texts(name, value) is null ? null : $"{name} is neither a string nor an array of strings.";
}
