using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Tokens.Validation;

/// <summary>
/// Why the token of an issuer that nobody trusts is refused: for <c>iss</c>. What it lacks of the rules for our own tokens says nothing. A
/// token under one of our keys is not a stranger's.
/// </summary>
internal static class UnknownIssuer
{
    /// <param name="verdict">What was found by the rules for our own.</param>
    /// <returns>The refusal that takes its place; null when it stays.</returns>
    public static async ValueTask<TokenRefusal?> RefuseAsync(string? text, TokenVerdict verdict, string ours, ITrustedIssuers? trusted)
    {
        if (verdict.Refusal is not { Kind: > TokenCheckKind.ClaimTypes and <= TokenCheckKind.Key }) return null;
        if (TokenDecoder.Decode(text).Payload is not { } claims) return null;
        var issuer = claims.Text("iss");
        if (issuer == ours || (issuer is null && verdict.Refusal.Kind is not TokenCheckKind.Key)) return null;
        var sentence = issuer is null ? "iss is missing: nothing says whose keys could check this token."
            : NearMiss.Of(issuer, [ours, .. trusted?.InSettings ?? []]) is { } how
                ? $"iss {issuer.Quoted()} is not among the trusted issuers: the settings have it {how}."
            : trusted is not null && await trusted.SettingToChangeAsync(issuer) is { } setting
                ? $"iss {issuer.Quoted()} is not among the trusted issuers: {setting}."
            : $"iss {issuer.Quoted()} is not among the trusted issuers.";
        return new(TokenCheckKind.Issuer, sentence) { From = TokenCheckKind.Algorithm };
    }
}
