using BlazorJwt.Tokens;

namespace BlazorJwt.AuthorizationServer.Refresh;

/// <summary>
/// One sign-in and the tokens that came of it: the first refresh token, and every one that was handed out in exchange for another. It never
/// changes: each step makes a new one, and a store keeps the newest.
/// </summary>
/// <param name="Id">Random id. A name and no secret.</param>
/// <param name="Grant">What its access tokens say. A refresh can ask for less, never for more (RFC 6749 section 6).</param>
/// <param name="Owner">Whose it is, for the list of sessions; null for nobody's.</param>
/// <param name="Place">Where the sign-in came from, in words for the owner.</param>
/// <param name="ExpiresAt">When the last refresh is possible, however often it was refreshed.</param>
/// <param name="IdleLifetime">How long its newest token may lie unused.</param>
/// <param name="Nodes">Its tokens, oldest first; of very many the newest.</param>
internal sealed record RefreshFamily(
    string Id, TokenRequest Grant, string? Owner, string Place, DateTimeOffset StartedAt, DateTimeOffset ExpiresAt, TimeSpan IdleLifetime,
    IReadOnlyList<RefreshNode> Nodes)
{
    /// <summary>How many tokens of a family are kept. An access token whose node is dropped is revoked.</summary>
    public const int MostNodes = 64;

    // Two tabs, a lost answer, a restored window: more than these at once is no accident.
    private const int MostSiblings = 8;

    /// <summary>A mark that tells where it came from, for the bound on all: the same for all sign-ins of one address.</summary>
    public string Source { get; init; } = "";

    /// <summary>That it ended before its time, and why; null while it did not.</summary>
    public RefreshEnd? End { get; init; }

    /// <summary>The generation that can be used now.</summary>
    public int Generation => Nodes[^1].Generation;

    /// <summary>When this generation began: the grace window of the one before is counted from here.</summary>
    public DateTimeOffset GenerationBeganAt => Nodes.First(node => node.Generation == Generation).IssuedAt;

    public DateTimeOffset? RefreshedAt => Nodes[^1].Number == 1 ? null : Nodes[^1].IssuedAt;

    /// <summary>True for a sign-in that got a refresh token.</summary>
    public bool IsRenewable => Nodes[^1].Digest is not null;

    /// <summary>When it ends by itself when nobody refreshes it any more.</summary>
    public DateTimeOffset IdleUntil => !IsRenewable ? Nodes[^1].AccessExpiresAt
        : Nodes[^1].IssuedAt + IdleLifetime is var idle && idle < ExpiresAt ? idle
        : ExpiresAt;

    public bool IsAlive(DateTimeOffset now) => End is null && now < IdleUntil;

    public IEnumerable<RefreshNode> LivingAccessTokens(DateTimeOffset now) => Nodes.Where(node => now < node.AccessExpiresAt);

    /// <summary>The same, ended. Of two ends, the first counts.</summary>
    public RefreshFamily Ended(RefreshEndReason reason, DateTimeOffset at, int? node = null) =>
        End is null ? this with { End = new(reason, at, node) } : this;

    /// <summary>
    /// Exchanges a token for the next one. This is the whole rule: a token of the current generation gives one of the next; a token of the
    /// generation before that was itself used gives one more of the current one, while the grace window is open; any other was reused, so
    /// the family ends. An unused token of a generation that was left behind is reuse at once: another client than its own went on.
    /// </summary>
    public Rotated Rotate(Rotation rotation)
    {
        if (Find(rotation.Presented) is not { } presented) return new(RotationOutcome.Unknown, this);
        if (End is not null) return new(RotationOutcome.Ended, this);
        if (rotation.At >= IdleUntil) return new(RotationOutcome.Expired, this);

        var isCurrent = presented.Generation == Generation;
        if (!CanBeExchanged(presented, rotation.At, rotation.Grace))
            return new(RotationOutcome.Reused, Ended(RefreshEndReason.Reused, rotation.At, presented.Number));

        var next = new RefreshNode(Nodes[^1].Number + 1, presented.Number, isCurrent ? Generation + 1 : Generation, rotation.At, null,
            rotation.AccessTokenId, rotation.AccessExpiresAt)
        {
            Digest = rotation.Next,
        };
        RefreshNode[] nodes = [.. Nodes.Select(node => node == presented ? node with { UsedAt = node.UsedAt ?? rotation.At } : node), next];
        return new(isCurrent ? RotationOutcome.Rotated : RotationOutcome.RotatedBeside,
            this with { Nodes = nodes.Length > MostNodes ? nodes[1..] : nodes })
        {
            Dropped = nodes.Length > MostNodes ? nodes[0] : null,
        };
    }

    /// <summary>True for a token of the current generation, and for a used one of the generation before in the grace window.</summary>
    public bool CanBeExchanged(RefreshNode presented, DateTimeOffset at, TimeSpan grace) =>
        presented.Generation == Generation
        || (presented.Generation == Generation - 1
            && presented.UsedAt is not null
            && at - GenerationBeganAt < grace
            && Nodes.Count(node => node.Generation == Generation) < MostSiblings);

    /// <summary>The token with this hash; null when it is none of this family's.</summary>
    public RefreshNode? Find(TokenDigest digest) => Nodes.FirstOrDefault(node => node.Digest?.Matches(digest) is true);

    public override string ToString() => $"refresh family {Id} (redacted)";
}

/// <summary>What came of an exchange.</summary>
/// <param name="Family">The family after it; null when there is none.</param>
internal sealed record Rotated(RotationOutcome Outcome, RefreshFamily? Family)
{
    /// <summary>The node that had to make room; null when none had to.</summary>
    public RefreshNode? Dropped { get; init; }

    /// <summary>True when a token may be handed out.</summary>
    public bool Succeeded => Outcome is RotationOutcome.Rotated or RotationOutcome.RotatedBeside;
}
