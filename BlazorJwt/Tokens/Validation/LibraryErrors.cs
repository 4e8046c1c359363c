using BlazorJwt.Tokens.Jws;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tokens.Validation;

/// <summary>Tells from the library's exception which check failed, and says why in our own words: its texts can quote the token, so a page
/// shows them apart and shortened.</summary>
internal static class LibraryErrors
{
    /// <param name="token">The token. It has a signing key when the library had come past the signature. The library looks at claims before
    /// it reports some key troubles; what it then says of them is no check passed.</param>
    /// <param name="policy">What was asked for, to say what differs.</param>
    public static TokenRefusal From(Exception? reason, ValidatedToken token, TokenPolicy policy)
    {
        var (kind, explanation) = reason switch
        {
            _ when token.SigningKey is null =>
                (TokenCheckKind.Signature, SignatureLength.CutShort(token.Findings.Key.Algorithm, token.EncodedSignature,
                    token.Findings.Key.Bits)
                ?? "The signature does not fit: header or payload were changed, or another key signed."),
            SecurityTokenNoExpirationException => (TokenCheckKind.Expiry, "exp is missing: the token would never expire."),
            SecurityTokenInvalidLifetimeException =>
                (TokenCheckKind.NotBefore, "nbf lies after exp: there is no moment at which the token is valid."),
            SecurityTokenNotYetValidException => (TokenCheckKind.NotBefore, "nbf lies in the future: the token is not valid yet."),
            SecurityTokenExpiredException => (TokenCheckKind.Expiry, "exp has passed, and the clock skew on top of it."),
            SecurityTokenInvalidAudienceException => (TokenCheckKind.Audience, Audience([.. token.Audiences], policy.Audience ?? "")),
            SecurityTokenInvalidIssuerException => (TokenCheckKind.Issuer,
                NearMiss.Of(token.Issuer, policy.Issuer ?? "") is { } how
                    ? $"iss is not the issuer that is trusted here: here it is written {how}."
                    : "iss is not the issuer that is trusted here."),
            SecurityTokenInvalidTypeException => (TokenCheckKind.Type, "typ says that this is another kind of token."),
            // Whatever else the library refuses, it refuses: the signature is the last thing known to fit.
            _ => (TokenCheckKind.NotBefore, "The library refuses the token for a reason of its own."),
        };
        return new(kind, explanation) { Thrown = reason };
    }

    private static string Audience(string[] found, string wanted) =>
        found.Length == 0 ? $"aud is missing, and {wanted.Quoted()} is asked for."
        : $"aud does not name this API: it is {string.Join(", ", found).Quoted()}, and {wanted.Quoted()} is asked for" +
            $"{(NearMiss.Of(found, wanted) is { } how ? $", {how}" : "")}.";
}
