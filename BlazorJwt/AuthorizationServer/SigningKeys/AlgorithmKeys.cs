using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.AuthorizationServer.SigningKeys;

/// <summary>
/// Signs with the keys of one algorithm and replaces them as their schedule says. A change holds when the store took it; when another
/// server was quicker, it is worked out again from what that one made.
/// </summary>
internal sealed class AlgorithmKeys
{
    private readonly TokenOptions _options;
    private readonly TimeProvider _time;
    private readonly IKeyScheduleStore _store;
    private readonly Lock _gate = new();
    private int _rotating;

    // Replaced as a whole, so that a check reads it without the lock.
    private volatile KeySchedule _schedule;

    public AlgorithmKeys(string algorithm, TokenOptions options, TimeProvider time, IKeyScheduleStore store)
    {
        (_options, _time, _store) = (options, time, store);
        var now = time.GetUtcNow();
        _schedule = new(algorithm, options, now);
        Change(now, schedule => schedule.WithConfigured(now));
    }

    public KeySchedule Schedule => _schedule;

    /// <summary>The key that signs now; made when there is none yet.</summary>
    /// <param name="tokenEnds">The <c>exp</c> of the token to sign; null for what no check will accept.</param>
    /// <exception cref="StoreUnreachableException">There is none yet, and the store can't be asked.</exception>
    public TokenKey Signing(DateTimeOffset? tokenEnds)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            if (_schedule.SigningAt(now) is null)
                Change(now, schedule => schedule.SigningAt(now) is null ? schedule.WithFirst(now) : schedule);
            var signing = _schedule.SigningAt(now)!;
            if (tokenEnds is { } end) signing.SignedUntil(end + _options.ClockSkew);
            return signing.Key;
        }
    }

    /// <summary>Announces a new key, and says when it takes over.</summary>
    /// <exception cref="StoreUnreachableException">The store can't be asked. Nothing changed.</exception>
    public KeyRotation Rotate()
    {
        var algorithm = _schedule.Algorithm;
        if (Interlocked.Exchange(ref _rotating, 1) == 1) return KeyRotation.Refused($"A new {algorithm} key is being made already.");
        try
        {
            Learn();
            Signing(tokenEnds: null);
            if (_schedule.Obstacle(_time.GetUtcNow()) is { } problem) return KeyRotation.Refused(problem);
            // Made outside the lock: an RSA key takes a moment, and signing must not wait for it.
            var made = TokenKey.Create(algorithm);
            lock (_gate)
            {
                var now = _time.GetUtcNow();
                if (_schedule.Obstacle(now) is { } since) return KeyRotation.Refused(since);
                return TryKeep(_schedule.SweptAt(now).Rotated(made, now))
                    ? new(_schedule.Keys[^1].StatusAt(now), null)
                    : KeyRotation.Refused($"Another server changed the {algorithm} key at the same time. Try again.");
            }
        }
        finally
        {
            Volatile.Write(ref _rotating, 0);
        }
    }

    /// <summary>Trusts none of the keys any more.</summary>
    /// <exception cref="StoreUnreachableException">The store can't be told. This server trusts them no more all the same.</exception>
    public void Clear()
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            // First here, whatever the store says.
            _schedule = _schedule.With([], now);
            while (!TryKeep(_schedule)) _schedule = _store.Read(_schedule, now).With([], now);
        }
    }

    /// <summary>Lets go of the keys whose last token is over.</summary>
    public void Sweep()
    {
        lock (_gate)
        {
            var swept = _schedule.SweptAt(_time.GetUtcNow());
            if (swept == _schedule) return;
            _schedule = swept;
            // Another server may be quicker, or the store away: then it is done the next time.
            TryKeep(swept);
        }
    }

    /// <summary>Takes over what other servers made of the keys.</summary>
    /// <returns>False when what the store has can't be read: then the keys that are known stay as they are.</returns>
    /// <exception cref="StoreUnreachableException">The store can't be asked.</exception>
    public bool Learn()
    {
        try
        {
            lock (_gate) _schedule = _store.Read(_schedule, _time.GetUtcNow());
            return true;
        }
        catch (UnreadableEntryException)
        {
            return false;
        }
    }

    private void Change(DateTimeOffset now, Func<KeySchedule, KeySchedule> change)
    {
        KeySchedule next;
        do
        {
            _schedule = _store.Read(_schedule, now);
            next = change(_schedule);
        }
        while (next != _schedule && !TryKeep(next));
    }

    private bool TryKeep(KeySchedule next)
    {
        if (_store.TryWrite(_schedule, next) is not { } kept) return false;
        _schedule = kept;
        return true;
    }
}
