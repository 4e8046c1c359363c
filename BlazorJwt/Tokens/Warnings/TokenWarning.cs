namespace BlazorJwt.Tokens.Warnings;

/// <summary>Something about a token that its owner should know. It decides nothing: whether a token is accepted says the verdict.</summary>
/// <param name="Kind">Which warning.</param>
/// <param name="Member">The header member or claim it is about, with a dot for what lies deeper; null when the token or several members are meant.</param>
/// <param name="Sentence">What is so, and why it matters. Names members and quotes numbers and dates, never a person's data or a secret.</param>
/// <param name="Source">Where the rule stands: RFC and section.</param>
public sealed record TokenWarning(TokenWarningKind Kind, string? Member, string Sentence, string Source);

/// <summary>What can be said of a token, in the order in which a page should say it.</summary>
public enum TokenWarningKind
{
    /// <summary><c>alg</c> is none, in any case: the token asks not to be checked.</summary>
    AlgorithmNone,
    MissingAlgorithm,
    DuplicateMember,

    /// <summary>The header brings a key, or says where to fetch one: <c>jwk</c>, <c>jku</c>, <c>x5u</c>, <c>x5c</c>.</summary>
    KeyFromToken,

    /// <summary><c>crit</c> names extensions that are not understood here, or is malformed.</summary>
    UnknownCritical,

    /// <summary>The key given for it is weaker than its algorithm needs, or can be guessed.</summary>
    WeakKey,

    /// <summary>A signature algorithm that this app can't verify: EdDSA, ML-DSA and others.</summary>
    CannotVerify,
    Expired,
    NotYetValid,
    IssuedInFuture,

    /// <summary>A time looks like milliseconds, or finer, where seconds belong.</summary>
    NotSeconds,
    NumberAsString,
    NotBeforeAfterExpiry,
    ExpiryBeforeIssued,
    MissingExpiry,
    MissingAudience,
    MissingIssuer,
    LongLife,
    MissingType,

    /// <summary>The payload holds what is, or looks like, data about a person.</summary>
    PersonalData,
    Compression,

    /// <summary>A JWE from a password whose iteration count takes long to work through.</summary>
    PasswordIterations,

    /// <summary>A part is not written in the one canonical way.</summary>
    NotCanonical,
}
