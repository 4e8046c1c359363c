using BlazorJwt.AuthorizationServer;
using BlazorJwt.Components.Stage;
using BlazorJwt.Components.Teaching;

namespace BlazorJwt.Components.Lessons;

/// <summary>The experiment of one step on one page: whether it runs, what came of it, and whether that is from before.</summary>
internal sealed class StepRun(StepResults results, TimeProvider time) : IDisposable
{
    private readonly ExperimentRun _run = new();
    private string? _session;
    private string _step = "";
    private string? _failure;

    public StepResult? Result { get; private set; }

    /// <summary>True when the result is of this page, since it was opened.</summary>
    public bool IsFresh { get; private set; }

    /// <inheritdoc cref="ExperimentRun.Waits"/>
    public string? Waits => _run.Waits;

    /// <summary>Why there is no result of the last run, in a sentence; null when there is one.</summary>
    public string? Problem => _run.Problem ?? _failure;

    /// <param name="step">The address of the step.</param>
    public void Begin(string visitorId, string step)
    {
        (_session, _step) = (ClaimsPrincipalExtensions.SessionOf(visitorId), step);
        Result = results.For(_session, step)?.AsOld();
    }

    /// <inheritdoc cref="ExperimentRun.RunAsync"/>
    public Task RunAsync(Func<CancellationToken, Task> experiment)
    {
        _failure = null;
        return _run.RunAsync(experiment);
    }

    /// <inheritdoc cref="ExperimentRun.ReadAsync"/>
    public Task ReadAsync(Func<Task> read) => _run.ReadAsync(read);

    /// <summary>Keeps what came of it.</summary>
    /// <param name="signIn">The <c>jti</c> of the token it ran with; null where none was needed.</param>
    public void Keep(IReadOnlyList<Outcome> outcomes, IReadOnlyList<StageEvent> events, string? signIn)
    {
        (Result, IsFresh) = (new(outcomes, events, time.GetUtcNow(), signIn), true);
        if (_session is not null) results.Keep(_session, _step, Result);
    }

    /// <summary>Says why nothing came of it.</summary>
    public void Fail(string sentence) => _failure = sentence;

    public void Dispose() => _run.Dispose();
}
