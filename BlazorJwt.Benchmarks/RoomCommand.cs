using System.Diagnostics;
using System.Globalization;
using BlazorJwt.Visitors;
using BlazorJwt.Visitors.Circuits;
using BlazorJwt.Visitors.Published;

namespace BlazorJwt.Benchmarks;

/// <summary><c>room</c>: thirty people walk through every lesson at the same time, and how long each click waits for the page to
/// change.</summary>
internal static class RoomCommand
{
    private const int People = 30;
    private const double MostMilliseconds = 100;

    // Who reads and thinks between two clicks. Thirty people who click without a pause would be a load test, and no room.
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(4);

    /// <returns>0 when 95 of 100 clicks are answered in time.</returns>
    public static async Task<int> RunAsync()
    {
        await using var app = await PublishedApp.StartAsync(SolutionFolder.PathOf("BlazorJwt", "BlazorJwt.csproj"),
            "--Demo:Enabled", "true");
        var began = Stopwatch.GetTimestamp();
        var visitors = await Task.WhenAll(Enumerable.Range(0, People).Select(_ => DemoVisitor.SignInAsync(app.Address)));
        Console.WriteLine($"{People} people signed in at once: {Stopwatch.GetElapsedTime(began).TotalSeconds:0.0} s");
        // The teacher tries it before: that pays for what all share, compiled code, caches, pools.
        using var teacher = await DemoVisitor.SignInAsync(app.Address);
        foreach (var step in LessonWalk.All) await (await step.TakeAsync(teacher, "the teacher")).DisposeAsync();

        var answers = await Task.WhenAll(visitors.Select(WalkAsync));
        var sorted = answers.SelectMany(each => each).Select(answer => answer.TotalMilliseconds).Order().ToArray();
        var late = sorted[(int)(sorted.Length * 0.95)];
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"{sorted.Length} clicks by {People} people in {LessonWalk.All.Count} pages: {sorted[sorted.Length / 2]:0} ms in the " +
                $"middle, {late:0} ms for 95 of 100, {sorted[^1]:0} ms at worst (bound: {MostMilliseconds:0} ms for 95 of 100)"));
        return late < MostMilliseconds ? 0 : 1;
    }

    private static async Task<List<TimeSpan>> WalkAsync(VisitorSession visitor, int number)
    {
        // The same choice of pauses in each run.
        var random = new Random(number);
        List<TimeSpan> answers = [];
        foreach (var step in LessonWalk.All)
        {
            await Task.Delay(Longest * random.NextDouble());
            await using var page = await step.TakeAsync(visitor, $"visitor {number}", () => Task.Delay(Longest * random.NextDouble()));
            answers.AddRange(page.Answers);
        }

        return answers;
    }
}
