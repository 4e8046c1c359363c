using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.AuthorizationServer.SigningKeys;

/// <summary>
/// A key and the times of its life. Its stage follows from these times and the clock alone: nothing has to happen at the right moment for
/// the right key to sign.
/// </summary>
internal sealed class ScheduledKey(TokenKey key, DateTimeOffset publishedAt, DateTimeOffset signsFrom, bool isConfigured)
{
    // Ticks, so that a check that takes no lock can't read half of a time.
    private long _lastTokenEnds;

    /// <summary>A key that was made here or by another server, and comes from no settings.</summary>
    public static ScheduledKey Made(TokenKey key, DateTimeOffset publishedAt, DateTimeOffset signsFrom) =>
        new(key.ForgottenWithItself(), publishedAt, signsFrom, isConfigured: false);

    public TokenKey Key => key;

    public DateTimeOffset PublishedAt => publishedAt;

    public DateTimeOffset SignsFrom => signsFrom;

    public bool IsConfigured => isConfigured;

    /// <summary>True when a successor is known: from then on its days are numbered.</summary>
    public bool HasSuccessor => SignsUntil is not null;

    /// <summary>When it signs no more; null while no successor is known.</summary>
    public DateTimeOffset? SignsUntil { get; private init; }

    /// <summary>When the last token that it is known to have signed is over.</summary>
    public DateTimeOffset LastTokenEnds => new(Volatile.Read(ref _lastTokenEnds), TimeSpan.Zero);

    /// <summary>When nothing that it signed is good any more; null while it may still sign.</summary>
    public DateTimeOffset? GoneAt => SignsUntil is { } until ? Later(until, LastTokenEnds) : null;

    public bool IsGoneAt(DateTimeOffset now) => GoneAt <= now;

    /// <summary>Notes that a token of this key is good until then. Called by one thread at a time.</summary>
    public void SignedUntil(DateTimeOffset end) => Volatile.Write(ref _lastTokenEnds, Math.Max(_lastTokenEnds, end.UtcTicks));

    /// <summary>The same key with the times that are known now.</summary>
    public ScheduledKey With(DateTimeOffset? signsUntil, DateTimeOffset lastTokenEnds) => new(key, publishedAt, signsFrom, isConfigured)
    {
        SignsUntil = signsUntil,
        _lastTokenEnds = lastTokenEnds.UtcTicks,
    };

    public KeyStage StageAt(DateTimeOffset now) =>
        now < signsFrom ? KeyStage.Announced
        : SignsUntil is not { } until || now < until ? KeyStage.Signing
        : IsGoneAt(now) ? KeyStage.Gone
        : KeyStage.Retiring;

    public KeyStatus StatusAt(DateTimeOffset now)
    {
        var stage = StageAt(now);
        var (since, until) = stage switch
        {
            KeyStage.Announced => (publishedAt, signsFrom),
            KeyStage.Signing => (signsFrom, SignsUntil),
            KeyStage.Retiring => (SignsUntil!.Value, GoneAt),
            _ => (GoneAt!.Value, (DateTimeOffset?)null),
        };
        return new(key.Algorithm, key.KeyId, stage, publishedAt, since, until, !key.IsShared, isConfigured);
    }

    private static DateTimeOffset Later(DateTimeOffset one, DateTimeOffset other) => one > other ? one : other;
}
