namespace BlazorJwt.Labs.KeepSafe;

/// <summary>What the hostile script found in one place.</summary>
/// <param name="Place"><c>localStorage</c>, <c>sessionStorage</c>, <c>document.cookie</c>, <c>page</c>, <c>globals</c>, or <c>fetch</c> for
/// a request it listened to.</param>
/// <param name="Tokens">The whole tokens there, signature included; a handful at most.</param>
/// <param name="Ciphertexts">What ASP.NET had encrypted there.</param>
internal sealed record Loot(
    string Place, IReadOnlyList<string> Tokens, IReadOnlyList<string> Names, double Milliseconds, IReadOnlyList<string>? Ciphertexts = null)
{
    public override string ToString() => $"{Tokens.Count} tokens from {Place} (redacted)";
}
