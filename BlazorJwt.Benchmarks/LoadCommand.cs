using System.Diagnostics;
using System.Globalization;
using BlazorJwt.Benchmarks.Load;

namespace BlazorJwt.Benchmarks;

/// <summary><c>load</c>: what guarding an endpoint with ES256 tokens costs in throughput, way beside way in the same run.</summary>
internal static class LoadCommand
{
    private const int FewMethods = 10;
    private const int Rounds = 24;
    private const int Connections = 64;
    private const string Visitor = "AAAAAAAAAAAAAAAAAAAAAA";
    private static readonly TimeSpan Turn = TimeSpan.FromMilliseconds(400);

    /// <returns>0 when all bounds hold.</returns>
    public static int Run()
    {
        OneCore.Serve();
        using var kestrel = Kestrel();
        var (token, pem) = (kestrel.Ready[0], kestrel.Ready[1].Replace('|', '\n'));
        using var fastify = Fastify(pem);
        OneCore.Ask();
        Console.WriteLine(OneCore.CanBeChosen ? "Servers on one core, client on another.\n" : "Client and servers share the cores.\n");

        var ways = Ways(kestrel, token).Concat(fastify is null ? [] : Ways(fastify, token)).ToArray();
        WarmUp(ways, kestrel);
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var way in ways) way.TakeTurn(Turn);
        }

        foreach (var way in ways) way.Client.Dispose();
        Tell(ways);
        if (fastify is null) Console.WriteLine("\nFastify was not measured: Node or npm is missing.");
        Console.WriteLine();
        var byName = ways.ToDictionary(way => way.Name);
        return Holds("BlazorJwt to the scheme that does nothing", byName[HostedWays.Ours], byName[HostedWays.Nothing], 0.92)
            & Holds("BlazorJwt to JwtBearer as it comes", byName[HostedWays.Ours], byName[HostedWays.Plain], 5)
            & Holds("the API recorded to the API not recorded", byName[HostedWays.ApiOnTheWire], byName[HostedWays.Api], 0.95) ? 0 : 1;
    }

    // The runtime compiles again, and better, what is called often, in the background: on the servers' only core it comes to that while they rest.
    private static void WarmUp(LoadedWay[] ways, ServingProcess kestrel)
    {
        for (var (quiet, before) = (0, kestrel.CompiledMethods); quiet < 2;)
        {
            foreach (var way in ways)
            {
                way.Client.Rate(Turn);
                Thread.Sleep(Turn);
            }

            var now = kestrel.CompiledMethods;
            (quiet, before) = (now - before < FewMethods ? quiet + 1 : 0, now);
        }
    }

    private static IEnumerable<LoadedWay> Ways(ServingProcess serving, string token) => serving.Addresses.Select(server =>
    {
        var isApi = server.Key is HostedWays.Api or HostedWays.ApiOnTheWire;
        // What is recorded is what a visitor's browser sends, and the visitor's cookie says so.
        string[] headers = [$"Authorization: Bearer {token}", .. (isApi ? [$"Cookie: __Host-BlazorJwt-Visitor={Visitor}", "Sec-Fetch-Mode: cors"] : Array.Empty<string>())];
        return new LoadedWay(server.Key, serving, new(server.Value, isApi ? "/api/orders" : "/", Connections, headers));
    });

    private static void Tell(LoadedWay[] ways)
    {
        Console.WriteLine("| endpoint behind | requests a second | to the open endpoint | the server’s processor time for each |\n|---|---:|---:|---:|");
        foreach (var way in ways)
        {
            var first = ways.First(other => other.Serving == way.Serving);
            var share = way.Name is HostedWays.Api or HostedWays.ApiOnTheWire ? "" : way.ByProcessorTimeTo(first).ToString("0.00", CultureInfo.InvariantCulture);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"| {way.Name} | {way.Rate:N0} | {share} | {way.Microseconds:0.0} µs |"));
        }
    }

    private static bool Holds(string what, LoadedWay way, LoadedWay other, double least)
    {
        var ratio = way.ByProcessorTimeTo(other);
        var verdict = ratio >= least ? "holds" : "broken";
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{what}: {ratio:0.00} by processor time, {way.To(other):0.00} by the clock (bound: at least {least:0.00}, {verdict})"));
        return ratio >= least;
    }

    private static ServingProcess Kestrel()
    {
        var start = new ProcessStartInfo("dotnet", [typeof(LoadCommand).Assembly.Location, "serve-ways"]);
        // The other half of what HostedWays sets: the thread that hears of a request reads it, too.
        start.Environment["DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS"] = "1";
        return ServingProcess.Start(start);
    }

    private static ServingProcess? Fastify(string pem)
    {
        var folder = SolutionFolder.PathOf("BlazorJwt.Benchmarks", "Load", "Fastify");
        try
        {
            using var npm = Process.Start(new ProcessStartInfo("npm", ["ci", "--no-audit", "--no-fund", "--silent"]) { WorkingDirectory = folder })!;
            npm.WaitForExit();
            if (npm.ExitCode != 0) return null;
            var start = new ProcessStartInfo("node", [Path.Combine(folder, "server.mjs")]);
            var options = new BlazorJwt.Tokens.TokenOptions();
            (start.Environment["KEY"], start.Environment["ISSUER"], start.Environment["AUDIENCE"]) = (pem, options.Issuer, options.Audience);
            return ServingProcess.Start(start);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
