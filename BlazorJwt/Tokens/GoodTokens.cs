namespace BlazorJwt.Tokens;

/// <summary>
/// The tokens that were found good lately, so that the same text need not be read, and its signature not be computed, again. A client sends one
/// token with each of its requests: nearly all of the work is repetition (docs/decisions/0008-good-tokens-are-remembered.md).
/// </summary>
/// <remarks>
/// What is remembered is what can't change: form, claims, signature. Key, times and denylist are asked each time, by <see cref="TokenService"/>.
/// A refusal is never remembered. The memory has a fixed number of places, four for each digest to choose from: it can't grow, and needs no lock.
/// </remarks>
internal sealed class GoodTokens
{
    private const int Ways = 4;
    private static readonly TimeSpan SweepEvery = TimeSpan.FromMinutes(1);

    private readonly Entry?[] _places;
    private long _nextSweep;

    /// <param name="most">How many tokens at most; below four none.</param>
    public GoodTokens(int most) => _places = new Entry?[most / Ways * Ways];

    /// <summary>How many are remembered now, those that expired since the last sweep included.</summary>
    public int Count => _places.Count(place => place is not null);

    /// <summary>The token with this digest, when it is remembered.</summary>
    public CheckedToken? Find(TokenDigest digest)
    {
        foreach (ref var place in Set(digest))
        {
            if (Volatile.Read(ref place) is { } entry && entry.Digest == digest) return entry.Good;
        }

        return null;
    }

    /// <summary>Remembers a good token until no check would accept it any more. Where all places are taken, the one that would end first goes.</summary>
    /// <param name="digest">Of its whole text.</param>
    /// <param name="good">The token.</param>
    /// <param name="now">The time.</param>
    public void Remember(TokenDigest digest, CheckedToken good, DateTimeOffset now)
    {
        if (_places.Length == 0) return;
        SweepWhenDue(now);
        var set = Set(digest);
        ref var free = ref set[0];
        foreach (ref var place in set)
        {
            if (place is null || place.Digest == digest)
            {
                free = ref place;
                break;
            }

            if (place.Until < free!.Until) free = ref place;
        }

        Volatile.Write(ref free, new(digest, good));
    }

    /// <summary>Forgets a token that did not pass again.</summary>
    public void Forget(TokenDigest digest)
    {
        foreach (ref var place in Set(digest))
        {
            if (Volatile.Read(ref place) is { } entry && entry.Digest == digest) Interlocked.CompareExchange(ref place, null, entry);
        }
    }

    private Span<Entry?> Set(TokenDigest digest) =>
        _places.Length == 0 ? default : _places.AsSpan((int)(digest.First % (ulong)(_places.Length / Ways)) * Ways, Ways);

    private void SweepWhenDue(DateTimeOffset now)
    {
        var due = Interlocked.Read(ref _nextSweep);
        if (now.UtcTicks < due || Interlocked.CompareExchange(ref _nextSweep, (now + SweepEvery).UtcTicks, due) != due) return;
        foreach (ref var place in _places.AsSpan())
        {
            if (Volatile.Read(ref place) is { } entry && entry.Until <= now) Interlocked.CompareExchange(ref place, null, entry);
        }
    }

    private sealed class Entry(TokenDigest digest, CheckedToken good)
    {
        public TokenDigest Digest => digest;

        public CheckedToken Good => good;

        public DateTimeOffset Until { get; } = good.ValidTo + good.Verdict!.Policy.ClockSkew;
    }
}
