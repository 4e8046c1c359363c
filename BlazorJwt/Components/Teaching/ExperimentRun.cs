using BlazorJwt.Tokens;
using Microsoft.JSInterop;

namespace BlazorJwt.Components.Teaching;

/// <summary>
/// Runs an experiment of a page: one at a time, until it is done, cancelled, or the visitor leaves. What a visitor, a browser or an outage
/// can cause ends in a sentence.
/// </summary>
internal sealed class ExperimentRun : IDisposable
{
    private readonly CancellationTokenSource _leaving = new();
    private CancellationTokenSource? _run;

    public bool IsBusy => _run is not null;

    /// <summary>For <c>aria-disabled</c> of buttons that wait. <c>disabled</c> would take the focus from a button.</summary>
    public string? Waits => IsBusy ? "true" : null;

    /// <summary>Why the last run did not come to its end, in a sentence; null when it did.</summary>
    public string? Problem { get; private set; }

    /// <summary>What is said when a script in the browser fails.</summary>
    public string BrowserProblem { get; init; } = "Your browser did not allow this. Its settings, a private window or an extension may "
        + "block it.";

    /// <summary>Runs it. While one runs, another call does nothing.</summary>
    public async Task RunAsync(Func<CancellationToken, Task> experiment)
    {
        if (IsBusy) return;
        using var run = _run = CancellationTokenSource.CreateLinkedTokenSource(_leaving.Token);
        try
        {
            await ReadAsync(() => experiment(run.Token));
        }
        finally
        {
            _run = null;
        }
    }

    /// <summary>Reads what the page shows. It waits for no experiment, and no experiment for it.</summary>
    public async Task ReadAsync(Func<Task> read)
    {
        try
        {
            Problem = null;
            await read();
        }
        catch (Exception reason) when (reason is OperationCanceledException or JSDisconnectedException)
        {
            Problem = "Cancelled: the connection was closed before an answer came.";
        }
        catch (JSException)
        {
            Problem = BrowserProblem;
        }
        catch (StoreUnreachableException)
        {
            Problem = StoreUnreachableException.Sentence;
        }
    }

    public void Cancel() => _run?.Cancel();

    /// <summary>Cancels what runs. The page calls it, and the circuit's services once more.</summary>
    public void Dispose()
    {
        if (_leaving.IsCancellationRequested) return;
        _leaving.Cancel();
        _leaving.Dispose();
    }
}
