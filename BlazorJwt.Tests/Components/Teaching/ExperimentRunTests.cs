using BlazorJwt.Components.Teaching;
using BlazorJwt.Tokens;
using Microsoft.JSInterop;

namespace BlazorJwt.Tests.Components.Teaching;

public sealed class ExperimentRunTests : IDisposable
{
    private readonly ExperimentRun _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task While_it_runs_its_buttons_wait_and_a_second_click_does_nothing()
    {
        var answer = new TaskCompletionSource();
        var runs = 0;
        Task Click() => _run.RunAsync(_ =>
        {
            runs++;
            return answer.Task;
        });

        var running = Click();
        await Click();
        Assert.Equal((1, "true"), (runs, _run.Waits));
        answer.SetResult();
        await running;

        Assert.Null(_run.Waits);
        Assert.Null(_run.Problem);
    }

    [Fact]
    public async Task It_can_be_cancelled_and_run_again()
    {
        var running = _run.RunAsync(WaitAsync);

        _run.Cancel();
        await running;

        Assert.Equal("Cancelled: the connection was closed before an answer came.", _run.Problem);
        await _run.RunAsync(_ => Task.CompletedTask);
        Assert.Null(_run.Problem);
    }

    [Fact]
    public async Task It_ends_when_the_visitor_leaves()
    {
        var run = new ExperimentRun();
        var running = run.RunAsync(WaitAsync);

        run.Dispose();

        await running;
        Assert.False(run.IsBusy);
    }

    [Fact]
    public async Task What_a_browser_a_visitor_or_an_outage_causes_ends_in_a_sentence()
    {
        await _run.RunAsync(_ => throw new JSException("The operation is insecure."));
        Assert.Equal(_run.BrowserProblem, _run.Problem);

        await _run.RunAsync(_ => throw new StoreUnreachableException());
        Assert.Equal(StoreUnreachableException.Sentence, _run.Problem);

        await _run.RunAsync(_ => throw new JSDisconnectedException("The circuit is gone."));
        Assert.False(_run.IsBusy);
    }

    [Fact]
    public async Task What_a_programmer_causes_is_thrown_and_the_buttons_work_again()
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() => _run.RunAsync(_ => throw new InvalidOperationException()));

        Assert.False(_run.IsBusy);
    }

    private static Task WaitAsync(CancellationToken cancellation) => Task.Delay(Timeout.Infinite, cancellation);
}
