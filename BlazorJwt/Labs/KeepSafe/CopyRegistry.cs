using BlazorJwt.AuthorizationServer;

namespace BlazorJwt.Labs.KeepSafe;

/// <summary>A copy that was put somewhere and found there afterwards.</summary>
/// <param name="Place">The place.</param>
/// <param name="JwtId">Its <c>jti</c>.</param>
/// <param name="ExpiresAt">From when on its absence says nothing.</param>
public sealed record PlacedCopy(string Place, string JwtId, DateTimeOffset ExpiresAt);

/// <summary>
/// Which copies each session's browser was given, and for what it is to look after a reload, in another tab or when it was opened again. It
/// knows ids and no token. Bounded.
/// </summary>
public sealed class CopyRegistry(TimeProvider time) : IKeptForVisitor
{
    private const int MostSessions = 500;
    private static readonly Entry Empty = new([], null);
    private readonly BoundedSessions<Entry> _bySession = new(MostSessions);

    /// <summary>Notes copies, each in place of the one before.</summary>
    public void Note(string session, IReadOnlyList<PlacedCopy> copies) => _bySession.Change(session, before => (before ?? Empty) with
    {
        Copies = [.. (before ?? Empty).Copies.Where(old => !copies.Any(copy => copy.Place == old.Place)), .. copies],
    });

    /// <summary>Forgets the copies of some places.</summary>
    public void Forget(string session, IReadOnlyCollection<string> places) => _bySession.Change(session, before => (before ?? Empty) with
    {
        Copies = [.. (before ?? Empty).Copies.Where(copy => !places.Contains(copy.Place))],
    });

    /// <summary>The copies that are still good.</summary>
    public IReadOnlyList<PlacedCopy> Alive(string session) => [.. (_bySession.Find(session) ?? Empty).Copies.Where(copy => copy.ExpiresAt > time.GetUtcNow())];

    /// <summary>The experiment that waits for a look; null when none does.</summary>
    public string? Awaited(string session) => _bySession.Find(session)?.Awaited;

    /// <summary>Says what to look for next; null for nothing.</summary>
    public void Await(string session, string? experiment) => _bySession.Change(session, before => (before ?? Empty) with { Awaited = experiment });

    /// <summary>Forgets this session's copies.</summary>
    public void Clear(string session) => _bySession.Take(session);

    /// <summary>Hands what is kept for one session to another, of the same visitor: a browser that was closed comes back with a new one.</summary>
    public void Move(string from, string to) => _bySession.Move(from, to);

    // What a browser did with a copy is the browser's: the experiment with signing out is looked at afterwards.
    void IKeptForVisitor.ChangeId(string former, string next, IdChange change)
    {
        if (change is not IdChange.OtherPerson) Move(VisitorCookie.SessionIdOf(former), VisitorCookie.SessionIdOf(next));
        _bySession.Take(VisitorCookie.SessionIdOf(former));
    }

    private sealed record Entry(IReadOnlyList<PlacedCopy> Copies, string? Awaited);
}
