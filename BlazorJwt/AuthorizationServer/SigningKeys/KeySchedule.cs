using System.Security.Cryptography;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.AuthorizationServer.SigningKeys;

/// <summary>
/// The keys of one algorithm, oldest first: at most <see cref="MostRetiring"/> that still verify, one that signs, one that is announced.
/// </summary>
/// <remarks>
/// With a store the line is shared by several servers. Each works on a copy in memory and changes the store first: the change holds when
/// nobody else changed the line meanwhile, and is worked out anew otherwise.
/// </remarks>
internal sealed class KeySchedule
{
    /// <summary>How many keys may be on their way out at once. One more rotation has to wait for the oldest.</summary>
    public const int MostRetiring = 3;

    // Until then every server has heard that it has a successor; a clock may differ by the skew on top.
    private static readonly TimeSpan UntilAllHeard = TimeSpan.FromSeconds(10);

    private readonly string _algorithm;
    private readonly TokenOptions _options;
    private readonly TimeProvider _time;
    private readonly IKeyScheduleStore? _store;
    private readonly ScheduledKey? _configured;
    private readonly Lock _gate = new();
    private (string Lineage, long Version) _known = ("", 0);
    private int _rotating;

    // Replaced as a whole, so that a check reads it without the lock.
    private volatile ScheduledKey[] _keys = [];
    private volatile KeyStatus? _lastGone;

    public KeySchedule(string algorithm, TokenOptions options, TimeProvider time, IKeyScheduleStore? store = null)
    {
        (_algorithm, _options, _time, _store) = (algorithm, options, time, store);
        var now = time.GetUtcNow();
        if (!string.IsNullOrWhiteSpace(options.Keys.For(algorithm)))
        {
            // Read at once: tokens it signed before a restart must be accepted before one is signed after it. How long the last of those lives is
            // not known any more, so the longest life is assumed.
            _configured = new ScheduledKey(ConfiguredKey.Read(algorithm, options.Keys.For(algorithm)!), now, now, isConfigured: true).With(null, now + LongestLife);
            _keys = [_configured];
        }

        if (store is not null) Join(now);
    }

    /// <summary>Those in memory now, oldest first; those that are gone and not yet swept among them.</summary>
    public ScheduledKey[] Keys => _keys;

    /// <summary>The key that went last, for a page to show; null when none did.</summary>
    public KeyStatus? LastGone => _lastGone;

    private TimeSpan LongestLife => _options.LongestLifetime + _options.ClockSkew;

    /// <summary>The key that signs now; made when there is none yet.</summary>
    /// <param name="tokenEnds">Until when the token it is wanted for is good, clock skew not counted; null when nothing good is signed.</param>
    /// <exception cref="StoreUnreachableException">There is none yet, and the store can't be asked.</exception>
    public TokenKey Signing(DateTimeOffset? tokenEnds)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            var signing = SigningAt(now) ?? First(now);
            if (tokenEnds is { } end) signing.SignedUntil(end + _options.ClockSkew);
            return signing.Key;
        }
    }

    public TokenKey? Find(string keyId)
    {
        foreach (var held in _keys)
        {
            // The clock is asked only for a key whose end is known.
            if (string.Equals(held.Key.KeyId, keyId, StringComparison.Ordinal)) return held.HasSuccessor && held.IsGoneAt(_time.GetUtcNow()) ? null : held.Key;
        }

        return null;
    }

    /// <summary>Announces a new key, and says when it takes over.</summary>
    /// <exception cref="StoreUnreachableException">The store can't be asked. Nothing changed.</exception>
    public KeyRotation Rotate()
    {
        if (_keys is [.., { IsConfigured: true }])
        {
            return KeyRotation.Refused($"The {_algorithm} key comes from the settings (Tokens:Keys:{_algorithm}). A rotation here would last until the next start only: change the setting.");
        }

        if (Interlocked.Exchange(ref _rotating, 1) == 1) return KeyRotation.Refused($"A new {_algorithm} key is being made just now.");
        try
        {
            Learn();
            Signing(tokenEnds: null);
            if (Obstacle(_time.GetUtcNow()) is { } problem) return KeyRotation.Refused(problem);
            // Made outside the lock: an RSA key takes a moment, and who signs meanwhile must not wait for it.
            var made = TokenKey.Create(_algorithm);
            lock (_gate)
            {
                var now = _time.GetUtcNow();
                if (SigningAt(now) is not { } former) return KeyRotation.Refused($"The {_algorithm} key was taken away just now. Try again.");
                Sweep(now);
                // Nobody but this server, and those that share its keys, verifies with a shared secret: there is nobody to tell.
                var next = Made(made, now, made.IsShared ? now : now + _options.KeyAnnounce);
                ScheduledKey[] keys = [.. _keys.Select(key => key == former ? GivingWay(former, next.SignsFrom) : key), next];
                return TryKeep(keys) ? new(next.StatusAt(now), null) : KeyRotation.Refused($"Another server changed the {_algorithm} key just now. Try again.");
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
            // First here, whatever the store says.
            _keys = [];
            while (!TryKeep([]))
            {
                Adopt(_time.GetUtcNow());
                _keys = [];
            }
        }
    }

    /// <summary>Lets go of the keys whose last token is over.</summary>
    public void Sweep()
    {
        lock (_gate)
        {
            // Another server may be quicker, or the store away: then it is done the next time.
            if (Sweep(_time.GetUtcNow())) TryKeep(_keys);
        }
    }

    /// <summary>Takes over what other servers made of the line.</summary>
    /// <returns>False when what the store has can't be read: then the keys that are known stay as they are.</returns>
    /// <exception cref="StoreUnreachableException">The store can't be asked.</exception>
    public bool Learn()
    {
        if (_store is null) return true;
        try
        {
            lock (_gate) Adopt(_time.GetUtcNow());
            return true;
        }
        catch (UnreadableEntryException)
        {
            return false;
        }
    }

    /// <summary>When a stage of one of the keys ends next; null when nothing will happen by itself.</summary>
    public DateTimeOffset? NextChange(DateTimeOffset now) => _keys.Select(key => key.StatusAt(now)).Min(status => status.Stage is KeyStage.Gone ? now : status.Until);

    /// <summary>When the settings want the next rotation; null when they want none, or there is no key yet that could be rotated.</summary>
    public DateTimeOffset? NextRotation() =>
        _options.RotateEvery is { } period && _keys is [.., { HasSuccessor: false, IsConfigured: false } newest] ? newest.SignsFrom + period : null;

    private ScheduledKey First(DateTimeOffset now)
    {
        Sweep(now);
        while (true)
        {
            if (_store is not null)
            {
                Adopt(now);
                // Made by a server whose clock runs ahead: a key that is announced is trusted everywhere already.
                if ((SigningAt(now) ?? Array.Find(_keys, key => !key.HasSuccessor)) is { } others) return others;
            }

            // Nobody can have kept a key set of this algorithm: it signs at once.
            var made = Made(TokenKey.Create(_algorithm), now, now);
            if (TryKeep([.. _keys, made])) return made;
        }
    }

    // A key from the settings takes over from what signed before the restart, at once: each server has it, so nobody has to learn it from another.
    private void Join(DateTimeOffset now)
    {
        do Adopt(now);
        while (_configured is { } own && Array.Find(_keys, held => held.Key == own.Key) is not { HasSuccessor: false }
            && !TryKeep([.. _keys.Where(held => held.Key != own.Key).Select(held => held.HasSuccessor ? held : GivingWay(held, now)), own]));
    }

    private ScheduledKey GivingWay(ScheduledKey former, DateTimeOffset then) => _store is null
        ? former.GivingWayAt(then)
        // What the other servers sign with it until they have heard is known to nobody, so the longest life is assumed.
        : former.With(then, then + UntilAllHeard + LongestLife);

    // False when another server was quicker: then nothing changed, and the change is to be worked out anew from what that one wrote.
    private bool TryKeep(ScheduledKey[] keys)
    {
        if (_store is not null)
        {
            var lineage = _known.Version == 0 ? Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8)) : _known.Lineage;
            if (!_store.TryWrite(_algorithm, _known.Version, new(_known.Version + 1, lineage, [.. keys.Select(Stored)]))) return false;
            _known = (lineage, _known.Version + 1);
        }

        _keys = keys;
        return true;
    }

    // What the store has is so. Only when it was emptied does a server know better: then it writes again what it has.
    private void Adopt(DateTimeOffset now)
    {
        ScheduledKey[] mine = [];
        while (true)
        {
            var line = _store!.Read(_algorithm);
            if (line is null) (mine, _known) = (_keys, (_known.Lineage, 0));
            else if ((line.Lineage, line.Version) != _known)
            {
                if (_known.Lineage is not "" && _known.Lineage != line.Lineage) mine = [.. mine, .. _keys];
                TakeOver(line, now);
            }

            ScheduledKey[] lost = [.. mine.DistinctBy(key => key.Key.KeyId).Where(key => !Array.Exists(_keys, held => held.Key == key.Key) || line is null)];
            if (lost.Length == 0) return;
            // Where another server began a new line meanwhile, its key signs, and these verify what they signed.
            if (TryKeep(line is null ? lost : [.. lost.Select(key => key.HasSuccessor ? key : GivingWay(key, now)), .. _keys])) return;
        }
    }

    private void TakeOver(StoredKeySchedule line, DateTimeOffset now)
    {
        var former = _keys;
        _known = (line.Lineage, line.Version);
        _keys = [.. line.Keys.Select(Held).OfType<ScheduledKey>()];
        if (former.LastOrDefault(key => key.IsGoneAt(now) && !Array.Exists(_keys, held => held.Key == key.Key)) is { } gone) _lastGone = gone.StatusAt(now);

        // The same key object as before: a token that is remembered is good while its key is this one.
        ScheduledKey? Held(StoredKey stored) =>
            (Array.Find(former, key => key.Key.KeyId == stored.KeyId) ?? (_configured?.Key.KeyId == stored.KeyId ? _configured : null)) is { } known
                ? known.With(stored.SignsUntil, known.LastTokenEnds > stored.LastTokenEnds ? known.LastTokenEnds : stored.LastTokenEnds)
            : stored.Material is { } material
                ? Made(TokenKey.FromMaterial(_algorithm, material), stored.PublishedAt, stored.SignsFrom).With(stored.SignsUntil, stored.LastTokenEnds)
            : null;
    }

    private static StoredKey Stored(ScheduledKey key) =>
        new(key.Key.KeyId, key.IsConfigured ? null : key.Key.Material(), key.PublishedAt, key.SignsFrom, key.SignsUntil, key.LastTokenEnds);

    private string? Obstacle(DateTimeOffset now)
    {
        var stages = _keys.Select(key => key.StatusAt(now)).ToArray();
        if (stages.FirstOrDefault(key => key.Stage is KeyStage.Announced) is { } announced)
        {
            return $"A rotation is under way: the new {_algorithm} key signs in {Seconds(announced.Until!.Value - now)}.";
        }

        var retiring = stages.Where(key => key.Stage is KeyStage.Retiring).ToArray();
        return retiring.Length < MostRetiring
            ? null
            : $"{MostRetiring} former {_algorithm} keys still verify. The first of them goes in {Seconds(retiring.Min(key => key.Until)!.Value - now)}: rotate then.";
    }

    private ScheduledKey? SigningAt(DateTimeOffset now) => Array.Find(_keys, key => key.StageAt(now) is KeyStage.Signing);

    private bool Sweep(DateTimeOffset now)
    {
        if (!Array.Exists(_keys, key => key.IsGoneAt(now))) return false;
        _lastGone = _keys.Last(key => key.IsGoneAt(now)).StatusAt(now);
        _keys = [.. _keys.Where(key => !key.IsGoneAt(now))];
        return true;
    }

    private static ScheduledKey Made(TokenKey key, DateTimeOffset publishedAt, DateTimeOffset signsFrom) => new(key.ForgottenWithItself(), publishedAt, signsFrom, isConfigured: false);

    private static string Seconds(TimeSpan time) => time < TimeSpan.FromMinutes(2) ? $"{Math.Ceiling(time.TotalSeconds):0} s" : $"{Math.Ceiling(time.TotalMinutes):0} min";
}
