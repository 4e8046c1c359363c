using System.Globalization;
using BlazorJwt.Components.Lessons;
using BlazorJwt.Visitors;
using BlazorJwt.Visitors.Circuits;
using BlazorJwt.Visitors.Published;

namespace BlazorJwt.Benchmarks;

/// <summary><c>idle-circuits</c>: what an open page of a signed-in visitor keeps alive, beside the framework's own template in the same
/// run. Three runs.</summary>
internal static class IdleCircuitsCommand
{
    private const int Runs = 3;
    private const int Browsers = 10;
    private const double MostOfTemplate = 1.0;
    private const double MostSpread = 0.10;

    // Of a lesson in steps each step: its own address only leads to one.
    private static readonly string[] Pages = ["", .. Lesson.All.SelectMany(PagesOf), "our-keys", "debugger", "error-clinic"];

    /// <returns>0 when a circuit of ours keeps no more alive than one of the template's, on every page, and the runs agree.</returns>
    public static async Task<int> RunAsync(int circuits)
    {
        var scratch = Directory.CreateTempSubdirectory("template-").FullName;
        try
        {
            await PublishedApp.RunAsync("new", "blazor", "-int", "Server", "--all-interactive", "-n", "Template", "-o", scratch,
                "--framework", "net10.0");
            var runs = new List<double[]>();
            for (var run = 1; run <= Runs; run++)
            {
                var costs = await RunOnceAsync(Path.Combine(scratch, "Template.csproj"), circuits);
                var ours = string.Join(", ", Pages.Select((page, at) => FormattableString.Invariant($"/{page} {costs[at + 1]:0.0}")));
                Say($"run {run}: the template {costs[0]:0.0} KB, ours {ours}");
                runs.Add(costs);
            }

            return Judge(runs) ? 0 : 1;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static IEnumerable<string> PagesOf(Lesson lesson) =>
        lesson.Steps.Count == 0 ? [lesson.Slug] : lesson.Steps.Select(lesson.AddressOf);

    // The template first, then each page.
    private static async Task<double[]> RunOnceAsync(string template, int circuits)
    {
        var costs = new List<double>();
        await using (var app = await PublishedApp.StartAsync(template))
        {
            var visitors = Enumerable.Range(0, Browsers).Select(_ => new VisitorSession(app.Address)).ToArray();
            costs.Add(await CostAsync(app, visitors, "", circuits));
        }

        // Built in Release with this project, which refers to it.
        await using (var app = await PublishedApp.StartBuiltAsync(SolutionFolder.PathOf("BlazorJwt", "BlazorJwt.csproj"), "Release",
            "--Demo:Enabled", "true", "--Hosting:CircuitsByAddress", "100000"))
        {
            var visitors = await Task.WhenAll(Enumerable.Range(0, Browsers).Select(_ => DemoVisitor.SignInAsync(app.Address)));
            foreach (var page in Pages)
                costs.Add(await CostAsync(app, visitors, page, circuits));
        }

        return [.. costs];
    }

    private static bool Judge(List<double[]> runs)
    {
        var holds = true;
        for (var at = 0; at <= Pages.Length; at++)
        {
            var ratios = runs.Select(run => run[at] / run[0]).Order().ToArray();
            var costs = runs.Select(run => run[at]).Order().ToArray();
            var spread = costs[^1] / costs[0] - 1;
            holds &= ratios[^1] <= MostOfTemplate && spread <= MostSpread;
            var name = at == 0 ? "the template" : $"`/{Pages[at - 1]}`";
            Say($"| {name} | {costs[Runs / 2]:0} KB | {ratios[Runs / 2]:0.00} | {spread:0.0%} |");
        }

        return holds;
    }

    private static async Task<double> CostAsync(PublishedApp app, VisitorSession[] visitors, string page, int circuits)
    {
        var open = new List<CircuitClient>();
        try
        {
            // The first ones pay for what all share: compiled code, caches, pools.
            await OpenAsync(30);
            var before = await LiveHeap.OfAsync(app);
            await OpenAsync(circuits);
            return (await LiveHeap.OfAsync(app) - before) / 1024.0 / circuits;
        }
        finally
        {
            foreach (var circuit in open)
                await circuit.DisposeAsync();
        }

        async Task OpenAsync(int count)
        {
            for (var opened = 0; opened < count; opened++)
                open.Add(await CircuitClient.OpenAsync(visitors[opened % visitors.Length], page));
        }
    }

    private static void Say(FormattableString sentence) => Console.WriteLine(sentence.ToString(CultureInfo.InvariantCulture));
}
