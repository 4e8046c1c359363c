namespace BlazorJwt.AuthorizationServer.SigningKeys;

/// <summary>What may be told of a key at one moment: names and times, never what it is made of.</summary>
/// <param name="KeyId">Its <c>kid</c>: its thumbprint (RFC 7638).</param>
/// <param name="PublishedAt">When it was made, and its public half came into the key set.</param>
/// <param name="Until">When this stage ends, for a retiring key with its last token and the clock skew; null while it is not known.</param>
/// <param name="IsPublic">True when its public half is in the key set; false for a shared secret, which has none.</param>
/// <param name="IsConfigured">True when it comes from the settings and so outlives a restart.</param>
internal sealed record KeyStatus(string Algorithm, string KeyId, KeyStage Stage, DateTimeOffset PublishedAt, DateTimeOffset Since,
    DateTimeOffset? Until, bool IsPublic, bool IsConfigured)
{
    /// <summary>Its id stays out of logs: that of a guessable secret would give it away (RFC 7638 section 7).</summary>
    public override string ToString() => $"{Algorithm} key, {Stage}";
}
