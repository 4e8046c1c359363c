namespace BlazorJwt.Labs.Refresh;

internal sealed record LabVisitor(string Id, string Session)
{
    public override string ToString() => "a visitor (redacted)";
}

/// <summary>What the owner's client and the thief hold.</summary>
/// <param name="ThiefRefresh">The refresh token that the thief holds; null for none.</param>
internal sealed record RefreshRun(string OwnerRefresh, string OwnerAccess, string? ThiefRefresh, RefreshStep Last)
{
    /// <summary>Who got each token from the server, by its number.</summary>
    public IReadOnlyDictionary<int, string> Holders { get; init; } = new Dictionary<int, string>();

    public override string ToString() => "refresh run (redacted)";
}

/// <param name="Status">The status of the answer; null when nothing was sent.</param>
/// <param name="Succeeded">Whether a token was issued or accepted; null when nothing was sent.</param>
internal sealed record RefreshStep(string Who, int? Status, string Sentence, bool? Succeeded);
