using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Warnings;

namespace BlazorJwt.Tests.Tokens.Warnings;

/// <summary>Asks for the warnings of a token written letter by letter, at a time that stands still.</summary>
internal static class WarningWorld
{
    public const long Now = 1_800_000_000;

    /// <summary>A header and a payload that nothing can be said against.</summary>
    public const string Header = """{"alg":"ES256","typ":"at+jwt","kid":"a"}""";

    public static readonly string Payload = Claims();

    /// <summary>The payload with one more claim, or several.</summary>
    public static string Claims(string more = "") =>
        $$"""{"iss":"https://issuer.example","aud":"api","sub":"7","iat":{{Now - 60}},"nbf":{{Now - 60}},"exp":{{Now + 600}}{{(more.Length > 0 ? "," : "")}}{{more}}}""";

    public static IReadOnlyList<TokenWarning> Warn(string? header = null, string? payload = null, TokenKey? key = null) =>
        Of($"{Forge.Encode(header ?? Header)}.{Forge.Encode(payload ?? Payload)}.AAAA", key);

    public static IReadOnlyList<TokenWarning> Of(string text, TokenKey? key = null) =>
        TokenWarnings.For(TokenDecoder.Decode(text), key, DateTimeOffset.FromUnixTimeSeconds(Now));

    /// <summary>The one warning there must be.</summary>
    public static TokenWarning Only(IReadOnlyList<TokenWarning> warnings, TokenWarningKind kind)
    {
        var warning = Assert.Single(warnings);
        Assert.Equal(kind, warning.Kind);
        return warning;
    }
}
