using System.Diagnostics;
using System.Globalization;
using BlazorJwt.Benchmarks.Tokens;

namespace BlazorJwt.Benchmarks;

/// <summary><c>decode</c>: reads an 8 KB token and draws the debugger for it, and holds the server's part of one letter typed to the budget
/// of one frame.</summary>
internal static class DecodeCommand
{
    private const int Rounds = 201;
    private static readonly TimeSpan Frame = TimeSpan.FromMilliseconds(16);

    /// <returns>0 when nine times in ten it is done within a frame.</returns>
    public static int Run()
    {
        using var benchmark = new DecodeBenchmarks();
        benchmark.Prepare();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"A token of {benchmark.Characters:N0} characters " +
            $"with {benchmark.Claims} claims, drawn as {benchmark.Drawn.Length:N0} characters of HTML\n"));
        Console.WriteLine("| step | median | nine in ten within | bound |\n|---|---:|---:|---|");
        Print("decode", Measure(() => benchmark.Decode()), null);
        Print("decode, check and warn", Measure(() => benchmark.Type()), null);
        return Print("decode, check, warn and draw", Measure(() => benchmark.TypeAndDraw()), Frame) ? 0 : 1;
    }

    private static double[] Measure(Action once)
    {
        // Long enough for the compiler to have made its best code.
        for (var until = Stopwatch.GetTimestamp() + (3 * Stopwatch.Frequency); Stopwatch.GetTimestamp() < until;) once();
        var times = new double[Rounds];
        for (var round = 0; round < Rounds; round++)
        {
            // Processor time of this process, its garbage collection included: other work on the machine does not count.
            var start = Environment.CpuUsage.TotalTime;
            once();
            times[round] = (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
        }

        Array.Sort(times);
        return times;
    }

    private static bool Print(string step, double[] times, TimeSpan? bound)
    {
        var most = times[Rounds * 9 / 10];
        var holds = bound is null || most <= bound.Value.TotalMilliseconds;
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {step} | {times[Rounds / 2]:0.00} ms | {most:0.00} ms " +
                $"| {(bound is { } frame ? $"{frame.TotalMilliseconds:0} ms, {(holds ? "holds" : "broken")}" : "")} |"));
        return holds;
    }
}
