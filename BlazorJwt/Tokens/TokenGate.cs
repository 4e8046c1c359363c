using System.Text.Json;

namespace BlazorJwt.Tokens;

/// <summary>
/// Refuses what Microsoft.IdentityModel would accept and the standards would not. It never accepts anything: what passes here is
/// still the library's to judge (docs/decisions/0003-library-decides-gate-refuses.md).
/// </summary>
internal static class TokenGate
{
    // The last second that fits a DateTime. In seconds that is the year 9999; the milliseconds of today lie far beyond it.
    private const double LastSecond = 253_402_300_799;

    private static readonly string[] NumericDates = ["exp", "nbf", "iat"];
    private static readonly string[] Strings = ["iss", "sub", "jti", "client_id"];

    /// <summary>The checks that come before the library: cheap ones first, the signature last. Null when the token may go on.</summary>
    public static TokenRefusal? Before(string? text, TokenPolicy policy)
    {
        if (string.IsNullOrEmpty(text)) return new(TokenCheckKind.Size, "There is no token.");
        if (text.Length > policy.MaxBytes) return new(TokenCheckKind.Size, $"The token has {text.Length} bytes; {policy.MaxBytes} are the most that is looked at.");
        if (TokenForm.Problem(text, out var headerPart, out var payloadPart) is { } form) return new(TokenCheckKind.Form, form);

        using var header = StrictJson.Read(text.AsSpan()[headerPart], "header", out var headerProblem);
        if (header is null) return new(TokenCheckKind.Json, headerProblem!);
        using var payload = StrictJson.Read(text.AsSpan()[payloadPart], "payload", out var payloadProblem);
        if (payload is null) return new(TokenCheckKind.Json, payloadProblem!);

        return ClaimTypes(payload.RootElement)
            ?? Algorithm(header.RootElement, policy)
            ?? Critical(header.RootElement)
            ?? Type(header.RootElement, policy)
            ?? Key(header.RootElement, policy);
    }

    /// <summary>The checks that come after the library said yes. Null when the token is good.</summary>
    public static TokenRefusal? After(CheckedToken token, TokenPolicy policy, Denylist denylist, DateTimeOffset now) =>
        IssuedAt(token, policy, now)
            ?? Lifetime(token, policy, now)
            ?? RequiredClaims(token, policy)
            ?? (token.Id is { Length: > 0 } jwtId && denylist.IsRevoked(token.Issuer, jwtId)
                ? new(TokenCheckKind.Revocation, "This token was taken back: its owner signed out.")
                : null);

    private static TokenRefusal? ClaimTypes(JsonElement payload)
    {
        foreach (var name in NumericDates)
        {
            if (!payload.TryGetProperty(name, out var value)) continue;
            if (value.ValueKind is not JsonValueKind.Number) return new(TokenCheckKind.ClaimTypes, $"{name} is not a number. RFC 7519 wants seconds since 1970 as a JSON number.");
            if (!value.TryGetDouble(out var seconds) || seconds is < 0 or > LastSecond)
            {
                return new(TokenCheckKind.ClaimTypes, $"{name} is out of range. It looks like milliseconds; RFC 7519 wants seconds.");
            }
        }

        foreach (var name in Strings)
        {
            if (payload.TryGetProperty(name, out var value) && value.ValueKind is not JsonValueKind.String) return new(TokenCheckKind.ClaimTypes, $"{name} is not a string.");
        }

        return payload.TryGetProperty("aud", out var audience) && !IsStringOrStrings(audience)
            ? new(TokenCheckKind.ClaimTypes, "aud is neither a string nor an array of strings.")
            : null;
    }

    private static bool IsStringOrStrings(JsonElement value) => value.ValueKind is JsonValueKind.String
        || (value.ValueKind is JsonValueKind.Array && value.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String));

    private static TokenRefusal? Algorithm(JsonElement header, TokenPolicy policy) =>
        Text(header, "alg") is not { } algorithm ? new(TokenCheckKind.Algorithm, "The header names no algorithm.")
        : !policy.Algorithms.Contains(algorithm, StringComparer.Ordinal) ? new(TokenCheckKind.Algorithm, algorithm.Equals("none", StringComparison.OrdinalIgnoreCase)
            ? "alg is none: the token asks not to be checked."
            : "alg is not on the list of accepted algorithms.")
        : null;

    private static TokenRefusal? Critical(JsonElement header) => header.TryGetProperty("crit", out _)
        ? new(TokenCheckKind.Critical, "crit names extensions that must be understood, and this app understands none.")
        : null;

    private static TokenRefusal? Type(JsonElement header, TokenPolicy policy) =>
        Text(header, "typ") is not { } type ? new(TokenCheckKind.Type, "The header has no typ: nothing says that this is an access token.")
        // A media type has no case (RFC 7515 section 4.1.9).
        : !policy.Types.Contains(type, StringComparer.OrdinalIgnoreCase) ? new(TokenCheckKind.Type, "typ says that this is another kind of token.")
        : null;

    private static TokenRefusal? Key(JsonElement header, TokenPolicy policy)
    {
        if (Text(header, "kid") is not { } keyId) return new(TokenCheckKind.Key, "The header names no key.");
        if (policy.Keys.Find(keyId) is not { } key) return new(TokenCheckKind.Key, "kid names a key that is not trusted here.");
        if (Text(header, "alg") != key.Algorithm) return new(TokenCheckKind.Key, $"The key is for {key.Algorithm} and for nothing else.");
        return KeyStrength.Problem(key) is { } weakness ? new(TokenCheckKind.Key, $"The key is not acceptable: {weakness}.") : null;
    }

    private static TokenRefusal? IssuedAt(CheckedToken token, TokenPolicy policy, DateTimeOffset now) =>
        token.TryGetPayloadValue<double>("iat", out var seconds) && seconds > (now + policy.ClockSkew).ToUnixTimeSeconds()
            ? new(TokenCheckKind.IssuedAt, "iat lies in the future: the token says that it has not been made yet.")
            : null;

    private static TokenRefusal? Lifetime(CheckedToken token, TokenPolicy policy, DateTimeOffset now)
    {
        var begins = token.TryGetPayloadValue<double>("iat", out var issuedAt) ? issuedAt : now.ToUnixTimeSeconds();
        return token.TryGetPayloadValue<double>("exp", out var expiresAt) && expiresAt - begins > policy.MaxLifetime.TotalSeconds
            ? new(TokenCheckKind.Lifetime, $"The token lives longer than the {policy.MaxLifetime.TotalMinutes:0.#} minutes that are accepted.")
            : null;
    }

    private static TokenRefusal? RequiredClaims(CheckedToken token, TokenPolicy policy)
    {
        foreach (var name in policy.RequiredClaims)
        {
            if (!token.TryGetPayloadValue<object>(name, out var value) || value is null or "") return new(TokenCheckKind.RequiredClaims, $"{name} is missing.");
        }

        return null;
    }

    private static string? Text(JsonElement header, string name) =>
        header.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;
}
