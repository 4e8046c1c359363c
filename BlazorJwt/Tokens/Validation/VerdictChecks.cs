using System.Globalization;
using System.Text.Json;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Tokens.Validation;

/// <summary>Writes the list of checks from a decision, with what each looked at.</summary>
internal static class VerdictChecks
{
    private static readonly TokenCheckKind[] Order = Enum.GetValues<TokenCheckKind>();

    public static IReadOnlyList<TokenCheck> Describe(string? text, TokenPolicy policy, DateTimeOffset at, TokenRefusal? refusal)
    {
        var facts = new Facts(text ?? "", TokenDecoder.Decode(text), policy, at);
        return [.. Order.Select(kind => Describe(kind, facts, refusal))];
    }

    private static TokenCheck Describe(TokenCheckKind kind, Facts facts, TokenRefusal? refusal)
    {
        var outcome = kind == refusal?.Kind ? TokenCheckOutcome.Failed
            : !facts.Policy.AsksFor(kind) ? TokenCheckOutcome.NotAsked
            : refusal is null || kind < refusal.From ? TokenCheckOutcome.Passed
            : TokenCheckOutcome.NotReached;
        var (name, observed, rule, source) = Words(kind, facts);
        return new(kind, name, outcome, observed, rule, source, outcome is TokenCheckOutcome.Failed ? refusal : null);
    }

    private static (string Name, string Observed, string Rule, string Source) Words(TokenCheckKind kind, Facts facts) => kind switch
    {
        TokenCheckKind.Size => ("Size", $"{facts.Bytes:N0} bytes", $"at most {facts.Policy.MaxBytes:N0} bytes (MaxTokenBytes)",
            "a bound of this app; the library's own is 250 KB"),
        TokenCheckKind.Form =>
            ("Form", $"{facts.Decoded.Parts.Count} parts", "three parts of canonical base64url", "RFC 7515 sections 2, 7.1"),
        TokenCheckKind.Json => ("JSON", facts.Decoded.Payload is null ? "can't be read" : "two objects",
            "two JSON objects, no member twice", "RFC 7515 section 4, RFC 7519 section 4, draft-ietf-oauth-rfc8725bis"),
        TokenCheckKind.ClaimTypes => ("Claim types", "exp nbf iat · iss sub jti client_id · aud · alg kid typ",
            "times are numbers of seconds, names are strings", "RFC 7515 section 4.1, RFC 7519 sections 2, 4.1"),
        TokenCheckKind.Algorithm => ("Algorithm", facts.Header("alg"),
            $"one of {string.Join(", ", facts.Policy.Algorithms)} (ValidAlgorithms)", "RFC 8725 section 3.1"),
        TokenCheckKind.Critical =>
            ("Extensions", facts.Header("crit"), "no crit: no extension is understood here", "RFC 7515 section 4.1.11"),
        TokenCheckKind.Type => ("Type", facts.Header("typ"), facts.Policy.Types.Count == 0
            ? "not asked for: any type" : $"{string.Join(" or ", facts.Policy.Types)} (TypeValidator)", "RFC 9068 section 4"),
        TokenCheckKind.Key => ("Key", facts.Header("kid"), facts.Policy.KeyMustBeNamed
            ? "a trusted key, made for this algorithm (IssuerSigningKeyResolver, TryAllIssuerSigningKeys = false)"
            : "the key that was chosen for it, made for this algorithm; kid need not name it", "RFC 8725 section 3.1, " +
                "draft-ietf-oauth-rfc8725bis"),
        TokenCheckKind.Signature => ("Signature", facts.Signature(), "fits header and payload under that key", "RFC 7515 section 5.2"),
        TokenCheckKind.NotBefore => ("Not before", facts.Time("nbf"),
            $"reached by {facts.Now} (ClockSkew {facts.Policy.ClockSkew.TotalSeconds:0} s)", "RFC 7519 section 4.1.5"),
        TokenCheckKind.Expiry => ("Expiry", facts.Time("exp"),
            $"not passed at {facts.Now} (ClockSkew {facts.Policy.ClockSkew.TotalSeconds:0} s)", "RFC 7519 section 4.1.4"),
        TokenCheckKind.Audience => ("Audience", facts.Claim("aud"), facts.Policy.Audience is { } audience
            ? $"{audience} (ValidAudience)" : "not asked for: any audience, and none", "RFC 7519 section 4.1.3"),
        TokenCheckKind.Issuer => ("Issuer", facts.Claim("iss"), facts.Policy.Issuer is { } issuer
            ? $"{issuer} (ValidIssuer)" : "not asked for: any issuer, and none", "RFC 7519 section 4.1.1"),
        TokenCheckKind.IssuedAt =>
            ("Issued at", facts.Time("iat"), "not in the future", "RFC 7519 section 4.1.6; refusing it is a rule of this app"),
        TokenCheckKind.Lifetime => ("Lifetime", facts.Life(), facts.Policy.AsksFor(kind) ? $"at " +
            $"most {facts.Policy.MaxLifetime.TotalMinutes:0.#} min (LongestLifetime)"
                : "not asked for: any lifetime", "a bound of this app: it limits how long a stolen token is of use"),
        TokenCheckKind.RequiredClaims =>
            ("Required claims", facts.Required(), !facts.Policy.AsksFor(kind) ? "not asked for: no claim must be there"
                : facts.Policy.RequiredValues.Count == 0
                    ? "all of them are there" : "all of them are there, with these values", "RFC 9068 section 2.2"),
        _ => ("Revocation", facts.Claim("jti"), facts.Policy.AsksDenylist
            ? "not on the denylist" : "not asked for: no denylist is looked at", "RFC 7009; a JWT alone has no such thing"),
    };

    // What the checks look at, as short text. A visitor's token may hold anything: long values are cut.
    private sealed record Facts(string Text, DecodedToken Decoded, TokenPolicy Policy, DateTimeOffset At)
    {
        private const int Longest = 80;

        // Of a token that is good, every character is one byte; of what somebody pasted, perhaps not.
        public int Bytes => System.Text.Encoding.UTF8.GetByteCount(Text);

        public string Now => At.ToString("HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);

        public string Header(string name) => Value(Decoded.Header, name);

        public string Claim(string name) => Value(Decoded.Payload, name);

        public string Required() => Policy is { RequiredClaims: [], RequiredValues.Count: 0 }
            ? "none asked for"
            : string.Join(' ', [.. Policy.RequiredClaims, .. Policy.RequiredValues.Select(required => $"{required.Key}={required.Value}")]);

        public string Signature() => Decoded.Parts is [_, _, { Bytes: { } bytes }] ? $"{bytes.Length} bytes" : "none that can be read";

        public string Time(string name) =>
            Seconds(name) is { } seconds ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                .ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture) : Claim(name);

        public string Life() => Seconds("iat") is { } from && Seconds("exp") is { } to
            ? $"{(to - from) / 60.0:0.#} min from iat to exp" : "iat or exp missing";

        private long? Seconds(string name) =>
            Decoded.Payload.Member(name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out var seconds)
                && seconds is >= 0 and <= 253_402_300_799
                ? (long)seconds
                : null;

        private static string Value(JsonElement? json, string name)
        {
            if (json.Member(name) is not { } value) return "absent";
            var text = value.ValueKind is JsonValueKind.String ? value.GetString()! : value.GetRawText();
            return text.Length == 0 ? "an empty string" : text.Cut(Longest);
        }
    }
}
