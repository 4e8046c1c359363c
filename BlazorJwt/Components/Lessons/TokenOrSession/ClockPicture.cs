using System.Globalization;

namespace BlazorJwt.Components.Lessons.TokenOrSession;

/// <summary>A moment at which a clock starts or stops.</summary>
internal sealed record ClockEvent(string Name, DateTimeOffset At);

/// <summary>
/// The five clocks of one sign-in on a line. The line is not to scale: thirty seconds of skew beside twelve hours would be a hair. Each
/// stretch between two events is as wide as the next.
/// </summary>
internal sealed class ClockPicture
{
    private readonly DateTimeOffset[] _marks;

    /// <param name="skew">The clock skew of the policy that checks it.</param>
    /// <param name="refreshUntil">When the refresh token is over; null for a sign-in without one.</param>
    public ClockPicture(DateTimeOffset issuedAt, DateTimeOffset expiresAt, TimeSpan skew, DateTimeOffset? refreshUntil)
    {
        (IssuedAt, ExpiresAt, AcceptedUntil, RefreshUntil) = (issuedAt, expiresAt, expiresAt + skew, refreshUntil);
        RenewsAt = refreshUntil is null ? null : expiresAt - Lead(expiresAt - issuedAt);
        Clocks =
        [
            new(ClockKind.AccessToken, issuedAt, expiresAt),
            new(ClockKind.Skew, expiresAt, AcceptedUntil),
            new(ClockKind.RefreshToken, issuedAt, refreshUntil ?? issuedAt),
            // The browser is told to forget it when the token expires (TokenCookie).
            new(ClockKind.Cookie, issuedAt, expiresAt),
            new(ClockKind.Circuit, issuedAt, null),
        ];

        List<ClockEvent> events = [new("issued", issuedAt), new("expires", expiresAt), new("skew over", AcceptedUntil)];
        if (RenewsAt is { } renews) events.Add(new("page renews", renews));
        if (refreshUntil is { } over) events.Add(new("refresh over", over));
        // Two at the same moment are one place on the line.
        Events = [.. events.OrderBy(item => item.At).DistinctBy(item => item.At)];
        // One more stretch, for what is left when all is over.
        _marks = [.. Events.Select(item => item.At), Events[^1].At + TimeSpan.FromMinutes(1)];
    }

    /// <summary>The token's <c>iat</c>: the line begins here.</summary>
    public DateTimeOffset IssuedAt { get; }

    public DateTimeOffset ExpiresAt { get; }

    /// <summary>When a check accepts the token no more: <c>exp</c> and the skew.</summary>
    public DateTimeOffset AcceptedUntil { get; }

    public DateTimeOffset? RefreshUntil { get; }

    /// <summary>When an open page asks for the next token; null when it does not.</summary>
    public DateTimeOffset? RenewsAt { get; }

    /// <summary>The clocks, in the order of <see cref="ClockKind"/>.</summary>
    public IReadOnlyList<Clock> Clocks { get; }

    public IReadOnlyList<ClockEvent> Events { get; }

    public DateTimeOffset End => _marks[^1];

    public int Stretches => _marks.Length - 1;

    /// <summary>How long before its end a page renews a token: as wwwroot/renewal.js has it.</summary>
    public static TimeSpan Lead(TimeSpan life) => TimeSpan.FromSeconds(Math.Min(90, life.TotalSeconds / 3));

    /// <summary>True while the page shows the visitor signed in: to the second of <c>exp</c>, without skew.</summary>
    public bool IsSignedIn(DateTimeOffset at) => Clocks[(int)ClockKind.AccessToken].Runs(at);

    /// <summary>Where a moment lies on the line, from 0 to 1. What lies outside is moved to the end that is nearer.</summary>
    public double PlaceOf(DateTimeOffset at)
    {
        if (at <= _marks[0]) return 0;
        for (var stretch = 0; stretch < Stretches; stretch++)
        {
            var (from, until) = (_marks[stretch], _marks[stretch + 1]);
            if (at < until) return (stretch + (at - from) / (until - from)) / Stretches;
        }

        return 1;
    }

    public DateTimeOffset MomentAt(double place)
    {
        var along = Math.Clamp(place, 0, 1) * Stretches;
        var stretch = Math.Min((int)along, Stretches - 1);
        var (from, until) = (_marks[stretch], _marks[stretch + 1]);
        return from + TimeSpan.FromSeconds(Math.Round((until - from).TotalSeconds * (along - stretch)));
    }

    /// <summary>The place of a moment, for a drawing as wide as the line.</summary>
    public string X(DateTimeOffset at) => Percent(PlaceOf(at));

    /// <summary>The bars of a clock, each with its kind: it runs, or what is left after.</summary>
    public IEnumerable<(string Kind, string X, string Width)> Bars(Clock clock)
    {
        if (clock.From < (clock.Until ?? ExpiresAt))
            yield return Bar(clock.Kind is ClockKind.Skew ? "rest" : "runs", clock.From, clock.Until ?? ExpiresAt);
        // What is left after exp: a circuit that knows nobody, and the refresh token's own cookie.
        if (clock.Kind is ClockKind.Circuit) yield return Bar("rest", ExpiresAt, End);
        if (clock.Kind is ClockKind.Cookie && RefreshUntil is { } until && ExpiresAt < until) yield return Bar("rest", ExpiresAt, until);

        (string, string, string) Bar(string kind, DateTimeOffset from, DateTimeOffset to) =>
            (kind, X(from), Percent(PlaceOf(to) - PlaceOf(from)));
    }

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:0.##}%");

    /// <summary>Where a moment stands to the end of the token, in words: <c>1 min 30 s before the token expires</c>.</summary>
    public string Tell(DateTimeOffset at) => (at - ExpiresAt).TotalSeconds switch
    {
        0 => "the second in which the token expires",
        < 0 and var before => $"{Amount(-before)} before the token expires",
        var after => $"{Amount(after)} after the token expired",
    };

    /// <summary>A span in words: <c>1 h 44 min</c>, <c>90 s</c> never: <c>1 min 30 s</c>.</summary>
    public static string Amount(double seconds)
    {
        var span = TimeSpan.FromSeconds(Math.Round(seconds));
        string[] parts = [Part((int)span.TotalHours, "h"), Part(span.Minutes, "min"), Part(span.Seconds, "s")];
        return string.Join(' ', parts.Where(part => part.Length > 0).DefaultIfEmpty("0 s"));

        static string Part(int number, string unit) => number == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $"{number} {unit}");
    }
}
