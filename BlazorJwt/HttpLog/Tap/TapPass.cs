namespace BlazorJwt.HttpLog.Tap;

/// <summary>One request that went through the tap, and its answer, as an onlooker on the way saw them.</summary>
/// <param name="Status">The status code that the client read; null when it got no answer.</param>
/// <param name="Encryption">The version of TLS and the cipher suite that were agreed; null for a request without TLS.</param>
/// <param name="Failure">Why there was no answer, in a sentence; null otherwise.</param>
internal sealed record TapPass(TappedBytes Sent, TappedBytes Received, int? Status, string? Encryption, string? Failure)
{
    /// <summary>How many bytes of both directions are kept to be searched.</summary>
    public int Kept => Sent.Kept.Length + Received.Kept.Length;

    public long Total => Sent.Total + Received.Total;

    public override string ToString() => $"{Total} bytes, {Failure ?? $"status {Status}"} (redacted)";
}

/// <summary>The same request twice: in the open, and over HTTPS.</summary>
/// <param name="Host">The name by which the client called the server.</param>
internal sealed record TapRun(string Host, TapPass Plain, TapPass Secure);
