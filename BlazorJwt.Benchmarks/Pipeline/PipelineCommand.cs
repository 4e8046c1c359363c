using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace BlazorJwt.Benchmarks.Pipeline;

/// <summary>
/// <c>pipeline</c>: what a request with an ES256 token costs the server behind plain <c>AddJwtBearer</c>, with JwtBearer's default handler
/// and with the app's. Only the server's processor time counts: it runs in a process of its own, and each server has its turn in every
/// round.
/// </summary>
internal static class PipelineCommand
{
    private const int Rounds = 21;
    private const int Connections = 8;
    private const double AtLeast = 2;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Turn = TimeSpan.FromSeconds(1);

    /// <param name="isShort">True to see only that it runs.</param>
    /// <returns>0 when the bound holds.</returns>
    public static async Task<int> RunAsync(bool isShort = false)
    {
        using var process = Process.Start(new ProcessStartInfo("dotnet", [typeof(PipelineCommand).Assembly.Location, "serve-pipeline"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        })!;
        try
        {
            var (servers, token) = await ReadyAsync(process);
            using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = Connections, UseCookies = false });
            client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
            var costs = servers.ToDictionary(server => server.Name, _ => new List<double>());
            foreach (var server in servers) await CostAsync(process, client, server.Address, isShort ? Turn / 10 : WarmUp);
            for (var round = 0; round < (isShort ? 3 : Rounds); round++)
            {
                foreach (var server in servers)
                    costs[server.Name].Add(await CostAsync(process, client, server.Address, isShort ? Turn / 10 : Turn));
            }

            return Tell(costs);
        }
        finally
        {
            process.StandardInput.Close();
            if (!process.WaitForExit(TimeSpan.FromSeconds(10))) process.Kill(entireProcessTree: true);
        }
    }

    private static async Task<(List<(string Name, Uri Address)> Servers, string Token)> ReadyAsync(Process process)
    {
        var servers = new List<(string, Uri)>();
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            var words = line.Split('\t');
            if (words[0] is "ready") return (servers, words[1]);
            servers.Add((words[0], new(new Uri(words[1]), "/api/orders")));
        }

        throw new InvalidOperationException("The server ended before it was ready.");
    }

    // Microseconds of the server's processor time for an answer.
    private static async Task<double> CostAsync(Process process, HttpClient client, Uri address, TimeSpan time)
    {
        var before = Took(process);
        var began = Stopwatch.GetTimestamp();
        var counts = await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(async () =>
        {
            var count = 0;
            for (; Stopwatch.GetElapsedTime(began) < time; count++)
            {
                using var answer = await client.GetAsync(address);
                answer.EnsureSuccessStatusCode();
            }

            return count;
        })));
        return (Took(process) - before).TotalMicroseconds / counts.Sum();
    }

    private static TimeSpan Took(Process process)
    {
        process.Refresh();
        return process.TotalProcessorTime;
    }

    private static int Tell(Dictionary<string, List<double>> costs)
    {
        Console.WriteLine("| endpoint behind | the server’s processor time for each answer | plain JwtBearer’s to it |\n|---|---:|---:|");
        var plain = costs[GuardedServers.Plain];
        foreach (var (name, each) in costs)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"| {name} | {Median(each):0.0} µs | {Ratio(plain, each):0.00} |"));
        }

        var ratio = Ratio(plain, costs[GuardedServers.Ours]);
        var verdict = ratio >= AtLeast ? "holds" : "broken";
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
                $"\nwith our handler to plain JwtBearer: {ratio:0.00} (bound: at least {AtLeast:0.00}, {verdict})"));
        return ratio >= AtLeast ? 0 : 1;
    }

    private static double Ratio(List<double> one, List<double> other) => Median(one.Zip(other, (a, b) => a / b));

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
}
