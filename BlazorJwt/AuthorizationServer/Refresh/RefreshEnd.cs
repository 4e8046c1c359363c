namespace BlazorJwt.AuthorizationServer.Refresh;

/// <summary>Why a family ended before its time.</summary>
internal enum RefreshEndReason
{
    /// <summary>The owner signed out, here or from the list of sessions, or signed in again.</summary>
    SignedOut,

    /// <summary>The client revoked the token (RFC 7009).</summary>
    Revoked,

    /// <summary>A token was reused: two parties hold the family, and nobody can tell which is the owner (RFC 9700 section
    /// 4.14.2).</summary>
    Reused,
}

/// <summary>That a family ended, when and why.</summary>
/// <param name="Node">The token that was reused; null where it was no token that ended it.</param>
internal sealed record RefreshEnd(RefreshEndReason Reason, DateTimeOffset At, int? Node = null);
