using BlazorJwt.Tokens;

namespace BlazorJwt.AuthorizationServer.Refresh;

/// <summary>An exchange of a refresh token for the next, as a store carries it out. Plain data: another process can do it as well.</summary>
/// <param name="FamilyId">The family.</param>
/// <param name="At">Now.</param>
/// <param name="Grace">How long the generation before may still come.</param>
/// <param name="AccessTokenId">The <c>jti</c> of the access token to hand out.</param>
/// <param name="AccessExpiresAt">Its <c>exp</c>.</param>
public sealed record Rotation(string FamilyId, DateTimeOffset At, TimeSpan Grace, string AccessTokenId, DateTimeOffset AccessExpiresAt)
{
    /// <summary>The hash of the token that came.</summary>
    internal TokenDigest Presented { get; init; }

    /// <summary>The hash of the token to hand out.</summary>
    internal TokenDigest Next { get; init; }

    /// <summary>Names the family, never a hash.</summary>
    public override string ToString() => $"rotation of {FamilyId} (redacted)";
}

/// <summary>What came of an exchange.</summary>
public enum RotationOutcome
{
    /// <summary>There is no such family, or the token is none of its tokens.</summary>
    Unknown,

    /// <summary>The family ended before.</summary>
    Ended,

    /// <summary>Its time is over.</summary>
    Expired,

    /// <summary>The token was used up or passed over; the family ended with this.</summary>
    Reused,

    /// <summary>The token was exchanged.</summary>
    Rotated,

    /// <summary>The token had just been used, and gave one more of the same generation.</summary>
    RotatedBeside,
}

/// <summary>What came of an exchange, and the family after it.</summary>
/// <param name="Outcome">What came of it.</param>
/// <param name="Family">The family as it is now; null when there is none.</param>
public sealed record Rotated(RotationOutcome Outcome, RefreshFamily? Family)
{
    /// <summary>The node that had to make room; null when none had to.</summary>
    public RefreshNode? Dropped { get; init; }

    /// <summary>True when a token may be handed out.</summary>
    public bool Succeeded => Outcome is RotationOutcome.Rotated or RotationOutcome.RotatedBeside;
}
