namespace BlazorJwt.Tokens.Warnings;

/// <summary>Something about a token that its owner should know. It decides nothing: whether a token is accepted says the verdict.</summary>
/// <param name="Member">The header member or claim it is about, with a dot for what lies deeper; null when the token or several members are
/// meant.</param>
/// <param name="Sentence">What is so, and why it matters. Names members and quotes numbers and dates, never a person's data or a
/// secret.</param>
/// <param name="Source">The source of the rule: RFC and section.</param>
internal sealed record TokenWarning(TokenWarningKind Kind, string? Member, string Sentence, string Source);

/// <summary>What can be said of a token, in the order in which a page should say it.</summary>
public enum TokenWarningKind
{
    AlgorithmNone,
    MissingAlgorithm,
    DuplicateMember,

    /// <summary>The header brings a key, or says where to fetch one: <c>jwk</c>, <c>jku</c>, <c>x5u</c>, <c>x5c</c>.</summary>
    KeyFromToken,

    /// <summary><c>crit</c> names extensions that are not understood here, or is malformed.</summary>
    UnknownCritical,

    WeakKey,

    /// <summary>A signature algorithm that this app can't verify: EdDSA, ML-DSA and others.</summary>
    CannotVerify,
    Expired,
    NotYetValid,
    IssuedInFuture,

    NotSeconds,
    NumberAsString,
    NotBeforeAfterExpiry,
    ExpiryBeforeIssued,
    MissingExpiry,
    MissingAudience,
    MissingIssuer,
    LongLife,
    MissingType,

    PersonalData,
    Compression,

    /// <summary>A JWE from a password whose iteration count takes long to work through.</summary>
    PasswordIterations,

    NotCanonical,
}
