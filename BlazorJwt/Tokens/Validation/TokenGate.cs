using System.Buffers.Text;
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
    /// <summary>What the gate found in a token that may go on: the one key to verify it with, and what it read in the claims.</summary>
    internal readonly record struct Findings(TokenKey Key, ClaimFacts Claims);

    /// <summary>The checks that come before the library: cheap ones first, the signature last. Null when the token may go on.</summary>
    public static TokenRefusal? Before(string? text, TokenPolicy policy, out Findings findings)
    {
        findings = default;
        if (string.IsNullOrEmpty(text)) return new(TokenCheckKind.Size, "There is no token.");
        if (text.Length > policy.MaxBytes)
            return new(TokenCheckKind.Size, $"The token has {text.Length} bytes or more; {policy.MaxBytes} are the most that is looked at.");
        if (TokenForm.Problem(text, out var headerPart, out var payloadPart) is { } form) return new(TokenCheckKind.Form, SignatureLength.CutShort(text) ?? form);

        using var header = StrictJson.Parse(Base64Url.DecodeFromChars(text.AsSpan(headerPart)), "header", out var headerProblem);
        using var payload = StrictJson.Parse(Base64Url.DecodeFromChars(text.AsSpan(payloadPart)), "payload", out var payloadProblem);
        if (header is null || payload is null) return new(TokenCheckKind.Json, headerProblem ?? payloadProblem!);

        var type = MemberTypes.ProblemOfClaims(payload.RootElement) ?? MemberTypes.ProblemOfHeader(header.RootElement);
        if (type is not null) return new(TokenCheckKind.ClaimTypes, type);
        var members = HeaderMembers.Of(header.RootElement);
        var refusal = SignatureGate.Algorithm(members, policy.Algorithms) ?? SignatureGate.Critical(members) ?? Type(members, policy);
        if (refusal is not null) return refusal;
        if (SignatureGate.Key(members, policy.Keys, policy.KeyMustBeNamed, out var key) is { } keyRefusal) return keyRefusal;
        findings = new(key!, ClaimFacts.Of(payload.RootElement));
        return null;
    }

    /// <summary>The checks that come after the library said yes. Null when the token is valid.</summary>
    public static TokenRefusal? After(ValidatedToken token, TokenPolicy policy, Denylist denylist, DateTimeOffset now, out int lookUps)
    {
        lookUps = 0;
        return Times(token, policy, now) ?? RequiredClaims(token, policy) ?? Revocation(token, policy, denylist, out lookUps);
    }

    /// <summary>Those of them whose answer may have changed since the token was found valid.</summary>
    public static TokenRefusal? StillAfter(ValidatedToken token, TokenPolicy policy, Denylist denylist, DateTimeOffset now, out int lookUps)
    {
        lookUps = 0;
        return Times(token, policy, now) ?? Revocation(token, policy, denylist, out lookUps);
    }

    private static TokenRefusal? Revocation(ValidatedToken token, TokenPolicy policy, Denylist denylist, out int lookUps)
    {
        lookUps = 0;
        if (!policy.AsksDenylist) return null;
        // Counted where it is made, so that who tells the number tells the truth.
        lookUps = 1;
        return denylist.IsRevoked(token)
            ? new(TokenCheckKind.Revocation, denylist.IsClientRevoked(token)
                ? "This token was taken back: the service account it was issued to was revoked."
                : "This token was taken back before it expired.")
            // Asked after the list, so that it speaks for what was found there.
            : denylist.CanAnswer ? null : TokenRefusal.Outage(TokenCheckKind.Revocation);
    }

    private static TokenRefusal? Times(ValidatedToken token, TokenPolicy policy, DateTimeOffset now) =>
        IssuedAt(token.Findings.Claims, policy, now) ?? Lifetime(token.Findings.Claims, policy, now);

    private static TokenRefusal? Type(HeaderMembers header, TokenPolicy policy) =>
        policy.Types.Count == 0 ? null
        : header.Type is not { } type ? new(TokenCheckKind.Type, "The header has no typ: nothing says that this is an access token.")
        // A media type has no case (RFC 7515 section 4.1.9).
        : !Contains(policy.Types, type, StringComparison.OrdinalIgnoreCase)
            ? new(TokenCheckKind.Type, "typ says that this is another kind of token.")
        : null;

    private static TokenRefusal? IssuedAt(ClaimFacts token, TokenPolicy policy, DateTimeOffset now) =>
        token.IssuedAt > Seconds(now + policy.ClockSkew)
            ? new(TokenCheckKind.IssuedAt, "iat lies in the future: the token says that it has not been made yet.")
            : null;

    private static TokenRefusal? Lifetime(ClaimFacts token, TokenPolicy policy, DateTimeOffset now)
    {
        if (token.Expires < token.IssuedAt)
            return new(TokenCheckKind.Lifetime, "exp lies before iat: the token says that it ended before it began.");
        return token.Expires - (token.IssuedAt ?? Seconds(now)) > policy.MaxLifetime.TotalSeconds
            ? new(TokenCheckKind.Lifetime, $"The token lives longer than the {policy.MaxLifetime.TotalMinutes:0.#} minutes that are accepted.")
            : null;
    }

    private static TokenRefusal? RequiredClaims(ValidatedToken token, TokenPolicy policy)
    {
        foreach (var name in policy.RequiredClaims)
        {
            // The library and the gate have these at hand; the others are looked up.
            var isThere = name switch
            {
                "sub" => token.Subject is { Length: > 0 },
                "jti" => token.Id is { Length: > 0 },
                "iat" => token.Findings.Claims.IssuedAt is not null,
                "client_id" => token.Findings.Claims.HasClientId,
                _ => token.TryGetPayloadValue<object>(name, out var value) && value is not (null or ""),
            };
            if (!isThere) return new(TokenCheckKind.RequiredClaims, $"{name} is missing.");
        }

        foreach (var (name, wanted) in policy.RequiredValues)
        {
            if (!token.TryGetPayloadValue<string>(name, out var value) || value != wanted)
                return new(TokenCheckKind.RequiredClaims, $"{name} is not {wanted}.");
        }

        return null;
    }

    private static double Seconds(DateTimeOffset time) => time.ToUnixTimeMilliseconds() / 1000.0;

    /// <summary>True when the list has the text. A loop: Enumerable.Contains would allocate for every token.</summary>
    internal static bool Contains(IReadOnlyList<string> list, string wanted, StringComparison comparison)
    {
        for (var index = 0; index < list.Count; index++)
        {
            if (list[index].Equals(wanted, comparison)) return true;
        }

        return false;
    }
}
