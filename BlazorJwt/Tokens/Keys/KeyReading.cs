namespace BlazorJwt.Tokens.Keys;

/// <summary>What came of reading a key.</summary>
/// <param name="Keys">The keys, in the order of the text; several for a JWK set, none when there is a problem. Weak keys are among them,
/// and <see cref="TokenKey.Weakness"/> says so.</param>
/// <param name="Problem">Why there is none, in a sentence that quotes nothing of the text; null when there is one.</param>
/// <param name="Notes">What a reader should know of the keys, each in a sentence.</param>
internal sealed record KeyReading(IReadOnlyList<TokenKey> Keys, string? Problem, IReadOnlyList<string> Notes)
{
    /// <summary>Each <c>kid</c> that two different keys of the set have for one algorithm. Neither of the two is among the keys.</summary>
    internal IReadOnlyList<string> AmbiguousIds { get; init; } = [];

    internal static KeyReading Failed(string problem, IReadOnlyList<string>? notes = null) => new([], problem, notes ?? []);

    public override string ToString() => Problem ?? $"{Keys.Count} keys (redacted)";
}
