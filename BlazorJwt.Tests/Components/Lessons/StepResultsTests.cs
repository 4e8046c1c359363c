using BlazorJwt.Components.Lessons;

namespace BlazorJwt.Tests.Components.Lessons;

public sealed class StepResultsTests
{
    private static readonly StepResult Result = new([], [], DateTimeOffset.UnixEpoch, null);

    [Fact]
    public void A_visitor_finds_the_newest_result_of_each_step_and_no_one_else_s()
    {
        var results = new StepResults();
        results.Keep("mine", "one", Result);
        results.Keep("mine", "two", Result);

        results.Keep("mine", "one", Result with { SignIn = "newer" });

        Assert.Equal("newer", results.For("mine", "one")!.SignIn);
        Assert.NotNull(results.For("mine", "two"));
        Assert.Null(results.For("another", "one"));
        Assert.Null(results.For(null, "one"));
    }

    [Fact]
    public void It_is_bounded()
    {
        var results = new StepResults();

        for (var visitor = 0; visitor < 600; visitor++) results.Keep($"{visitor}", "one", Result);

        Assert.Equal(500, Enumerable.Range(0, 600).Count(visitor => results.For($"{visitor}", "one") is not null));
    }
}
