using System.Diagnostics;
using System.Globalization;
using BlazorJwt.Benchmarks.Load;

namespace BlazorJwt.Benchmarks;

/// <summary><c>load</c>: what guarding an endpoint with ES256 tokens costs in throughput, way beside way in the same run.</summary>
internal static class LoadCommand
{
    private const int Rounds = 15;
    private const int Connections = 16;
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(500);

    /// <returns>0 when all bounds hold.</returns>
    public static async Task<int> RunAsync()
    {
        using var kestrel = await ServingProcess.StartAsync(new("dotnet", [typeof(LoadCommand).Assembly.Location, "serve-ways"]));
        var (token, pem) = (kestrel.Ready[0], kestrel.Ready[1].Replace('|', '\n'));
        using var fastify = await FastifyAsync(pem);
        var ways = kestrel.Addresses.Concat(fastify?.Addresses ?? []).ToArray();
        var rates = ways.ToDictionary(way => way.Key, _ => new double[Rounds]);
        var clients = new List<KeepAsking>();
        foreach (var (name, address) in ways)
        {
            var isApi = name is HostedWays.Api or HostedWays.ApiOnTheWire;
            // What is recorded is what a visitor's browser sends, and the visitor's cookie says so.
            string[] headers = [$"Authorization: Bearer {token}", .. (isApi ? [$"Cookie: __Host-BlazorJwt-Visitor={Visitor}", "Sec-Fetch-Mode: cors"] : Array.Empty<string>())];
            clients.Add(await KeepAsking.StartAsync(address, isApi ? "/api/orders" : "/", Connections, headers));
        }

        foreach (var client in clients) await client.RateAsync(TimeSpan.FromSeconds(3));
        for (var round = 0; round < Rounds; round++)
        {
            for (var way = 0; way < ways.Length; way++) rates[ways[way].Key][round] = await clients[way].RateAsync(Turn);
        }

        foreach (var client in clients) client.Dispose();
        Console.WriteLine("| endpoint behind | requests a second | to the open endpoint |\n|---|---:|---:|");
        foreach (var (name, _) in ways.Where(way => way.Key is not (HostedWays.Api or HostedWays.ApiOnTheWire)))
        {
            var open = name.StartsWith("Fastify", StringComparison.Ordinal) ? "Fastify, open endpoint" : HostedWays.Open;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {name} | {Median(rates[name]):N0} | {Ratio(rates, name, open):0.00} |"));
        }

        if (fastify is null) Console.WriteLine("\nFastify was not measured: Node or npm is missing.");
        Console.WriteLine();
        return Holds("BlazorJwt to the scheme that does nothing", Ratio(rates, HostedWays.Ours, HostedWays.Nothing), 0.92)
            & Holds("BlazorJwt to JwtBearer as it comes", Ratio(rates, HostedWays.Ours, HostedWays.Plain), 5)
            & Holds("the API recorded to the API not recorded", Ratio(rates, HostedWays.ApiOnTheWire, HostedWays.Api), 0.95) ? 0 : 1;
    }

    private const string Visitor = "AAAAAAAAAAAAAAAAAAAAAA";

    private static bool Holds(string what, double ratio, double least)
    {
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {ratio:0.00} (bound: at least {least:0.00}, {(ratio >= least ? "holds" : "broken")})"));
        return ratio >= least;
    }

    // Turn by turn: other work on the machine hits two ways that follow each other alike.
    private static double Ratio(Dictionary<string, double[]> rates, string way, string to) => Median([.. rates[way].Zip(rates[to], (one, other) => one / other)]);

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);

    private static async Task<ServingProcess?> FastifyAsync(string pem)
    {
        var folder = SolutionFolder.PathOf("BlazorJwt.Benchmarks", "Load", "Fastify");
        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund", "--silent"]) { WorkingDirectory = folder })!;
            await npm.WaitForExitAsync();
            if (npm.ExitCode != 0) return null;
            var start = new ProcessStartInfo("node", [Path.Combine(folder, "server.mjs")]);
            var options = new BlazorJwt.Tokens.TokenOptions();
            (start.Environment["KEY"], start.Environment["ISSUER"], start.Environment["AUDIENCE"]) = (pem, options.Issuer, options.Audience);
            return await ServingProcess.StartAsync(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
