using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.Tokens.Warnings;

/// <summary>Looks at what was read in a token and says what its owner should know. Fetches nothing, verifies nothing, never
/// throws.</summary>
internal static class TokenWarnings
{
    // The order in which a page says them: what makes a token dangerous first, what makes it clumsy last.
    private static readonly Func<TokenFacts, IEnumerable<TokenWarning>>[] Rules =
    [
        AlgorithmWarnings.None,
        AlgorithmWarnings.Missing,
        FormWarnings.Duplicates,
        KeyWarnings.FromToken,
        HeaderWarnings.Critical,
        KeyWarnings.Weak,
        AlgorithmWarnings.CannotVerify,
        TimeWarnings.Expired,
        TimeWarnings.NotYetValid,
        TimeWarnings.IssuedInFuture,
        NumberWarnings.NotSeconds,
        NumberWarnings.AsString,
        TimeWarnings.NotBeforeAfterExpiry,
        TimeWarnings.ExpiryBeforeIssued,
        MissingClaimWarnings.Expiry,
        MissingClaimWarnings.Audience,
        MissingClaimWarnings.Issuer,
        TimeWarnings.LongLife,
        HeaderWarnings.MissingType,
        PersonalDataWarnings.KnownClaims,
        PersonalDataWarnings.LooksLikeMail,
        PersonalDataWarnings.LooksLikeCard,
        EncryptionWarnings.Compression,
        EncryptionWarnings.PasswordIterations,
        FormWarnings.NotCanonical,
    ];

    /// <summary>Every warning, the gravest first. Empty for a token that nothing can be said against.</summary>
    /// <param name="token">What was read. Of a broken token, the members that could be read are looked at.</param>
    public static IReadOnlyList<TokenWarning> For(DecodedToken token, TokenKey? key, DateTimeOffset now)
    {
        var facts = new TokenFacts(token, key, now);
        return [.. Rules.SelectMany(rule => rule(facts))];
    }
}
