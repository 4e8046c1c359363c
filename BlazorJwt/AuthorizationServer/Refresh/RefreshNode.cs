using BlazorJwt.Tokens;

namespace BlazorJwt.AuthorizationServer.Refresh;

/// <summary>A refresh token of a family, kept as its hash, and the access token that was handed out with it, kept as its name.</summary>
/// <param name="Number">Its place in the family, from 1, in the order they were made.</param>
/// <param name="Parent">The one that was used to get it; null for the first.</param>
/// <param name="Generation">How many refreshes lie before it, and 1. Two tabs that refresh at once get two of the same generation.</param>
/// <param name="IssuedAt">When it was made.</param>
/// <param name="UsedAt">When it was used first; null while it was not.</param>
/// <param name="AccessTokenId">The <c>jti</c> of the access token that came with it.</param>
/// <param name="AccessExpiresAt">The <c>exp</c> of that one.</param>
internal sealed record RefreshNode(int Number, int? Parent, int Generation, DateTimeOffset IssuedAt, DateTimeOffset? UsedAt,
    string AccessTokenId, DateTimeOffset AccessExpiresAt)
{
    /// <summary>The SHA-256 of the token; null for a sign-in that is not to be refreshed, and got none.</summary>
    public TokenDigest? Digest { get; init; }

    public override string ToString() => $"refresh token {Number} (redacted)";
}
