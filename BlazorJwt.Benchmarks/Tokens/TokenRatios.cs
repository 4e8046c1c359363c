using System.Diagnostics;
using System.Globalization;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.Benchmarks.Tokens;

/// <summary>
/// The ratios of <see cref="ValidateBenchmarks"/> and <see cref="IssueBenchmarks"/>, measured turn by turn: a short block of each way, one
/// after the other, many rounds, and the median of each round's ratio. What counts is the processor time of this process, its garbage
/// collection included. On a machine that does other things as well a disturbance then hits all ways alike, where BenchmarkDotNet, which
/// measures one way to the end before the next, and by the clock on the wall, would give it to one.
/// </summary>
internal static class TokenRatios
{
    private const int Rounds = 101;
    private const string Again = "the same token again";
    private const string Forged = "rejecting a forged one";
    private static readonly TimeSpan Block = TimeSpan.FromMilliseconds(3);

    // What the strict path may cost, against the bare signature check.
    private static readonly Dictionary<string, double> Bounds = new() { ["ES256"] = 1.25, ["RS256"] = 1.45, ["HS256"] = 5 };

    // What rejecting a forged token may cost, against accepting a valid one, for every algorithm.
    private const double BoundForged = 1.5;

    // What the same token may cost when it comes again, against the bare signature check.
    private static readonly Dictionary<string, double> BoundsAgain = new() { ["ES256"] = 0.08 };

    /// <summary>Prints a table; 1 when a bound does not hold.</summary>
    public static int Run()
    {
        var broken = 0;
        Console.WriteLine("| algorithm | way | median | to the first row of its group | bound |");
        Console.WriteLine("|---|---|---|---|---|");
        foreach (var algorithm in SigningAlgorithms.All)
        {
            var validate = new ValidateBenchmarks { Algorithm = algorithm };
            validate.Prepare();
            broken += Print(algorithm, Measure(
                ("bare signature check", () => validate.BareSignature()),
                ("check: JsonWebTokenHandler", () => validate.JsonWebTokenHandler().GetAwaiter().GetResult()),
                ("check: JwtSecurityTokenHandler", () => validate.JwtSecurityTokenHandler()),
                ("check: TokenService", () => validate.TokenService().GetAwaiter().GetResult()),
                ("check: TokenService, with identity", () => validate.TokenServiceWithIdentity().GetAwaiter().GetResult()),
                (Again, () => validate.TheSameTokenAgain().GetAwaiter().GetResult()),
                ("the same token again, with identity", () => validate.TheSameTokenAgainWithIdentity().GetAwaiter().GetResult())));

            broken += Print(algorithm, Measure(
                ("accepting a valid token", () => validate.TokenService().GetAwaiter().GetResult()),
                (Forged, () => validate.ForgedToken().GetAwaiter().GetResult())));

            var issue = new IssueBenchmarks { Algorithm = algorithm };
            issue.Prepare();
            Print(algorithm, Measure(
                ("bare signing", () => issue.BareSignature()),
                ("issue: JsonWebTokenHandler", () => issue.JsonWebTokenHandler()),
                ("issue: TokenService", () => issue.TokenService())));
        }

        return Math.Min(broken, 1);
    }

    private static List<(string Name, double Microseconds, double Ratio)> Measure(params (string Name, Action Once)[] ways)
    {
        var counts = ways.Select(way => Math.Max(1, (int)(Block.TotalMicroseconds / Warm(way.Once)))).ToArray();
        var times = ways.Select(_ => new double[Rounds]).ToArray();
        for (var round = 0; round < Rounds; round++)
        {
            for (var way = 0; way < ways.Length; way++) times[way][round] = Time(ways[way].Once, counts[way]);
        }

        return [.. ways.Select((way, index) =>
            (way.Name, Median(times[index]), Median([.. times[index].Zip(times[0], (time, bare) => time / bare)])))];
    }

    // Long enough for the compiler to have made its best code.
    private static double Warm(Action once)
    {
        var until = Stopwatch.GetTimestamp() + (2 * Stopwatch.Frequency);
        var last = double.MaxValue;
        while (Stopwatch.GetTimestamp() < until) last = Math.Min(last, Math.Max(0.1, Time(once, 100)));
        return last;
    }

    private static double Time(Action once, int count)
    {
        var start = Environment.CpuUsage.TotalTime;
        for (var index = 0; index < count; index++) once();
        return (Environment.CpuUsage.TotalTime - start).TotalMicroseconds / count;
    }

    private static double Median(double[] values)
    {
        Array.Sort(values = [.. values]);
        return values[values.Length / 2];
    }

    private static int Print(string algorithm, List<(string Name, double Microseconds, double Ratio)> rows)
    {
        var broken = 0;
        foreach (var (name, microseconds, ratio) in rows)
        {
            double? bound = name switch
            {
                "check: TokenService" when Bounds.TryGetValue(algorithm, out var most) => most,
                Again when BoundsAgain.TryGetValue(algorithm, out var most) => most,
                Forged => BoundForged,
                _ => null,
            };
            if (ratio > bound) broken++;
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"| {algorithm} | {name} | {microseconds:0.0} µs | {ratio:0.000} " +
                    $"| {(bound is null ? "" : $"{bound:0.00}, {(ratio > bound ? "broken" : "holds")}")} |"));
        }

        return broken;
    }
}
