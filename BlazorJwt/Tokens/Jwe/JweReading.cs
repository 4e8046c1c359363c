namespace BlazorJwt.Tokens.Jwe;

/// <summary>What came of decrypting a token.</summary>
/// <param name="Payload">The content as text; null when there is a problem.</param>
/// <param name="Problem">Why there is none, in a sentence that quotes nothing of token or key; null when there is one.</param>
internal sealed record JweReading(string? Payload, string? Problem)
{
    internal static JweReading Failed(string problem) => new(null, problem);

    public override string ToString() => Problem ?? "decrypted (redacted)";
}
