using BlazorJwt.Benchmarks.Published;

namespace BlazorJwt.Benchmarks;

/// <summary><c>idle-circuits</c>: what an open page that nobody touches costs the server, beside the framework's own template in the same run.</summary>
internal static class IdleCircuitsCommand
{
    /// <returns>0 when a circuit of ours costs at most half of the template's.</returns>
    public static async Task<int> RunAsync(int circuits)
    {
        var scratch = Directory.CreateTempSubdirectory("template-").FullName;
        try
        {
            await PublishedApp.RunAsync("new", "blazor", "-int", "Server", "--all-interactive", "-n", "Template", "-o", scratch, "--framework", "net10.0");
            var template = await CostAsync("the template", Path.Combine(scratch, "Template.csproj"), "", circuits);
            var ours = await CostAsync("BlazorJwt", SolutionFolder.PathOf("BlazorJwt", "BlazorJwt.csproj"), "sign-in", circuits, "--Demo:Enabled", "true", "--Hosting:CircuitsByAddress", "100000");
            Console.WriteLine($"ours / template: {ours / template:0.00} (bound: 0.50)");
            return ours <= template / 2 ? 0 : 1;
        }
        finally
        {
            Directory.Delete(scratch, recursive: true);
        }
    }

    private static async Task<double> CostAsync(string name, string project, string page, int circuits, params string[] settings)
    {
        await using var app = await PublishedApp.StartAsync(project, settings);
        var open = new List<CircuitClient>();
        try
        {
            // The first ones pay for what all share: compiled code, caches, pools.
            for (var warm = 0; warm < 30; warm++)
                open.Add(await CircuitClient.OpenAsync(new Uri(app.Address, page)));
            var before = app.ResidentMemory;
            for (var opened = 0; opened < circuits; opened++)
                open.Add(await CircuitClient.OpenAsync(new Uri(app.Address, page)));
            var cost = (app.ResidentMemory - before) / 1024.0 / circuits;
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
