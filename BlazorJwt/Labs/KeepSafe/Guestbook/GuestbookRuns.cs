namespace BlazorJwt.Labs.KeepSafe.Guestbook;

/// <summary>
/// Keeps the guestbooks: each a quarter of an hour, and no more than a bounded number. The way to one leads over a ticket that is good once
/// and gets the cookie for it, so that an address sent to somebody else opens nothing.
/// </summary>
internal sealed class GuestbookRuns(TimeProvider time)
{
    /// <summary>How long a guestbook lasts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(15);

    private const int Most = 1000;
    private readonly BoundedSessions<GuestbookRun> _byTicket = new(Most);
    private readonly BoundedSessions<GuestbookRun> _byKey = new(Most);

    /// <summary>Begins one.</summary>
    /// <returns>The ticket, for the way to the other host.</returns>
    public string Begin(string session, string home, string host)
    {
        var ticket = LabRequests.RandomName();
        _byTicket.Put(ticket, new(LabRequests.RandomName(), session, home, host, time.GetUtcNow() + Lifetime));
        return ticket;
    }

    /// <summary>Takes the ticket and opens the book. Null for a ticket that was never given, was used, is over, or is for another host.</summary>
    public GuestbookRun? Open(string ticket, string host)
    {
        if (_byTicket.Take(ticket) is not { } run || !IsGood(run, host)) return null;
        _byKey.Put(run.Key, run);
        return run;
    }

    /// <summary>The book that this key opens on this host; null when there is none, or it is over.</summary>
    public GuestbookRun? Find(string? key, string host) => key is { Length: > 0 } && _byKey.Find(key) is { } run && IsGood(run, host) ? run : null;

    /// <summary>Notes something in a book.</summary>
    public GuestbookRun Change(GuestbookRun run, Func<GuestbookRun, GuestbookRun> change)
    {
        _byKey.Change(run.Key, now => change(now ?? run));
        return _byKey.Find(run.Key) ?? change(run);
    }

    private bool IsGood(GuestbookRun run, string host) => run.Host == host && run.EndsAt > time.GetUtcNow();
}
