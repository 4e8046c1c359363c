namespace BlazorJwt.Labs.KeepSafe.EvilSite;

/// <summary>
/// One visitor's go at the lab. Its id is random and stands in the addresses of the lab: the evil site has no other way to say whose go it
/// is, since the visitor's own cookie does not come along from there.
/// </summary>
/// <param name="Id">128 random bits.</param>
/// <param name="Session">Whose results it fills.</param>
/// <param name="Home">The origin that the visitor uses the app by. The order endpoint of the lab stands there.</param>
/// <param name="Away">The origin of the evil site.</param>
/// <param name="EndsAt">When it is over.</param>
/// <param name="Kept">The places of the lab's cookies that the browser has kept; null before it was asked.</param>
/// <param name="AtUnguarded">What the unguarded endpoint saw of the form from the evil site; null before that.</param>
/// <param name="AtGuarded">The same of the guarded endpoint.</param>
internal sealed record EvilSiteRun(
    string Id, string Session, string Home, string Away, DateTimeOffset EndsAt,
    IReadOnlySet<string>? Kept = null, EvilSiteObservation? AtUnguarded = null, EvilSiteObservation? AtGuarded = null)
{
    /// <summary>Notes what an endpoint saw.</summary>
    public EvilSiteRun With(EvilSiteObservation seen, bool isGuarded) => isGuarded
        ? this with { AtGuarded = seen, AtUnguarded = AtUnguarded?.For(seen) }
        : this with { AtUnguarded = seen, AtGuarded = AtGuarded?.For(seen) };

    /// <summary>The cells of the table, as far as they were measured.</summary>
    public IEnumerable<LabResult> Results(DateTimeOffset now) =>
        (AtUnguarded?.Came.Keys ?? []).Union(AtGuarded?.Came.Keys ?? []).Select(place => Cell(place, now));

    private LabResult Cell(string place, DateTimeOffset now)
    {
        // A browser that kept no such cookie has not protected it either.
        if (LabCookie.All.Any(cookie => cookie.Place == place) && Kept?.Contains(place) is not true)
            return new(LabExperiments.EvilSite, place, "this browser did not keep the cookie", null, now);
        return (AtUnguarded?.Came.GetValueOrDefault(place), AtGuarded?.Came.GetValueOrDefault(place)) switch
        {
            (true, true) => new(LabExperiments.EvilSite, place, "came along: order taken; the guard refused", true, now),
            (true, _) => new(LabExperiments.EvilSite, place, "came along: order taken", true, now),
            (_, true) => new(LabExperiments.EvilSite, place, "came along: the guard refused", false, now),
            _ => new(LabExperiments.EvilSite, place, "did not come along", false, now),
        };
    }
}

/// <summary>Keeps the runs: each a quarter of an hour, and no more than a bounded number.</summary>
internal sealed class EvilSiteRuns(TimeProvider time)
{
    /// <summary>How long a run lasts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private const int Most = 1000;
    private readonly BoundedSessions<EvilSiteRun> _byId = new(Most);

    /// <summary>Begins a run.</summary>
    public EvilSiteRun Begin(string session, string home, string away)
    {
        var run = new EvilSiteRun(LabRequests.RandomName(), session, home, away, time.GetUtcNow() + Lifetime);
        _byId.Put(run.Id, run);
        return run;
    }

    /// <summary>The run with this id; null when there is none, or it is over.</summary>
    public EvilSiteRun? Find(string id) => _byId.Find(id) is { } run && run.EndsAt > time.GetUtcNow() ? run : null;

    /// <summary>Notes something about a run.</summary>
    public EvilSiteRun Change(EvilSiteRun run, Func<EvilSiteRun, EvilSiteRun> change)
    {
        _byId.Change(run.Id, now => change(now ?? run));
        return _byId.Find(run.Id) ?? change(run);
    }
}
