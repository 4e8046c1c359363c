namespace BlazorJwt.Labs.KeepSafe;

/// <summary>What the hostile script found in one place it looked at.</summary>
/// <param name="Place"><c>localStorage</c>, <c>sessionStorage</c>, <c>document.cookie</c>, <c>page</c>, <c>globals</c>, or <c>fetch</c> for a request it listened to.</param>
/// <param name="Tokens">The whole tokens it found there, signature included; cut to a handful.</param>
/// <param name="Names">The names it saw there: keys or cookies.</param>
/// <param name="Milliseconds">How long it looked.</param>
/// <param name="Ciphertexts">What it found there that ASP.NET encrypted.</param>
public sealed record Loot(string Place, IReadOnlyList<string> Tokens, IReadOnlyList<string> Names, double Milliseconds, IReadOnlyList<string>? Ciphertexts = null)
{
    /// <summary>Says how much was found, never what.</summary>
    public override string ToString() => $"{Tokens.Count} tokens from {Place} (redacted)";
}
