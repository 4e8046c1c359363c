using System.Buffers.Text;
using System.Text.Json;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Jws;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.Tokens.Validation;

/// <summary>
/// Refuses what Microsoft.IdentityModel would accept and the standards would not. It never accepts anything: what passes here is
/// still the library's to judge (docs/decisions/0003-library-decides-gate-refuses.md).
/// </summary>
internal static class TokenGate
{
    /// <summary>The checks that come before the library: cheap ones first, the signature last. Null when the token may go on.</summary>
    public static TokenRefusal? Before(string? text, TokenPolicy policy, out GateFindings? findings)
    {
        findings = null;
        if (string.IsNullOrEmpty(text)) return new(TokenCheckKind.Size, "There is no token.");
        if (text.Length > policy.MaxBytes)
            return new(TokenCheckKind.Size,
                $"The token has {text.Length} bytes or more; {policy.MaxBytes} are the most that is looked at.");
        if (TokenForm.Problem(text, out var headerPart, out var payloadPart) is { } form)
            return SignatureGate.Form(TokenDecoder.Decode(text), form);

        using var header = StrictJson.Parse(Base64Url.DecodeFromChars(text.AsSpan(headerPart)), "header", out var headerProblem);
        using var payload = StrictJson.Parse(Base64Url.DecodeFromChars(text.AsSpan(payloadPart)), "payload", out var payloadProblem);
        if (header is null || payload is null) return new(TokenCheckKind.Json, headerProblem ?? payloadProblem!);

        var type = MemberTypes.ProblemOfClaims(payload.RootElement) ?? MemberTypes.ProblemOfHeader(header.RootElement);
        if (type is not null) return new(TokenCheckKind.ClaimTypes, type);
        var members = HeaderMembers.Of(header.RootElement);
        var refusal = SignatureGate.Algorithm(members, policy.Algorithms) ?? SignatureGate.Critical(members) ?? Type(members, policy);
        if (refusal is not null) return refusal;
        if (SignatureGate.Key(members, policy.Keys, policy.KeyMustBeNamed, out var key) is { } keyRefusal) return keyRefusal;
        findings = new(key!, payload.RootElement.Member("iat")?.GetDouble(), payload.RootElement.Member("exp")?.GetDouble(),
            Binding(payload.RootElement.Member("cnf")));
        return null;
    }

    /// <summary>The checks that come after the library said yes. Null when the token is valid.</summary>
    public static TokenRefusal? After(ValidatedToken token, TokenPolicy policy, Denylist denylist, DateTimeOffset now) =>
        IssuedAt(token.Findings, policy, now) ?? Lifetime(token.Findings, policy, now) ?? RequiredClaims(token, policy)
            ?? (policy.AsksDenylist ? Revocation(token, denylist) : null);

    private static TokenRefusal? Revocation(ValidatedToken token, Denylist denylist) =>
        denylist.IsClientRevoked(token)
            ? new(TokenCheckKind.Revocation, "This token was revoked, with the service account it was issued to.")
        : denylist.IsRevoked(token) ? new(TokenCheckKind.Revocation, "This token was revoked before it expired.")
        // Asked after the list, so that it speaks for what was found there.
        : denylist.CanAnswer ? null
        : TokenRefusal.Outage(TokenCheckKind.Revocation);

    private static TokenRefusal? Type(HeaderMembers header, TokenPolicy policy) =>
        policy.Types.Count == 0 ? null
        : header.Type is not { } type ? new(TokenCheckKind.Type, "The header has no typ: nothing says that this is an access token.")
        : !TokenTypeName.IsOneOf(type, policy.Types)
            ? new(TokenCheckKind.Type, "typ says that this is another kind of token: " +
                $"it is {type.Quoted()}, and {string.Join(" or ", policy.Types)} is asked for.")
        : null;

    private static TokenRefusal? IssuedAt(GateFindings token, TokenPolicy policy, DateTimeOffset now) =>
        token.IssuedAt > Seconds(now + policy.ClockSkew)
            ? new(TokenCheckKind.IssuedAt, "iat lies in the future: the token says that it has not been made yet.")
            : null;

    private static TokenRefusal? Lifetime(GateFindings token, TokenPolicy policy, DateTimeOffset now)
    {
        if (token.Expires < token.IssuedAt)
            return new(TokenCheckKind.Lifetime, "exp lies before iat: the token says that it ended before it began.");
        return token.Expires - (token.IssuedAt ?? Seconds(now)) > policy.MaxLifetime.TotalSeconds
            ? new(TokenCheckKind.Lifetime,
                $"The token lives longer than the {policy.MaxLifetime.TotalMinutes:0.#} minutes that are accepted.")
            : null;
    }

    private static TokenRefusal? RequiredClaims(ValidatedToken token, TokenPolicy policy)
    {
        if (token.Findings.Binding is { } binding) return new(TokenCheckKind.RequiredClaims, binding);
        foreach (var name in policy.RequiredClaims)
        {
            if (!token.TryGetPayloadValue<object>(name, out var value) || value is null or "")
                return new(TokenCheckKind.RequiredClaims, $"{name} is missing.");
        }

        foreach (var (name, wanted) in policy.RequiredValues)
        {
            if (!Says(token, name, wanted)) return new(TokenCheckKind.RequiredClaims, Otherwise(token, name, wanted.Quoted()));
        }

        return null;
    }

    // The library writes true as True. Settings have it in either way: a JSON file's true is read as True.
    private static bool Says(ValidatedToken token, string name, string wanted) =>
        token.TryGetPayloadValue<object>(name, out var value) && value is bool flag ? bool.TryParse(wanted, out var asked) && asked == flag
            : token.TryGetPayloadValue<string>(name, out var text) && text == wanted;

    private static string Otherwise(ValidatedToken token, string name, string wanted) =>
        !token.TryGetPayloadValue<object>(name, out var value) || value is null ? $"{name} is missing, and {wanted} is asked for."
        : value is JsonElement { ValueKind: JsonValueKind.Array } ? $"{name} is a list, and the text {wanted} is asked for."
        : value is JsonElement { ValueKind: JsonValueKind.Object } ? $"{name} is an object, and the text {wanted} is asked for."
        : $"{name} is not {wanted}, which is asked for. The token's value is not shown: it can be personal.";

    // A token that is bound to a key is no bearer token: whoever sends it has to prove that the key is theirs, and nothing here asks for
    // such a proof (RFC 7800; RFC 9449 section 7.2; RFC 8705 section 3).
    private static string? Binding(JsonElement? confirmation) =>
        confirmation is null ? null
        : confirmation.Member("jkt") is not null
            ? "cnf binds the token to a key, for DPoP: no bearer token, and no proof of the key is checked here (RFC 9449, section 7.2)."
        : confirmation.Member("x5t#S256") is not null
            ? "cnf binds the token to a certificate of its client: no bearer token, and none is asked for here (RFC 8705, section 3)."
        : "cnf binds the token to a key: no bearer token, and no proof of the key is checked here (RFC 7800).";

    private static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;
}
