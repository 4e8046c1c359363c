namespace BlazorJwt.Api.TrustedIssuers;

/// <summary>What an issuer answered when it was asked for its keys.</summary>
/// <param name="Metadata">The address of its metadata; null when nothing was found.</param>
/// <param name="KeySet">Its key set as JSON (RFC 7517 section 5), public members only; null when nothing was found.</param>
/// <param name="Problem">Why there is none, in a sentence; null when there is one.</param>
public sealed record IssuerAnswer(Uri? Metadata, string? KeySet, int Keys, string? Problem)
{
    /// <summary>What was thrown on the way, for the log; empty when nothing was.</summary>
    internal string Cause { get; private init; } = "";

    /// <summary>The <c>issuer</c> of the metadata that was found, whether or not it is the one that was looked for.</summary>
    internal string? SpeaksFor { get; init; }

    /// <summary>Its <c>access_token_issuer</c>: so AD FS names the <c>iss</c> of its tokens.</summary>
    internal string? TokenIssuer { get; init; }

    internal static IssuerAnswer Refused(string problem, string cause = "") => new(null, null, 0, problem) { Cause = cause };
}
