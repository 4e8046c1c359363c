namespace BlazorJwt.Tokens.Rotation;

/// <summary>
/// The keys of one algorithm, oldest first: at most <see cref="MostRetiring"/> that still verify, one that signs, one that is announced.
/// </summary>
internal sealed class KeyLine
{
    /// <summary>How many keys may be on their way out at once. One more rotation has to wait for the oldest.</summary>
    public const int MostRetiring = 3;

    private readonly string _algorithm;
    private readonly TokenOptions _options;
    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private int _rotating;

    // Replaced as a whole, so that a check reads it without the lock.
    private volatile RingKey[] _keys = [];
    private volatile KeyStatus? _lastGone;

    public KeyLine(string algorithm, TokenOptions options, TimeProvider time)
    {
        (_algorithm, _options, _time) = (algorithm, options, time);
        if (string.IsNullOrWhiteSpace(options.Keys.For(algorithm))) return;

        // Read at once: tokens it signed before a restart must be accepted before one is signed after it. How long the last of those lives is
        // not known any more, so the longest life is assumed.
        var now = time.GetUtcNow();
        var key = new RingKey(ConfiguredKey.Read(algorithm, options.Keys.For(algorithm)!), now, now, isConfigured: true);
        key.SignedUntil(now + options.LongestLifetime + options.ClockSkew);
        _keys = [key];
    }

    /// <summary>Those in memory now, oldest first; those that are gone and not yet swept among them.</summary>
    public RingKey[] Keys => _keys;

    /// <summary>The key that went last, for a page to show; null when none did.</summary>
    public KeyStatus? LastGone => _lastGone;

    /// <summary>The key that signs now; made when there is none yet.</summary>
    /// <param name="tokenEnds">Until when the token it is wanted for is good, clock skew not counted; null when nothing good is signed.</param>
    public TokenKey Signing(DateTimeOffset? tokenEnds)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            if (SigningAt(now) is not { } signing)
            {
                Sweep(now);
                // Nobody can have kept a key set of this algorithm: it signs at once.
                _keys = [.. _keys, signing = Made(TokenKey.Create(_algorithm), now, now)];
            }

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
    public KeyRotation Rotate()
    {
        if (_keys is [.., { IsConfigured: true }])
        {
            return KeyRotation.Refused($"The {_algorithm} key comes from the settings (Tokens:Keys:{_algorithm}). A rotation here would last until the next start only: change the setting.");
        }

        if (Interlocked.Exchange(ref _rotating, 1) == 1) return KeyRotation.Refused($"A new {_algorithm} key is being made just now.");
        try
        {
            Signing(tokenEnds: null);
            if (Obstacle(_time.GetUtcNow()) is { } problem) return KeyRotation.Refused(problem);
            // Made outside the lock: an RSA key takes a moment, and who signs meanwhile must not wait for it.
            var made = TokenKey.Create(_algorithm);
            lock (_gate)
            {
                var now = _time.GetUtcNow();
                if (SigningAt(now) is not { } former) return KeyRotation.Refused($"The {_algorithm} key was taken away just now. Try again.");
                Sweep(now);
                // Nobody but this server verifies with a shared secret, so there is nobody to tell.
                var next = Made(made, now, made.IsShared ? now : now + _options.KeyAnnounce);
                former.GivesWayAt(next.SignsFrom);
                _keys = [.. _keys, next];
                return new(next.StatusAt(now), null);
            }
        }
        finally
        {
            Volatile.Write(ref _rotating, 0);
        }
    }

    /// <summary>Trusts none of the keys any more.</summary>
    public void Clear()
    {
        lock (_gate) _keys = [];
    }

    /// <summary>Lets go of the keys whose last token is over.</summary>
    public void Sweep()
    {
        lock (_gate) Sweep(_time.GetUtcNow());
    }

    /// <summary>When a stage of one of the keys ends next; null when nothing will happen by itself.</summary>
    public DateTimeOffset? NextChange(DateTimeOffset now) => _keys.Select(key => key.StatusAt(now)).Min(status => status.Stage is KeyStage.Gone ? now : status.Until);

    /// <summary>When the settings want the next rotation; null when they want none, or there is no key yet that could be rotated.</summary>
    public DateTimeOffset? NextRotation() =>
        _options.RotateEvery is { } period && _keys is [.., { HasSuccessor: false, IsConfigured: false } newest] ? newest.SignsFrom + period : null;

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

    private RingKey? SigningAt(DateTimeOffset now) => Array.Find(_keys, key => key.StageAt(now) is KeyStage.Signing);

    private void Sweep(DateTimeOffset now)
    {
        if (!Array.Exists(_keys, key => key.IsGoneAt(now))) return;
        _lastGone = _keys.Last(key => key.IsGoneAt(now)).StatusAt(now);
        _keys = [.. _keys.Where(key => !key.IsGoneAt(now))];
    }

    private static RingKey Made(TokenKey key, DateTimeOffset publishedAt, DateTimeOffset signsFrom) => new(key.ForgottenWithItself(), publishedAt, signsFrom, isConfigured: false);

    private static string Seconds(TimeSpan time) => time < TimeSpan.FromMinutes(2) ? $"{Math.Ceiling(time.TotalSeconds):0} s" : $"{Math.Ceiling(time.TotalMinutes):0} min";
}
