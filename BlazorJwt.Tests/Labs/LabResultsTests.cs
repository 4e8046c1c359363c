using BlazorJwt.Labs;
using BlazorJwt.Labs.KeepSafe;

namespace BlazorJwt.Tests.Labs;

public sealed class LabResultsTests
{
    private readonly LabResults _results = new();

    [Fact]
    public void A_cell_holds_what_was_measured_last()
    {
        _results.Add("a", Cell("gone"), Cell("yes", LabExperiments.SentByItself));
        _results.Add("a", Cell("kept"));

        Assert.Equal(["yes", "kept"], _results.For("a").Select(cell => cell.Observed));
    }

    [Fact]
    public void A_session_sees_its_own_results_alone()
    {
        _results.Add("a", Cell("kept"));

        Assert.Empty(_results.For("b"));
        _results.Clear("b");
        Assert.Single(_results.For("a"));
        _results.Clear("a");
        Assert.Empty(_results.For("a"));
    }

    [Fact]
    public void One_place_can_be_forgotten_alone()
    {
        _results.Add("a", Cell("kept"), Cell("kept") with { Place = PlaceNames.ChosenCookie });

        _results.Clear("a", PlaceNames.ChosenCookie);

        Assert.Equal(PlaceNames.LocalStorage, Assert.Single(_results.For("a")).Place);
    }

    [Fact]
    public void A_browser_that_is_opened_again_has_its_results_and_nobody_else_s()
    {
        _results.Add("a", Cell("kept"));
        _results.Add("b", Cell("gone"));

        _results.Move("a", "c");
        _results.Move("c", "b");

        Assert.Empty(_results.For("a"));
        Assert.Equal("kept", Assert.Single(_results.For("c")).Observed);
        Assert.Equal("gone", Assert.Single(_results.For("b")).Observed);
    }

    [Fact]
    public async Task A_listener_is_told_whose_results_changed()
    {
        var told = new TaskCompletionSource<string>();
        _results.Changed += session => told.TrySetResult(session);

        _results.Add("a", Cell("kept"));

        Assert.Equal("a", await told.Task.WaitAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public void The_results_that_nobody_asked_for_longest_are_dropped_first()
    {
        for (var visitor = 0; visitor <= 500; visitor++)
        {
            _results.Add($"{visitor}", Cell("kept"));
            _results.For("0");
        }

        Assert.Single(_results.For("0"));
        Assert.Empty(_results.For("1"));
        Assert.Single(_results.For("500"));
    }

    private static LabResult Cell(string observed, string experiment = LabExperiments.Reload) =>
        new(experiment, PlaceNames.LocalStorage, observed, null, DateTimeOffset.UnixEpoch);
}
