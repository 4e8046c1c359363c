namespace BlazorJwt.Labs.KeepSafe.Guestbook;

/// <summary>
/// One visitor's guestbook: nobody else ever sees what is written in it. The address that leads to it has a ticket for one use. The browser
/// that uses it gets the id in an HttpOnly cookie of the other host, so an address that was sent to somebody else opens nothing.
/// </summary>
internal sealed record GuestbookRun(string Id, string Session, string Origin, string OtherOrigin, DateTimeOffset EndsAt)
    : LabRun(Id, Session, Origin, OtherOrigin, EndsAt)
{
    /// <summary>The longest entry, in characters.</summary>
    public const int LongestEntry = 1000;

    /// <summary>False while <see cref="LabRun.Id"/> is still the ticket.</summary>
    public bool IsOpen { get; init; }

    public string? Entry { get; init; }

    /// <summary>The places whose decoy a script from an entry has shown; null before any script ran.</summary>
    public IReadOnlySet<string>? Read { get; init; }

    /// <summary>True when the browser reported that the app's policy blocked an entry.</summary>
    public bool Blocked { get; init; }

    /// <summary>The places that hold a decoy, and the name of the decoy there.</summary>
    public static IReadOnlyDictionary<string, string> Decoys { get; } = new Dictionary<string, string>
    {
        [PlaceNames.LocalStorage] = "guestbook-token",
        [PlaceNames.ReadableCookie] = "BlazorJwt-Guestbook-Readable",
        [PlaceNames.HttpOnlyNone] = "BlazorJwt-Guestbook-None",
        [PlaceNames.HttpOnlyLax] = "BlazorJwt-Guestbook-Lax",
        [PlaceNames.HttpOnlyStrict] = "BlazorJwt-Guestbook-Strict",
    };

    /// <summary>Those that only a server can put there, with their SameSite.</summary>
    public static IReadOnlyDictionary<string, SameSiteMode> HttpOnlyDecoys { get; } = new Dictionary<string, SameSiteMode>
    {
        [PlaceNames.HttpOnlyNone] = SameSiteMode.None,
        [PlaceNames.HttpOnlyLax] = SameSiteMode.Lax,
        [PlaceNames.HttpOnlyStrict] = SameSiteMode.Strict,
    };

    /// <summary>
    /// The entry as the pages write it: unchanged, except that it declares no shadow tree. A frame in one cannot be found from outside, and
    /// no script can prevent it.
    /// </summary>
    public string? Markup => Entry?.Replace("shadowrootmode", "data-shadowrootmode", StringComparison.OrdinalIgnoreCase);

    /// <summary>Adds what a browser reported: the decoys that were read, null for no script, and whether an entry was blocked.</summary>
    public GuestbookRun With(IReadOnlyList<string>? read, bool blocked) => this with
    {
        Read = read is null ? Read : Decoys.Keys.Where(place => read.Contains(place) || Read?.Contains(place) is true).ToHashSet(),
        Blocked = Blocked || blocked,
    };

    public IEnumerable<LabResult> Results(DateTimeOffset now) =>
        Read is null && !Blocked ? [] : Decoys.Keys.Select(place => Cell(place, now));

    private LabResult Cell(string place, DateTimeOffset now) => new(
        LabExperiments.InjectedMarkup,
        place,
        (Read?.Contains(place), Blocked) switch
        {
            (true, true) => "read; blocked by the app’s policy",
            (true, false) => "read by the entry",
            (false, true) => "not read; blocked by the app’s policy",
            (false, false) => "not read by the entry",
            _ => "blocked by the app’s policy",
        },
        Read?.Contains(place) ?? false,
        now);
}
