namespace BlazorJwt.Labs;

/// <summary>What an experiment measured at one place: a cell of the table.</summary>
/// <param name="Experiment">One of <c>LabExperiments</c>.</param>
/// <param name="Place">One of <c>PlaceNames</c>.</param>
/// <param name="Observed">The text of the cell.</param>
/// <param name="Harmed">True when the owner of the token was harmed, false when not, null when that does not apply.</param>
public sealed record LabResult(string Experiment, string Place, string Observed, bool? Harmed, DateTimeOffset At);

/// <summary>The experiments of the lesson "Keep it safe", each with the heading of its column.</summary>
internal static class LabExperiments
{
    public const string Hostile = "Hostile script";
    public const string Thief = "Thief uses it elsewhere";
    public const string ActingInPlace = "Acting in place";
    public const string Reload = "Reload";
    public const string NewTab = "New tab";
    public const string CloseBrowser = "Browser closed";
    public const string SentByItself = "Sent by itself";
    public const string EvilSite = "Evil site";
    public const string InjectedMarkup = "Injected markup";
    public const string Size = "Size";
    public const string SignOut = "After signing out";

    /// <summary>In the order of the columns.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Hostile, Thief, ActingInPlace, Reload, NewTab, CloseBrowser, SentByItself, EvilSite, InjectedMarkup, Size, SignOut];
}
