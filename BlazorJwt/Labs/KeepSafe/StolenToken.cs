using BlazorJwt.Api.Client;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>A token in the thief's box, and what the thief got with it from elsewhere. The token itself is not kept.</summary>
/// <param name="From">Where the script found it, as <see cref="Loot.Place"/>.</param>
/// <param name="Place">The place that the copy's claim names; null for a token that is no copy.</param>
/// <param name="JwtId">Its <c>jti</c>.</param>
/// <param name="Milliseconds">How long the script looked there.</param>
/// <param name="WasEncrypted">True when the thief had only the ciphertext, and the server opened it in another browser.</param>
/// <param name="Answer">What the API answered to the thief.</param>
public sealed record StolenToken(string From, string? Place, string JwtId, double Milliseconds, bool WasEncrypted, ApiAnswer Answer)
{
    /// <summary>Names the token by its id, never by its text.</summary>
    public override string ToString() => $"stolen token {JwtId} (redacted)";
}

/// <summary>What lies in the thief's box.</summary>
/// <param name="LookedAt">Where the script looked, found or not.</param>
/// <param name="Stolen">The tokens it found.</param>
public sealed record ThiefLoot(IReadOnlyList<string> LookedAt, IReadOnlyList<StolenToken> Stolen);
