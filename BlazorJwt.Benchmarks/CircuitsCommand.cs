using System.Globalization;
using BlazorJwt.Visitors;
using BlazorJwt.Visitors.Circuits;
using BlazorJwt.Visitors.Published;

namespace BlazorJwt.Benchmarks;

/// <summary><c>circuits</c>: a thousand signed-in circuits open at once, over all lessons, beside as many of the framework's template in
/// the same run.</summary>
internal static class CircuitsCommand
{
    private const int Browsers = 25;
    private const int AtOnce = 8;
    private const double MostOfTemplate = 1.0;
    private const double MostMegabytesLeft = 2;

    /// <returns>0 when all bounds hold.</returns>
    public static async Task<int> RunAsync(int circuits)
    {
        var scratch = Directory.CreateTempSubdirectory("template-").FullName;
        try
        {
            await PublishedApp.RunAsync("new", "blazor", "-int", "Server", "--all-interactive", "-n", "Template", "-o", scratch,
                "--framework", "net10.0");
            var template = await TemplateAsync(Path.Combine(scratch, "Template.csproj"), circuits);
            return await OursAsync(circuits, template) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static async Task<double> TemplateAsync(string project, int circuits)
    {
        await using var app = await PublishedApp.StartAsync(project);
        var visitors = Enumerable.Range(0, Browsers).Select(_ => new VisitorSession(app.Address)).ToArray();
        await CloseAsync(await OpenAsync(visitors, [""], 50));
        var before = await LiveHeap.OfAsync(app);
        var open = await OpenAsync(visitors, [""], circuits);
        var cost = (await LiveHeap.OfAsync(app) - before) / 1024.0 / circuits;
        await CloseAsync(open);
        Say($"the template: {cost:0} KB alive for each of {circuits} circuits");
        return cost;
    }

    private static async Task<bool> OursAsync(int circuits, double template)
    {
        await using var app = await PublishedApp.StartAsync(SolutionFolder.PathOf("BlazorJwt", "BlazorJwt.csproj"), "--Demo:Enabled",
            "true", "--Hosting:CircuitsByAddress", "100000");
        var visitors = await Task.WhenAll(Enumerable.Range(0, Browsers).Select(_ => DemoVisitor.SignInAsync(app.Address)));
        string[] pages = [.. LessonWalk.All.Select(step => step.Path)];
        await CloseAsync(await OpenAsync(visitors, pages, 50));
        var empty = await LiveHeap.OfAsync(app);

        var open = await OpenAsync(visitors, pages, circuits);
        var first = open.Select(circuit => circuit.FirstBatch.TotalMilliseconds).Order().ElementAt((int)(circuits * 0.95));
        var cost = (await LiveHeap.OfAsync(app) - empty) / 1024.0 / circuits;
        await CloseAsync(open);
        var afterFirst = await LiveHeap.OfAsync(app);
        await CloseAsync(await OpenAsync(visitors, pages, circuits));
        var left = (await LiveHeap.OfAsync(app) - afterFirst) / 1024.0 / 1024;

        Say($"BlazorJwt, signed in, {pages.Length} pages: {cost:0} KB alive for each of {circuits} circuits");
        Say($"{cost / template:0.00} of the template's (bound: {MostOfTemplate:0.00})");
        Say($"first render batch: {first:0} ms for 95 of 100 circuits (bound: 1000 ms)");
        Say($"after a second round of opening and closing: {left:0.0} MB above the first (bound: {MostMegabytesLeft:0.0} MB)");
        return cost / template <= MostOfTemplate && first < 1000 && left <= MostMegabytesLeft;
    }

    // A few at a time, as people arrive: all at the same moment would measure how long the queue is. An error of any ends the run.
    private static async Task<CircuitClient[]> OpenAsync(VisitorSession[] visitors, string[] pages, int circuits)
    {
        var open = new CircuitClient[circuits];
        await Parallel.ForAsync(0, circuits, new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (number, _) => open[number] = await CircuitClient.OpenAsync(visitors[number % visitors.Length],
                pages[number % pages.Length]));
        return open;
    }

    private static Task CloseAsync(CircuitClient[] open) =>
        Parallel.ForEachAsync(open, new ParallelOptions { MaxDegreeOfParallelism = AtOnce },
            async (circuit, _) => await circuit.DisposeAsync());

    private static void Say(FormattableString sentence) => Console.WriteLine(sentence.ToString(CultureInfo.InvariantCulture));
}
