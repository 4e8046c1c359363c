using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.AuthorizationServer.SigningKeys;

/// <summary>
/// The keys of one algorithm, oldest first: at most <see cref="MostRetiring"/> that still verify, one that signs, one that is announced. It
/// never changes: each step makes a new one. What a key does is a matter of its times and the clock alone.
/// </summary>
internal sealed class KeySchedule
{
    /// <summary>How many keys may be on their way out at once. One more rotation has to wait for the oldest.</summary>
    public const int MostRetiring = 3;

    private readonly TokenOptions _options;

    /// <summary>No keys yet. The key of the settings is read, and signs from <see cref="WithConfigured"/> on.</summary>
    public KeySchedule(string algorithm, TokenOptions options, DateTimeOffset now)
    {
        (Algorithm, _options, Keys) = (algorithm, options, []);
        if (string.IsNullOrWhiteSpace(options.Keys.For(algorithm))) return;
        // How long the last token lives that it signed before a restart is not known any more, so the longest life is assumed.
        Configured = new ScheduledKey(ConfiguredKey.Read(algorithm, options.Keys.For(algorithm)!), now, now, isConfigured: true)
            .With(null, now + LongestLife);
    }

    private KeySchedule(KeySchedule former, ScheduledKey[] keys, KeyStatus? lastGone) =>
        (Algorithm, _options, Configured, Keys, LastGone) = (former.Algorithm, former._options, former.Configured, keys, lastGone);

    public string Algorithm { get; }

    /// <summary>The key of the settings, whether or not it is among the keys; null for none.</summary>
    public ScheduledKey? Configured { get; }

    /// <summary>The keys; those that are gone and not yet swept among them.</summary>
    public ScheduledKey[] Keys { get; }

    /// <summary>The key that went last, for a page to show; null when none did.</summary>
    public KeyStatus? LastGone { get; }

    /// <summary>How long any token is accepted at most, clock skew included.</summary>
    public TimeSpan LongestLife => _options.LongestLifetime + _options.ClockSkew;

    /// <summary>The key that signs, or one that is announced by a server whose clock runs ahead; null when there is none yet.</summary>
    public ScheduledKey? SigningAt(DateTimeOffset now) =>
        Array.Find(Keys, key => key.StageAt(now) is KeyStage.Signing) ?? Array.Find(Keys, key => !key.HasSuccessor);

    /// <summary>The key with this id, which may be announced or retiring; null when none is trusted.</summary>
    public TokenKey? Find(string keyId, DateTimeOffset now) =>
        Array.Find(Keys, held => held.Key.KeyId == keyId && !held.IsGoneAt(now))?.Key;

    /// <summary>When a stage of one of the keys ends next; null when nothing will happen by itself.</summary>
    public DateTimeOffset? NextChange(DateTimeOffset now) =>
        Keys.Select(key => key.StatusAt(now)).Min(status => status.Stage is KeyStage.Gone ? now : status.Until);

    /// <summary>When the settings want the next rotation; null when they want none, or there is no key yet that could be rotated.</summary>
    public DateTimeOffset? NextRotation =>
        _options.RotateEvery is { } period && Keys is [.., { HasSuccessor: false, IsConfigured: false } newest]
            ? newest.SignsFrom + period
            : null;

    /// <summary>Why no rotation can begin now, in a sentence; null when one can.</summary>
    public string? Obstacle(DateTimeOffset now)
    {
        if (Keys is [.., { IsConfigured: true }])
            return $"The {Algorithm} key comes from the settings (Tokens:Keys:{Algorithm}). "
                + "A rotation here would last until the next start only: change the setting.";
        if (Array.Find(Keys, key => key.StageAt(now) is KeyStage.Announced) is { } announced)
            return $"A rotation is under way: the new {Algorithm} key signs in {Seconds(announced.SignsFrom - now)}.";
        if (SigningAt(now) is null) return $"The {Algorithm} key was just removed. Try again.";
        var retiring = Array.FindAll(Keys, key => key.StageAt(now) is KeyStage.Retiring);
        return retiring.Length < MostRetiring
            ? null
            : $"{MostRetiring} former {Algorithm} keys still verify. "
                + $"The first of them goes in {Seconds(retiring.Min(key => key.GoneAt)!.Value - now)}: rotate then.";
    }

    /// <summary>The same with these keys.</summary>
    public KeySchedule With(IEnumerable<ScheduledKey> keys, DateTimeOffset now)
    {
        ScheduledKey[] next = [.. keys];
        var gone = Keys.LastOrDefault(key => key.IsGoneAt(now) && !Array.Exists(next, held => held.Key == key.Key));
        return new(this, next, gone?.StatusAt(now) ?? LastGone);
    }

    /// <summary>The same keys with other times.</summary>
    public KeySchedule WithTimes(Func<ScheduledKey, ScheduledKey> change) => new(this, [.. Keys.Select(change)], LastGone);

    /// <summary>With a new key, which signs at once: nobody can have kept a key set of this algorithm.</summary>
    public KeySchedule WithFirst(DateTimeOffset now) =>
        With([.. Keys.Where(key => !key.IsGoneAt(now)), ScheduledKey.Made(TokenKey.Create(Algorithm), now, now)], now);

    /// <summary>The key of the settings takes over from what signed before the restart, at once: every server has it.</summary>
    public KeySchedule WithConfigured(DateTimeOffset now) =>
        Configured is not { } own || Array.Exists(Keys, held => held.Key == own.Key && !held.HasSuccessor)
            ? this
            : With([.. Keys.Where(held => held.Key != own.Key).Select(held => GivingWay(held, now)), own], now);

    /// <summary>The new key is announced, and takes over later. A shared secret is published to nobody: it takes over at once.</summary>
    public KeySchedule Rotated(TokenKey made, DateTimeOffset now)
    {
        var next = ScheduledKey.Made(made, now, made.IsShared ? now : now + _options.KeyAnnounce);
        return With([.. Keys.Select(held => GivingWay(held, next.SignsFrom)), next], now);
    }

    /// <summary>Without the keys whose last token is over.</summary>
    public KeySchedule SweptAt(DateTimeOffset now) =>
        Array.Exists(Keys, key => key.IsGoneAt(now)) ? With(Keys.Where(key => !key.IsGoneAt(now)), now) : this;

    private static ScheduledKey GivingWay(ScheduledKey held, DateTimeOffset then) =>
        held.HasSuccessor ? held : held.With(then, held.LastTokenEnds);

    private static string Seconds(TimeSpan time) =>
        time < TimeSpan.FromMinutes(2) ? $"{Math.Ceiling(time.TotalSeconds):0} s" : $"{Math.Ceiling(time.TotalMinutes):0} min";
}
