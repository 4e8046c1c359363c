namespace BlazorJwt.Tokens.Validation;

/// <summary>
/// The other issuers whose tokens are accepted here. A token only says which of them it wants to be judged by; whether there is such a one,
/// and by which rules and keys, is answered here. Where nobody is registered, this app's own tokens are the only good ones.
/// </summary>
internal interface ITrustedIssuers
{
    bool IsEmpty { get; }

    /// <summary>The issuers that the settings name, to say what differs from one of them.</summary>
    IEnumerable<string> InSettings { get; }

    /// <summary>Which setting to change for this issuer, as the end of a sentence, where one of <see cref="InSettings"/> has this name
    /// elsewhere; null where none has.</summary>
    ValueTask<string?> SettingToChangeAsync(string issuer);

    /// <summary>The issuer with this identifier, with its keys as they are known now; null when nobody trusts it.</summary>
    /// <param name="issuer">The <c>iss</c> of a token, which nobody has checked yet. No address is ever made from it.</param>
    /// <param name="keyId">The <c>kid</c> of the token, so that unknown keys can be asked for; null when it has none.</param>
    ValueTask<TrustedIssuer?> FindAsync(string issuer, string? keyId);
}

/// <summary>One of them, as it is known now.</summary>
/// <param name="KeyTrouble">Why its keys are not known, in a sentence; null when they are.</param>
internal sealed record TrustedIssuer(TokenPolicy Policy, string? KeyTrouble);
