namespace BlazorJwt.Labs.KeepSafe.Guestbook;

/// <summary>One visitor's guestbook: nobody else ever sees what is written in it.</summary>
/// <param name="Key">128 random bits, in an HttpOnly cookie of the other host: it opens the book.</param>
/// <param name="Session">Whose results it fills.</param>
/// <param name="Home">The origin of the lesson.</param>
/// <param name="Host">The origin of the guestbook.</param>
/// <param name="EndsAt">When it is over.</param>
/// <param name="Entry">What the visitor wrote; null for an empty book.</param>
/// <param name="Read">The places whose decoy a script from an entry has shown; null before any script ran.</param>
/// <param name="Blocked">True when the browser reported that the app's policy blocked an entry.</param>
internal sealed record GuestbookRun(
    string Key, string Session, string Home, string Host, DateTimeOffset EndsAt, string? Entry = null, IReadOnlySet<string>? Read = null, bool Blocked = false)
{
    /// <summary>The longest entry, in characters.</summary>
    public const int LongestEntry = 1000;

    /// <summary>The places that hold a decoy, and the name of the decoy there.</summary>
    public static IReadOnlyDictionary<string, string> Decoys { get; } = new Dictionary<string, string>
    {
        [PlaceNames.LocalStorage] = "guestbook-token",
        [PlaceNames.ReadableCookie] = "BlazorJwt-Guestbook-Readable",
        [PlaceNames.HttpOnlyNone] = "BlazorJwt-Guestbook-None",
        [PlaceNames.HttpOnlyLax] = "BlazorJwt-Guestbook-Lax",
        [PlaceNames.HttpOnlyStrict] = "BlazorJwt-Guestbook-Strict",
    };

    /// <summary>Those of them that only a server can put there, with their SameSite.</summary>
    public static IReadOnlyDictionary<string, SameSiteMode> HttpOnlyDecoys { get; } = new Dictionary<string, SameSiteMode>
    {
        [PlaceNames.HttpOnlyNone] = SameSiteMode.None,
        [PlaceNames.HttpOnlyLax] = SameSiteMode.Lax,
        [PlaceNames.HttpOnlyStrict] = SameSiteMode.Strict,
    };

    /// <summary>
    /// The entry as the pages write it: unchanged, but it declares no shadow trees. A frame in one can't be found from outside, and no script can
    /// prevent it.
    /// </summary>
    public string? Markup => Entry?.Replace("shadowrootmode", "data-shadowrootmode", StringComparison.OrdinalIgnoreCase);

    /// <summary>The cells of the table, as far as they were measured.</summary>
    public IEnumerable<LabResult> Results(DateTimeOffset now) => Read is null && !Blocked ? [] : Decoys.Keys.Select(place => Cell(place, now));

    private LabResult Cell(string place, DateTimeOffset now) => new(
        LabExperiments.InjectedMarkup,
        place,
        (Read?.Contains(place), Blocked) switch
        {
            (true, true) => "read; the app’s policy blocked it",
            (true, false) => "read by the entry",
            (false, true) => "not read; the app’s policy blocked it",
            (false, false) => "not read by the entry",
            _ => "the app’s policy blocked it",
        },
        Read?.Contains(place) ?? false,
        now);
}
