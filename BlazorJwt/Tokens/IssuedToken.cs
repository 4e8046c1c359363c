namespace BlazorJwt.Tokens;

/// <summary>A signed token, just made, and what its maker knows of it. Anyone who has the text, the compact serialization (RFC 7515 section
/// 7.1), can use it.</summary>
internal sealed record IssuedToken(string Text, string JwtId, DateTimeOffset IssuedAt, DateTimeOffset ExpiresAt, string Algorithm)
{
    internal TimeSpan Lifetime => ExpiresAt - IssuedAt;

    public override string ToString() => $"token {JwtId} (redacted)";
}
