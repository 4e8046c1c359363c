using System.Text.Json;
using BlazorJwt.Tokens;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Accounts.Machines;

/// <summary>
/// Checks the assertions that service accounts sign (RFC 7523 section 3) by the same service that checks tokens: issuer and subject are the client, the
/// audience is this token endpoint or this issuer, the life is short, the key is one of the account's, the algorithm is the key's, and each <c>jti</c> is
/// good once.
/// </summary>
internal sealed class Assertions(ServiceAccounts accounts, TokenService tokens, IOptions<TokenOptions> options, TimeProvider time)
{
    /// <summary>The longest life of an assertion.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromMinutes(5);

    private const int LongestId = 128;
    private const int MostRemembered = 100_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<(string ClientId, string JwtId), DateTimeOffset> _used = [];
    private readonly PriorityQueue<(string ClientId, string JwtId), DateTimeOffset> _byEnd = new();

    /// <summary>The account that signed this assertion; null when it is good for nothing, for whatever reason. An assertion that is good is used up.</summary>
    /// <param name="text">The assertion as it came.</param>
    /// <param name="clientId">The <c>client_id</c> sent beside it, which must be the same; null for none.</param>
    public async Task<Asserted?> CheckAsync(string text, string? clientId)
    {
        if (text.Length > tokens.Policy.MaxBytes) return null;
        var read = tokens.Decode(text);
        // So far only claims: they choose the keys and which of two audiences to ask for. The check below asks for them, signed.
        if (Text(read.Payload, "iss") is not { Length: > 0 } issuer || (clientId is not null && clientId != issuer)) return null;
        var verdict = await tokens.ValidateAsync(text, new()
        {
            Issuer = issuer,
            Audience = Names(read.Payload, options.Value.Issuer) ? options.Value.Issuer : accounts.TokenAddress,
            Keys = accounts.KeysOf(issuer),
            Algorithms = [SigningAlgorithms.ES256],
            // Google's libraries write JWT, others nothing; at+jwt, the type of our own access tokens, is never an assertion.
            Types = [],
            RequiredClaims = ["sub", "iat", "jti"],
            RequiredValues = new Dictionary<string, string> { ["sub"] = issuer },
            ClockSkew = tokens.Policy.ClockSkew,
            MaxLifetime = LongestLife,
            MaxBytes = tokens.Policy.MaxBytes,
        });
        if (verdict.Token is not { Id.Length: <= LongestId } token || !verdict.Accepted || IsAccessToken(token.Typ)) return null;
        if (accounts.ByKey(issuer, token.Kid) is not { } account || !UseUp(issuer, token.Id, token.ValidTo + tokens.Policy.ClockSkew)) return null;
        return new(account, Text(read.Payload, "scope"));
    }

    // A media type has no case, and application/ may be left out (RFC 7515 section 4.1.9).
    private static bool IsAccessToken(string? type) =>
        "at+jwt".Equals(type, StringComparison.OrdinalIgnoreCase) || "application/at+jwt".Equals(type, StringComparison.OrdinalIgnoreCase);

    // Full of assertions that are still good, it refuses: to forget one would let it be used again.
    private bool UseUp(string clientId, string jwtId, DateTimeOffset until)
    {
        var now = time.GetUtcNow();
        lock (_gate)
        {
            while (_byEnd.TryPeek(out var old, out var end) && end <= now)
            {
                _byEnd.Dequeue();
                _used.Remove(old);
            }

            if (_used.Count >= MostRemembered || !_used.TryAdd((clientId, jwtId), until)) return false;
            _byEnd.Enqueue((clientId, jwtId), until);
            return true;
        }
    }

    private static string? Text(JsonElement? part, string name) =>
        part is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty(name, out var member) && member.ValueKind is JsonValueKind.String ? member.GetString() : null;

    private static bool Names(JsonElement? part, string audience) => part is { ValueKind: JsonValueKind.Object } json && json.TryGetProperty("aud", out var aud)
        && (aud.ValueKind is JsonValueKind.String ? aud.ValueEquals(audience) : aud.ValueKind is JsonValueKind.Array && aud.EnumerateArray().Any(one => one.ValueKind is JsonValueKind.String && one.ValueEquals(audience)));
}

/// <summary>Who signed an assertion.</summary>
/// <param name="Account">The account.</param>
/// <param name="Scope">The scopes asked for in the assertion itself, as Google's clients do; null for none.</param>
internal sealed record Asserted(ServiceAccount Account, string? Scope);
