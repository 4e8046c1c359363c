using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.AuthorizationServer.ServiceAccounts;

/// <summary>
/// Says to a client why its assertion is not valid (RFC 7521 section 4.1.1 has <c>error_description</c> for it). Claims are judged once the
/// signature is verified. An unknown client and a wrong key get the same sentence, which helps nobody who guesses.
/// </summary>
/// <param name="use">What the assertion is for.</param>
/// <param name="issuer">This server.</param>
/// <param name="tokenAddress">Its token endpoint.</param>
internal sealed class AssertionProblems(AssertionUse use, string issuer, string tokenAddress)
{
    public const string OtherClient = "client_id is another client than iss in the assertion.";

    public const string OtherKind = "typ says that this is another kind of token, and no assertion for this grant.";

    public const string NoKeyFits = "The signature fits no key of the client in iss, or there is no such client.";

    public const string Used = "The assertion was used before. Each is valid once: sign another.";

    public const string UsedWithoutId =
        "The assertion was used before. Each is valid once, and without jti two with the same claims are one: add a jti.";

    private const string NoIssuer = "iss is missing: it must be the client_id, and tells whose key to check with.";

    private const string NoOnlyKeyFits =
        "kid is missing, and the signature does not fit: the client in iss is unknown, has more than one key, or another key signed.";

    public static string NoScope => "scope is not a string.";

    public static string LongId => $"jti has more than {AssertionBounds.LongestId} characters.";

    public string Audience => use is AssertionUse.ClientAuthentication
        ? $"aud must be the issuer and nothing else: {issuer} (RFC 10070 section 4)."
        : $"aud must name the issuer or the token endpoint: {issuer} or {tokenAddress}.";

    public static string TooLong(int most) => $"The assertion has more than {most} characters.";

    /// <summary>What the check of tokens found, in the words of this use.</summary>
    /// <exception cref="StoreUnreachableException">It found that nobody can tell at the moment.</exception>
    public string Of(TokenRefusal refusal, DecodedToken read) => refusal switch
    {
        { IsOutage: true } => throw new StoreUnreachableException(),
        { Kind: TokenCheckKind.Algorithm } => "alg must be ES256.",
        { Kind: TokenCheckKind.Type } => $"typ must be {AssertionTypes.ClientAuthentication} (RFC 10070 section 4).",
        { Kind: TokenCheckKind.Key or TokenCheckKind.Signature } when read.Payload.Text("iss") is null or "" => NoIssuer,
        { Kind: TokenCheckKind.Key or TokenCheckKind.Signature } => read.Header.Text("kid") is null ? NoOnlyKeyFits : NoKeyFits,
        { Kind: TokenCheckKind.Audience } => Audience,
        { Kind: TokenCheckKind.Issuer } => "iss must be the client_id.",
        { Kind: TokenCheckKind.Lifetime } => "exp is too far away: this server takes at most "
            + $"{AssertionBounds.LongestLife.TotalSeconds:0} seconds, from iat or, without iat, from now.",
        { Kind: TokenCheckKind.RequiredClaims } => "sub must be the client_id, as iss is.",
        _ => refusal.Explanation,
    };
}
