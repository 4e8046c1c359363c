using BlazorJwt.Components.Lessons;
using BlazorJwt.Visitors;
using BlazorJwt.Visitors.Circuits;
using BlazorJwt.Visitors.Published;

namespace BlazorJwt.Benchmarks;

/// <summary><c>idle-circuits</c>: what an open page that nobody touches costs the server, beside the framework's own template in the same run.</summary>
internal static class IdleCircuitsCommand
{
    private static readonly string[] Pages = ["", .. Lesson.All.Select(lesson => lesson.Slug), "our-keys", "debugger", "error-clinic"];

    /// <returns>0 when a circuit of ours costs at most half of the template's, whatever the page.</returns>
    public static async Task<int> RunAsync(int circuits)
    {
        var scratch = Directory.CreateTempSubdirectory("template-").FullName;
        try
        {
            await PublishedApp.RunAsync("new", "blazor", "-int", "Server", "--all-interactive", "-n", "Template", "-o", scratch, "--framework", "net10.0");
            var template = await CostAsync("the template", () => PublishedApp.StartAsync(Path.Combine(scratch, "Template.csproj")), "", circuits);
            var worst = 0.0;
            foreach (var page in Pages)
            {
                var ours = await CostAsync($"BlazorJwt, /{page}", StartOursAsync, page, circuits);
                Console.WriteLine($"  to the template's: {ours / template:0.00} (bound: 0.50)");
                worst = Math.Max(worst, ours / template);
            }

            return worst <= 0.5 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    // Built in Release with this project, which refers to it.
    private static Task<PublishedApp> StartOursAsync() =>
        PublishedApp.StartBuiltAsync(SolutionFolder.PathOf("BlazorJwt", "BlazorJwt.csproj"), "Release", "--Demo:Enabled", "true", "--Hosting:CircuitsByAddress", "100000");

    private static async Task<double> CostAsync(string name, Func<Task<PublishedApp>> start, string page, int circuits)
    {
        await using var app = await start();
        var open = new List<CircuitClient>();
        try
        {
            // The first ones pay for what all share: compiled code, caches, pools.
            for (var warm = 0; warm < 30; warm++)
                open.Add(await CircuitClient.OpenAsync(new VisitorSession(app.Address), page));
            var before = await SettledMemory.OfAsync(app);
            for (var opened = 0; opened < circuits; opened++)
                open.Add(await CircuitClient.OpenAsync(new VisitorSession(app.Address), page));
            var cost = (await SettledMemory.OfAsync(app) - before) / 1024.0 / circuits;
            Console.WriteLine($"{name}: {cost:0} KB of resident memory for each of {circuits} idle circuits");
            return cost;
        }
        finally
        {
            foreach (var circuit in open)
                await circuit.DisposeAsync();
        }
    }
}
