using BlazorJwt.AuthorizationServer;
using BlazorJwt.Labs.KeepSafe;

namespace BlazorJwt.Labs;

/// <summary>
/// What each visitor's experiments measured, in memory and for that visitor alone. Under the session (<c>sid</c>) of the visitor's tokens: it
/// outlives a reload, another tab and a closed browser. Bounded: the visitor who was quiet longest goes first.
/// </summary>
public sealed class LabResults : IKeptForVisitor
{
    private const int MostSessions = 500;

    private readonly BoundedSessions<IReadOnlyList<LabResult>> _bySession = new(MostSessions);

    /// <summary>Says whose results changed, with the session. It comes on a thread of its own: who listens can't hold up an experiment.</summary>
    public event Action<string>? Changed;

    /// <summary>What was measured for this session. A copy: it does not change under the reader.</summary>
    public IReadOnlyList<LabResult> For(string session) => _bySession.Find(session) ?? [];

    /// <summary>Takes in results. A cell holds what was measured last.</summary>
    public void Add(string session, params IReadOnlyList<LabResult> results)
    {
        _bySession.Change(session, before => [.. (before ?? []).Where(old => !results.Any(result => IsSameCell(old, result))), .. results]);
        Tell(session);
    }

    /// <summary>Forgets what was measured of one place; of every place when null.</summary>
    public void Clear(string session, string? place = null)
    {
        _bySession.Change(session, before => place is null ? [] : [.. (before ?? []).Where(old => old.Place != place)]);
        Tell(session);
    }

    /// <summary>Hands what is kept for one session to another, of the same visitor: a browser that was closed comes back with a new one.</summary>
    public void Move(string from, string to) => _bySession.Move(from, to);

    // What a browser did with a copy is the browser's: the experiment with signing out is looked at afterwards.
    void IKeptForVisitor.ChangeId(string former, string next, IdChange change)
    {
        if (change is not IdChange.OtherPerson) Move(VisitorCookie.SessionIdOf(former), VisitorCookie.SessionIdOf(next));
        _bySession.Take(VisitorCookie.SessionIdOf(former));
    }

    private static bool IsSameCell(LabResult one, LabResult other) => one.Experiment == other.Experiment && one.Place == other.Place;

    private void Tell(string session)
    {
        if (Changed is { } listeners) _ = Task.Run(() => listeners(session));
    }
}
