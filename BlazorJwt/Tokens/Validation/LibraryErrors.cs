using System.Text.RegularExpressions;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Jws;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens.Validation;

/// <summary>Tells from the library's exception which check failed, and says why in our own words: its texts can quote the token, so a page shows them apart and shortened.</summary>
internal static partial class LibraryErrors
{
    private const int LongestMessage = 400;

    /// <param name="reason">What the library threw.</param>
    /// <param name="token">The token. It has a signing key when the library had come past the signature. The library looks at claims before it reports some key troubles; what it then says of them is no check passed.</param>
    public static TokenRefusal From(Exception? reason, ValidatedToken token)
    {
        var (kind, explanation) = reason switch
        {
            _ when token.SigningKey is null => (TokenCheckKind.Signature, SignatureLength.CutShort(token.Findings.Key.Algorithm, token.EncodedSignature, token.Findings.Key.Bits)
                ?? "The signature does not fit: header or payload were changed, or another key signed."),
            SecurityTokenNoExpirationException => (TokenCheckKind.Expiry, "exp is missing: the token would be good for ever."),
            SecurityTokenInvalidLifetimeException => (TokenCheckKind.NotBefore, "nbf lies after exp: there is no moment at which the token is good."),
            SecurityTokenNotYetValidException => (TokenCheckKind.NotBefore, "nbf lies in the future: the token is not good yet."),
            SecurityTokenExpiredException => (TokenCheckKind.Expiry, "exp has passed, and the clock skew on top of it."),
            SecurityTokenInvalidAudienceException => (TokenCheckKind.Audience, "aud does not name this API: the token is for somebody else."),
            SecurityTokenInvalidIssuerException => (TokenCheckKind.Issuer, "iss is not the issuer that is trusted here."),
            SecurityTokenInvalidTypeException => (TokenCheckKind.Type, "typ says that this is another kind of token."),
            // Whatever else the library refuses, it refuses: the signature is the last thing known to fit.
            _ => (TokenCheckKind.NotBefore, "The library refuses the token for a reason of its own."),
        };
        return new(kind, explanation, CodeOf(reason)) { Thrown = reason };
    }

    /// <summary>What to say of a token that passed the gate and that the library can't read all the same.</summary>
    public static TokenRefusal Unreadable(Exception reason) => new(TokenCheckKind.ClaimTypes, "The library can't read the token.", CodeOf(reason)) { Thrown = reason };

    /// <summary>The library's message, on one line and bounded. Without ShowPII the library hides what it quotes; should somebody switch that on, what could be a part of a token is still left out.</summary>
    public static string? MessageOf(Exception? reason)
    {
        if (CodeOf(reason) is null) return null;
        var text = LikeToken().Replace(reason!.Message.ReplaceLineEndings(" "), "…");
        return text.Length <= LongestMessage ? text : text[..LongestMessage] + "…";
    }

    private static string? CodeOf(Exception? reason) => reason is not null && Code().Match(reason.Message) is { Success: true } code ? code.Value : null;

    [GeneratedRegex(@"\AIDX\d{5}")]
    private static partial Regex Code();

    [GeneratedRegex(@"ey[A-Za-z0-9_-]{10,}(\.[A-Za-z0-9_-]*)*|[A-Za-z0-9_-]{30,}", RegexOptions.NonBacktracking)]
    private static partial Regex LikeToken();
}
