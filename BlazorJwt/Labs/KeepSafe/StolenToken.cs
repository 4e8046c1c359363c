using BlazorJwt.Api.Client;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>A token in the thief's box, and what the thief got with it from elsewhere. The token itself is not kept.</summary>
/// <param name="Place">The place in the claim of the copy; null for a token that is no copy.</param>
/// <param name="Milliseconds">How long the script looked there.</param>
/// <param name="WasEncrypted">True when the thief had only the ciphertext, and the server decrypted it in another browser.</param>
public sealed record StolenToken(string From, string? Place, string JwtId, double Milliseconds, bool WasEncrypted, ApiAnswer Answer)
{
    public override string ToString() => $"stolen token {JwtId} (redacted)";
}

/// <summary>What is in the thief's box.</summary>
/// <param name="LookedAt">Where the script looked, whether or not it found something.</param>
public sealed record ThiefLoot(IReadOnlyList<string> LookedAt, IReadOnlyList<StolenToken> Stolen);
