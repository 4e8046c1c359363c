using BlazorJwt.Components.Lessons;

namespace BlazorJwt.Components;

/// <summary>What one circuit (or one prerender) knows of the visit. Handed down to every component as cascading values, without a component for each.</summary>
public sealed class VisitState
{
    /// <summary>What the page request knew.</summary>
    public VisitStart Start { get; private set; } = VisitStart.Empty;

    /// <summary>The lessons done, which grow while the page is open.</summary>
    public Progress Progress { get; private set; } = new([]);

    /// <summary>Takes over what the page request knew. Called once, before any component asks.</summary>
    public void Begin(VisitStart start)
    {
        Start = start;
        Progress = new(start.Done);
    }
}
