using System.Text.RegularExpressions;
using BlazorJwt.AuthorizationServer.SignIn;

namespace BlazorJwt.HttpLog;

/// <summary>
/// Takes out of a message what nobody may see again, before it is kept: passwords, antiforgery fields, the visitor's id, refresh tokens,
/// and every cookie but those that hold an access token. Of an access token header and payload stay, because the lesson is about them. Its
/// signature does not: anyone who reads the log must not be able to use the token. A refresh token has no part that may be shown.
/// </summary>
internal static partial class SecretMask
{
    /// <summary>What stands in place of a secret. Always the same length, so that it says nothing of the secret's.</summary>
    public const string Mask = "••••••••";

    /// <summary>What stands in place of the signature of a token.</summary>
    public const string Signature = "••••••";

    /// <summary>The value of this header as it may be kept.</summary>
    public static string Header(string name, string value) => Line(Masked(name, value));

    /// <summary>A start line, or the value of a header. Percent-encoding hides no token: a line in which it does is kept decoded.</summary>
    public static string Line(string text)
    {
        var masked = Tokens(text);
        return Plain(masked) is var plain && Tokens(plain) is var masksMore && masksMore != plain ? masksMore : masked;
    }

    /// <summary>Any text without the signatures of the tokens in it, and without its refresh tokens.</summary>
    public static string Tokens(string text) =>
        RefreshTokenText().Replace(TokenWithSignature().Replace(text, $"${{content}}{Signature}"), Mask);

    private static string Masked(string name, string value) => name.ToUpperInvariant() switch
    {
        "COOKIE" =>
            string.Join("; ", value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Cookie)),
        "SET-COOKIE" => SetCookie(value),
        "AUTHORIZATION" when !value.StartsWith("Bearer", StringComparison.OrdinalIgnoreCase) => Mask,
        "REQUESTVERIFICATIONTOKEN" or "X-API-KEY" => Mask,
        _ => value,
    };

    /// <summary>A form body with the values of the secret fields masked. The rest stays as it was sent.</summary>
    public static string Form(string body) => string.Join('&', body.Split('&').Select(Field));

    /// <summary>A JSON body with every refresh token and every signature masked. The rest stays as it was sent.</summary>
    public static string Json(string body) => Tokens(RefreshTokenMember().Replace(body, $"$1\"{Mask}\""));

    private static string Field(string field)
    {
        var split = field.IndexOf('=');
        if (split < 0) return field;
        // /revoke and /introspect take either kind in the field "token".
        var isSecret = SecretField().IsMatch(Plain(field[..split])) || RefreshTokenText().IsMatch(Plain(field[(split + 1)..]));
        return isSecret ? field[..(split + 1)] + Mask : Line(field);
    }

    private static string Plain(string encoded) => Uri.UnescapeDataString(encoded.Replace('+', ' '));

    private static string Cookie(string pair)
    {
        var split = pair.IndexOf('=');
        return split < 0 ? Mask : HoldsToken(pair[..split]) ? pair : pair[..(split + 1)] + Mask;
    }

    private static bool HoldsToken(string cookie) =>
        cookie is TokenCookie.Name || cookie.Contains(TokenCookie.CopyMark, StringComparison.Ordinal);

    private static string SetCookie(string value)
    {
        var end = value.IndexOf(';');
        return end < 0 ? Cookie(value) : Cookie(value[..end]) + value[end..];
    }

    // Whatever looks like one: to mask a field too many costs nothing.
    [GeneratedRegex("pass|pwd|secret|verification|assertion(?!_type$)|refresh", RegexOptions.IgnoreCase)]
    private static partial Regex SecretField();

    [GeneratedRegex("(\"refresh_token\"\\s*:\\s*)\"[^\"]*\"?")]
    private static partial Regex RefreshTokenMember();

    // One that was cut short or mistyped is as good as whole to who saw the rest.
    [GeneratedRegex("rt1\\.[A-Za-z0-9_.-]+")]
    private static partial Regex RefreshTokenText();

    // A token's header is a JSON object: in base64url those begin with ey, or with ew before a line break.
    [GeneratedRegex(@"(?<content>e[wy][A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]+\.)[A-Za-z0-9_-]+")]
    private static partial Regex TokenWithSignature();
}
