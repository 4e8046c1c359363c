namespace BlazorJwt.Labs.KeepSafe.EvilSite;

/// <summary>One visitor's run of this lab. The endpoints that receive the form are at the origin of the app.</summary>
/// <param name="VisitorId">Whose HTTP log the form goes to: it comes without the cookie that would say so.</param>
internal sealed record EvilSiteRun(
    string Id, string Session, string VisitorId, string Origin, string OtherOrigin, DateTimeOffset EndsAt)
    : LabRun(Id, Session, Origin, OtherOrigin, EndsAt)
{
    /// <summary>True when a step of the lesson asks for it: then there is one form, and the rest is on the bench.</summary>
    public bool IsStep { get; init; }

    /// <summary>The places of the lab's cookies that the browser has kept; null before it was asked.</summary>
    public IReadOnlySet<string>? Kept { get; init; }

    /// <summary>What the unguarded endpoint saw of the form from the evil site; null before that.</summary>
    public EvilSiteObservation? AtUnguarded { get; init; }

    public EvilSiteObservation? AtGuarded { get; init; }

    public EvilSiteRun With(EvilSiteObservation seen, bool isGuarded) => isGuarded
        ? this with { AtGuarded = seen, AtUnguarded = AtUnguarded?.For(seen) }
        : this with { AtUnguarded = seen, AtGuarded = AtGuarded?.For(seen) };

    public IEnumerable<LabResult> Results(DateTimeOffset now) =>
        (AtUnguarded?.Sent.Keys ?? []).Union(AtGuarded?.Sent.Keys ?? []).Select(place => Cell(place, now));

    private LabResult Cell(string place, DateTimeOffset now)
    {
        // A browser that kept no such cookie has not protected it either.
        if (EvilSiteCookie.All.Any(cookie => cookie.Place == place) && Kept?.Contains(place) is not true)
            return new(LabExperiments.EvilSite, place, "this browser did not keep the cookie", null, now);
        return (AtUnguarded?.Sent.GetValueOrDefault(place), AtGuarded?.Sent.GetValueOrDefault(place)) switch
        {
            (true, true) => new(LabExperiments.EvilSite, place, "sent: order taken; the guard refused it", true, now),
            (true, _) => new(LabExperiments.EvilSite, place, "sent: order taken", true, now),
            (_, true) => new(LabExperiments.EvilSite, place, "sent: the guard refused it", false, now),
            _ => new(LabExperiments.EvilSite, place, "not sent", false, now),
        };
    }

    public override string ToString() => $"run {Id} (redacted)";
}
