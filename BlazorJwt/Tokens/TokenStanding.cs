namespace BlazorJwt.Tokens;

/// <summary>What can be said at a moment of a token that was accepted once.</summary>
public enum TokenStanding
{
    /// <summary>It is still good.</summary>
    Good,

    /// <summary>It expired, was taken back, or its key is trusted no more.</summary>
    Over,

    /// <summary>Nobody can tell just now: the store that the servers share can't be reached. It may not be let in.</summary>
    Unknown,
}
