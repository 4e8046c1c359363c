namespace BlazorJwt.Tokens;

/// <summary>A signed token, just made, and what its maker knows of it.</summary>
/// <param name="Text">The compact serialization (RFC 7515 section 7.1): whoever holds it can use it.</param>
/// <param name="JwtId">Its <c>jti</c>.</param>
/// <param name="IssuedAt">Its <c>iat</c>.</param>
/// <param name="ExpiresAt">Its <c>exp</c>.</param>
/// <param name="Algorithm">The algorithm it is signed with.</param>
public sealed record IssuedToken(string Text, string JwtId, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, string Algorithm)
{
    /// <summary>How long it lives.</summary>
    public TimeSpan Lifetime => ExpiresAt - IssuedAt;

    /// <summary>Names the token by its id, never by its text.</summary>
    public override string ToString() => $"token {JwtId} (redacted)";
}
