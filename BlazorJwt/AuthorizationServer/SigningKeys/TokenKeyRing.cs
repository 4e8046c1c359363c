using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.Options;

namespace BlazorJwt.AuthorizationServer.SigningKeys;

/// <summary>
/// The app's own keys, one that signs for each algorithm and those on their way in or out. A key comes from the settings, or is made when
/// it is first asked for: an RSA key takes a moment to make, and most visits never need one.
/// </summary>
/// <remarks>
/// A rotation hurts nobody. The new key is published first and signs only after <see cref="TokenOptions.KeyAnnounce"/>, when others have
/// learned it. The former key verifies until the last token it signed is over; then it leaves the key set and the memory.
/// </remarks>
internal sealed class TokenKeyRing : ISigningKeys, IDisposable
{
    private static readonly TimeSpan Soon = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private static readonly TimeSpan TryAgain = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LookUpAtMostEvery = TimeSpan.FromMilliseconds(100);

    private readonly TimeProvider _time;
    private readonly AlgorithmKeys[] _all;
    private readonly Lock _timing = new();
    private readonly ITimer _timer;
    private long _lookedUpAt;

    /// <summary>Reads the configured keys at once: what they signed before a restart must be accepted.</summary>
    public TokenKeyRing(IOptions<TokenOptions> options, TimeProvider time, IKeyScheduleStore store)
    {
        _time = time;
        _all = [.. SigningAlgorithms.All.Select(algorithm => new AlgorithmKeys(algorithm, options.Value, time, store))];
        _timer = time.CreateTimer(_ => OnDue(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>A key came, went, or reached its next stage. Raised on a thread of its own: a listener can't hold up a rotation.</summary>
    public event Action? Changed;

    private IEnumerable<KeySchedule> Schedules => _all.Select(keys => keys.Schedule);

    /// <summary>The key that signs with this algorithm. For what no check will accept; a good token is signed with that of
    /// <see cref="SigningKey(string, DateTimeOffset)"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The algorithm is not one of <see cref="SigningAlgorithms.All"/>.</exception>
    public TokenKey For(string algorithm) => Signing(algorithm, null);

    public TokenKey SigningKey(string algorithm, DateTimeOffset tokenEnds) => Signing(algorithm, tokenEnds);

    /// <remarks>Makes none: a key that does not exist has signed nothing. One that is announced is trusted already.</remarks>
    public TokenKey? Find(string keyId)
    {
        var now = _time.GetUtcNow();
        foreach (var keys in _all)
        {
            if (keys.Schedule.Find(keyId, now) is { } key) return key;
        }

        return null;
    }

    /// <summary>The keys that are trusted now, in the order of <see cref="SigningAlgorithms.All"/>, oldest first.</summary>
    public IEnumerable<TokenKey> Existing
    {
        get
        {
            var now = _time.GetUtcNow();
            return Schedules.SelectMany(schedule => schedule.Keys).Where(key => !key.IsGoneAt(now)).Select(key => key.Key);
        }
    }

    /// <summary>What each key is doing now, and of each algorithm the key that went last.</summary>
    public IReadOnlyList<KeyStatus> Status()
    {
        var now = _time.GetUtcNow();
        return [.. Schedules.SelectMany(
            schedule => schedule.Keys.Select(key => key.StatusAt(now)).Prepend(schedule.LastGone).OfType<KeyStatus>())];
    }

    /// <summary>
    /// Begins to replace the key of an algorithm, one rotation at a time. A shared secret is not published, so its successor signs at once;
    /// a key from the settings is rotated there.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The algorithm is not one of <see cref="SigningAlgorithms.All"/>.</exception>
    /// <exception cref="StoreUnreachableException">The store that servers share can't be asked. Nothing changed.</exception>
    public KeyRotation Rotate(string algorithm)
    {
        var rotation = Of(algorithm).Rotate();
        if (rotation.Next is not null) OnChanged();
        return rotation;
    }

    /// <summary>
    /// For a key that leaked: trusts the keys of an algorithm no more, from now on. Whatever they signed is refused, here at once and
    /// elsewhere when the kept key set has run out. The next token gets a fresh key.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">The algorithm is not one of <see cref="SigningAlgorithms.All"/>.</exception>
    /// <exception cref="StoreUnreachableException">The other servers can't be told. This one trusts them no more all the same.</exception>
    public void Distrust(string algorithm)
    {
        Of(algorithm).Clear();
        OnChanged();
    }

    /// <summary>Takes over what the other servers did to the keys.</summary>
    /// <returns>False when the keys of some algorithm can't be read: then those that are known stay as they are.</returns>
    /// <exception cref="StoreUnreachableException">The store can't be asked.</exception>
    public bool Learn()
    {
        KeySchedule[] before = [.. Schedules];
        var learned = _all.Count(keys => keys.Learn());
        if (!Schedules.SequenceEqual(before)) OnChanged();
        return learned == _all.Length;
    }

    /// <remarks>Not often: a key id costs a stranger nothing. False also when the store can't be asked.</remarks>
    public bool LookUp(string keyId)
    {
        if (Find(keyId) is not null) return false;
        var last = Interlocked.Read(ref _lookedUpAt);
        var isTime = last == 0 || TimeProvider.System.GetElapsedTime(last) >= LookUpAtMostEvery;
        try
        {
            if (isTime && Interlocked.CompareExchange(ref _lookedUpAt, TimeProvider.System.GetTimestamp(), last) == last) Learn();
        }
        catch (StoreUnreachableException)
        {
            // The keys that are known here decide.
        }

        return Find(keyId) is not null;
    }

    public void Dispose() => _timer.Dispose();

    private TokenKey Signing(string algorithm, DateTimeOffset? tokenEnds)
    {
        var keys = Of(algorithm);
        var isFirst = keys.Schedule.Keys.Length == 0;
        var key = keys.Signing(tokenEnds);
        if (isFirst) OnChanged();
        return key;
    }

    private AlgorithmKeys Of(string algorithm) => Array.Find(_all, keys => keys.Schedule.Algorithm == algorithm)
        ?? throw new ArgumentOutOfRangeException(nameof(algorithm), algorithm, "No such algorithm here.");

    private void OnDue()
    {
        try
        {
            foreach (var keys in _all)
            {
                keys.Sweep();
                if (keys.Schedule.NextRotation <= _time.GetUtcNow()) keys.Rotate();
            }
        }
        catch (StoreUnreachableException)
        {
            // Nothing is due that can't wait until the store is back.
        }

        OnChanged();
    }

    private void OnChanged()
    {
        SetTimer();
        if (Changed is { } listeners) _ = Task.Run(listeners);
    }

    private void SetTimer()
    {
        lock (_timing)
        {
            var now = _time.GetUtcNow();
            var waits = Schedules.SelectMany(schedule => (TimeSpan?[])[schedule.NextChange(now) - now,
                schedule.NextRotation is { } next ? (next > now ? next - now : TryAgain) : null]);
            if (waits.Min() is not { } wait) return;
            // A timer may come a moment early, and can't wait for months.
            _timer.Change(wait < Soon ? Soon : wait > LongestWait ? LongestWait : wait, Timeout.InfiniteTimeSpan);
        }
    }
}
