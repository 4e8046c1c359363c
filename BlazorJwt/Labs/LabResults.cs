using BlazorJwt.AuthorizationServer;

namespace BlazorJwt.Labs;

/// <summary>
/// What each visitor's experiments measured. It survives a reload, another tab and a closed browser; and signing out, because one
/// experiment looks at what signing out left behind.
/// </summary>
internal sealed class LabResults() : PerVisitor<IReadOnlyList<LabResult>>(500, IdChange.SignIn, IdChange.SignOut)
{
    /// <summary>Raised with the session whose results changed, on a thread of its own: no listener delays an experiment.</summary>
    public event Action<string>? Changed;

    public IReadOnlyList<LabResult> For(string session) => Find(session) ?? [];

    /// <summary>Adds results. A new one replaces that of the same cell.</summary>
    public void Add(string session, params IReadOnlyList<LabResult> results)
    {
        Update(session, before => [.. (before ?? []).Where(old => !results.Any(result => IsSameCell(old, result))), .. results]);
        Tell(session);
    }

    public void Clear(string session, string? place = null)
    {
        Update(session, before => place is null ? [] : [.. (before ?? []).Where(old => old.Place != place)]);
        Tell(session);
    }

    private static bool IsSameCell(LabResult one, LabResult other) => one.Experiment == other.Experiment && one.Place == other.Place;

    private void Tell(string session)
    {
        if (Changed is { } listeners) _ = Task.Run(() => listeners(session));
    }
}
