namespace BlazorJwt.Benchmarks.Load;

/// <summary>One server under load, and what was measured of it, turn by turn.</summary>
internal sealed class LoadedWay(string name, ServingProcess serving, KeepAsking client)
{
    private readonly List<double> _rates = [];
    private double _seconds;
    private double _answers;

    public string Name => name;

    public ServingProcess Serving => serving;

    public KeepAsking Client => client;

    /// <summary>Answers a second, in the median.</summary>
    public double Rate => Median(_rates);

    /// <summary>What an answer costs the server.</summary>
    public double Microseconds => _seconds / _answers * 1e6;

    public void TakeTurn(TimeSpan time)
    {
        var before = serving.Took;
        _rates.Add(client.Rate(time));
        _seconds += (serving.Took - before).TotalSeconds;
        _answers += _rates[^1] * time.TotalSeconds;
    }

    /// <summary>The ratio, in the median of the rounds: other work on the machine hits two ways that follow each other alike.</summary>
    public double To(LoadedWay other) => Median(_rates.Zip(other._rates, (one, another) => one / another));

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(values.Count() / 2);
}
