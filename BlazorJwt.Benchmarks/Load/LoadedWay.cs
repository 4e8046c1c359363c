namespace BlazorJwt.Benchmarks.Load;

/// <summary>One server under load, and what was measured of it, turn by turn.</summary>
internal sealed class LoadedWay(string name, ServingProcess serving, KeepAsking client)
{
    private readonly List<double> _rates = [];
    private readonly List<double> _costs = [];

    public string Name => name;

    public ServingProcess Serving => serving;

    public KeepAsking Client => client;

    /// <summary>Answers a second, in the median.</summary>
    public double Rate => Median(_rates);

    /// <summary>What an answer costs the server in processor time, in the median.</summary>
    public double Microseconds => Median(_costs);

    public void TakeTurn(TimeSpan time)
    {
        var before = serving.Took;
        _rates.Add(client.Rate(time));
        _costs.Add((serving.Took - before).TotalMicroseconds / (_rates[^1] * time.TotalSeconds));
    }

    /// <summary>
    /// The ratio of what a core answers in a second of its own time, in the median of the rounds. Other work on the machine takes that core away, and
    /// its time is not counted; a round that ran slower did so for both.
    /// </summary>
    public double ByProcessorTimeTo(LoadedWay other) => Median(other._costs.Zip(_costs, (another, one) => another / one));

    /// <summary>The ratio by the clock, in the median of the rounds.</summary>
    public double To(LoadedWay other) => Median(_rates.Zip(other._rates, (one, another) => one / another));

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
}
