using System.Text.RegularExpressions;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens;

/// <summary>Tells from the library's exception which check failed, and says why in our own words: its texts can quote the token.</summary>
internal static partial class LibraryRefusal
{
    public static TokenRefusal From(Exception? reason)
    {
        var (kind, explanation) = reason switch
        {
            SecurityTokenNoExpirationException => (TokenCheckKind.Expiry, "exp is missing: the token would be good for ever."),
            SecurityTokenInvalidLifetimeException => (TokenCheckKind.NotBefore, "nbf lies after exp: there is no moment at which the token is good."),
            SecurityTokenNotYetValidException => (TokenCheckKind.NotBefore, "nbf lies in the future: the token is not good yet."),
            SecurityTokenExpiredException => (TokenCheckKind.Expiry, "exp has passed, and the clock skew on top of it."),
            SecurityTokenInvalidAudienceException => (TokenCheckKind.Audience, "aud does not name this API: the token is for somebody else."),
            SecurityTokenInvalidIssuerException => (TokenCheckKind.Issuer, "iss is not the issuer that is trusted here."),
            SecurityTokenSignatureKeyNotFoundException => (TokenCheckKind.Key, "kid names a key that is not trusted here."),
            SecurityTokenInvalidAlgorithmException => (TokenCheckKind.Algorithm, "alg is not on the list of accepted algorithms."),
            SecurityTokenMalformedException or ArgumentException => (TokenCheckKind.Form, "The library can't read the token."),
            // Whatever else the library refuses, it refuses: the signature is what it had come to.
            _ => (TokenCheckKind.Signature, "The signature does not fit: header or payload were changed, or another key signed."),
        };
        return new(kind, explanation, reason is null ? null : Code().Match(reason.Message) is { Success: true } code ? code.Value : null);
    }

    [GeneratedRegex(@"\AIDX\d{5}")]
    private static partial Regex Code();
}
