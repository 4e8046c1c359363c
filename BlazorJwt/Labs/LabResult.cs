namespace BlazorJwt.Labs;

/// <summary>What an experiment measured at one place: a cell of the table.</summary>
/// <param name="Experiment">One of <see cref="LabExperiments"/>.</param>
/// <param name="Place">The place, one of <see cref="KeepSafe.PlaceNames"/>.</param>
/// <param name="Observed">What was seen, in a few words for the cell.</param>
/// <param name="Harmed">True when it went badly for the owner of the token, false when it went well, null when it is neither by itself.</param>
/// <param name="At">When it was measured.</param>
public sealed record LabResult(string Experiment, string Place, string Observed, bool? Harmed, DateTimeOffset At);

/// <summary>The experiments of the storage duel, by name. Each is a column of the table.</summary>
public static class LabExperiments
{
    /// <summary>A hostile script in the page looks for tokens.</summary>
    public const string Hostile = "Hostile script";

    /// <summary>The thief uses from elsewhere what the script sent.</summary>
    public const string Thief = "Thief uses it elsewhere";

    /// <summary>The hostile script calls the API from inside the page.</summary>
    public const string ActingInPlace = "Acting in place";

    /// <summary>The page is reloaded.</summary>
    public const string Reload = "Reload";

    /// <summary>The page is opened in another tab.</summary>
    public const string NewTab = "New tab";

    /// <summary>The browser is closed and opened again.</summary>
    public const string CloseBrowser = "Browser closed";

    /// <summary>The page sends a plain request to the server.</summary>
    public const string SentByItself = "Sent by itself";

    /// <summary>A page of another site posts a form.</summary>
    public const string EvilSite = "Evil site";

    /// <summary>A visitor's text runs as a script.</summary>
    public const string InjectedMarkup = "Injected markup";

    /// <summary>The place is filled until it is full.</summary>
    public const string Size = "Size";

    /// <summary>The visitor signs out.</summary>
    public const string SignOut = "After signing out";

    /// <summary>All of them, in the order of the table.</summary>
    public static IReadOnlyList<string> All { get; } =
        [Hostile, Thief, ActingInPlace, Reload, NewTab, CloseBrowser, SentByItself, EvilSite, InjectedMarkup, Size, SignOut];
}
