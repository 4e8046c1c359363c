using BlazorJwt.Tokens;

namespace BlazorJwt.AuthorizationServer.Refresh;

/// <summary>An exchange of a refresh token for the next.</summary>
/// <param name="At">Now.</param>
/// <param name="Grace">How long a used token of the generation before still gives one more.</param>
/// <param name="Presented">The hash of the token that was sent.</param>
/// <param name="Next">The hash of the token to hand out.</param>
/// <param name="AccessTokenId">The <c>jti</c> of the access token to hand out.</param>
/// <param name="AccessExpiresAt">Its <c>exp</c>.</param>
internal sealed record Rotation(DateTimeOffset At, TimeSpan Grace, TokenDigest Presented, TokenDigest Next, string AccessTokenId,
    DateTimeOffset AccessExpiresAt)
{
    public override string ToString() => "rotation (redacted)";
}

/// <summary>What came of an exchange.</summary>
internal enum RotationOutcome
{
    /// <summary>There is no such family, or the token is none of its tokens.</summary>
    Unknown,

    /// <summary>The family ended before.</summary>
    Ended,

    Expired,

    /// <summary>The token was used up or passed over; the family ended with this.</summary>
    Reused,

    Rotated,

    /// <summary>The token was used a moment before, and gave one more of the same generation.</summary>
    RotatedBeside,
}
