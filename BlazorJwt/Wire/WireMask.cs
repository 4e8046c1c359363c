using System.Text.RegularExpressions;
using BlazorJwt.Accounts;

namespace BlazorJwt.Wire;

/// <summary>
/// Takes out of a message what nobody may see again, before it is kept: passwords, antiforgery fields, the visitor's id, and every cookie
/// but those that hold a token. Tokens stay: they are what the lesson is about, and the page that shows them keeps the signature back.
/// </summary>
internal static partial class WireMask
{
    /// <summary>What stands in place of a secret. Always the same length, so that it says nothing of the secret's.</summary>
    public const string Mask = "••••••••";

    /// <summary>The value of this header as it may be kept.</summary>
    public static string Header(string name, string value) => name.ToUpperInvariant() switch
    {
        "COOKIE" => string.Join("; ", value.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(Cookie)),
        "SET-COOKIE" => SetCookie(value),
        "AUTHORIZATION" when !value.StartsWith("Bearer", StringComparison.OrdinalIgnoreCase) => Mask,
        "REQUESTVERIFICATIONTOKEN" => Mask,
        _ => value,
    };

    /// <summary>A form body (application/x-www-form-urlencoded) with the values of the secret fields masked. The rest stays as it was sent.</summary>
    public static string Form(string body) => string.Join('&', body.Split('&').Select(Field));

    private static string Field(string field)
    {
        var split = field.IndexOf('=');
        if (split < 0) return field;
        return SecretField().IsMatch(Uri.UnescapeDataString(field[..split].Replace('+', ' '))) ? field[..(split + 1)] + Mask : field;
    }

    private static string Cookie(string pair)
    {
        var split = pair.IndexOf('=');
        return split < 0 ? Mask : HoldsToken(pair[..split]) ? pair : pair[..(split + 1)] + Mask;
    }

    private static bool HoldsToken(string cookie) => cookie is TokenCookie.Name || cookie.Contains(TokenCookie.CopyMark, StringComparison.Ordinal);

    private static string SetCookie(string value)
    {
        var end = value.IndexOf(';');
        return end < 0 ? Cookie(value) : Cookie(value[..end]) + value[end..];
    }

    // Whatever looks like one: to mask a field too many costs nothing.
    [GeneratedRegex("pass|pwd|secret|verification|assertion", RegexOptions.IgnoreCase)]
    private static partial Regex SecretField();
}
