using BlazorJwt.Tokens;

namespace BlazorJwt.AuthorizationServer.Refresh;

/// <summary>An exchange of a refresh token for the next, as a store carries it out. Plain data: another process can do it as well.</summary>
/// <param name="Grace">How long the generation before may still come.</param>
internal sealed record Rotation(string FamilyId, DateTimeOffset At, TimeSpan Grace, string AccessTokenId, DateTimeOffset AccessExpiresAt)
{
    internal TokenDigest Presented { get; init; }

    internal TokenDigest Next { get; init; }

    public override string ToString() => $"rotation of {FamilyId} (redacted)";
}

internal enum RotationOutcome
{
    Unknown,

    Ended,

    Expired,

    /// <summary>The token was reused; the family ended with this.</summary>
    Reused,

    Rotated,

    /// <summary>The token had just been used, and gave one more of the same generation.</summary>
    RotatedBeside,
}

internal sealed record Rotated(RotationOutcome Outcome, RefreshFamily? Family)
{
    /// <summary>The node that had to make room; null when none had to.</summary>
    public RefreshNode? Dropped { get; init; }

    public bool Succeeded => Outcome is RotationOutcome.Rotated or RotationOutcome.RotatedBeside;
}
