namespace BlazorJwt.Tokens.Validation;

/// <summary>Whether a token that was accepted once is still valid.</summary>
internal enum TokenStatus
{
    Valid,

    /// <summary>It expired, was revoked, or its key is no longer trusted.</summary>
    Over,

    /// <summary>Not known: the store that the servers share cannot be reached. The token must not be accepted until it is known.</summary>
    Unknown,
}
