using BlazorJwt.Components.Clinic.Cases;

namespace BlazorJwt.Components.Clinic;

/// <summary>Every case of the clinic, and how a text leads to them.</summary>
internal static class ClinicCatalogue
{
    private const int MostFindings = 5;

    public static IReadOnlyList<CaseFamily> Families { get; } =
    [
        LifetimeCases.Family, IssuerAndAudienceCases.Family, SignatureCases.Family, KeyCases.Family, CheckCases.Family, FormCases.Family,
        AnswerCases.Family, BlazorCases.Family, FormPostCases.Family, SurpriseCases.Family, StartupCases.Family, MetadataCases.Family,
        RemoteSignInCases.Family, BrowserCases.Family,
    ];

    public static IReadOnlyList<ClinicCase> All { get; } = [.. Families.SelectMany(family => family.Cases)];

    private static readonly ILookup<string, Sign> FromTables =
        (from known in IdentityModelCodes.All
         where known.Sign is not null
         select (Id: known.CaseId!, Sign: known.Sign!))
        .Concat(OtherLibraries.Messages.Select(message => (Id: message.CaseId, message.Sign)))
        .ToLookup(entry => entry.Id, entry => entry.Sign);

    /// <summary>The words a case is found by: its own, its codes, and those of other libraries.</summary>
    public static IEnumerable<Sign> SignsOf(ClinicCase one) => one.Signs.Concat(FromTables[one.Id]);

    /// <summary>The cases that a text points to, the likeliest first, five at most.</summary>
    /// <param name="text">A log line, a stack trace, a header, a JSON body, a line of the console. Anything, of any length.</param>
    public static IReadOnlyList<ClinicCase> Find(string text) => [.. Diagnose(text).Select(finding => finding.Case)];

    /// <summary>As <see cref="Find"/>, with what was found of each.</summary>
    public static IReadOnlyList<Finding> Diagnose(string text)
    {
        var pasted = PastedText.Read(text);
        var found = Search(pasted).ToList();
        // What a program names in its source is not what it said: it counts after that.
        if (pasted.WithSource is { } all)
            found.AddRange(Search(all).ExceptBy(found.Select(one => one.Case), one => one.Case).Select(InSource));
        if (!found.Exists(one => one.Sign.Strength > SignStrength.Beside) && AnswerCases.OfStatus(text) is { } status)
            found.Insert(0, new(status, status.Signs[0], default));
        if (found.Count == 0) return [];
        // The type of an exception, or a word near it, says less than a code: one that is not known has no case.
        var strength = found[0].Sign.Strength;
        if (strength < SignStrength.Near && CodeIn(text) is { } code && IdentityModelCodes.Find(code)?.IsError != false) return [];
        return [.. found.Where(one => !found[0].IsCertain || one.Sign.Strength != SignStrength.Hint).Take(MostFindings)];
    }

    private static Finding InSource(Finding found) => found with { Level = found.Level with { IsSource = true } };

    private static IEnumerable<Finding> Search(PastedText pasted) =>
        from one in All
        from sign in SignsOf(one)
        let position = pasted.PositionOf(sign.Flat, sign.FlatUnless)
        where position >= 0
        group (Sign: sign, Position: position) by one into matches
        let best = matches.MaxBy(match => (match.Sign.Worth, pasted.LevelAt(match.Position).Depth))
        let level = pasted.LevelAt(best.Position)
        // The innermost exception of the first error is the cause. Of two cases there, the one with more words in the text.
        orderby best.Sign.Strength descending, level.Error, level.Depth descending, best.Sign.Worth descending, best.Position
        select new Finding(matches.Key, best.Sign, level);

    /// <summary>The case of an address: its id, or a code such as <c>idx10501</c>; null when there is none.</summary>
    public static ClinicCase? At(string? address) => address is null
        ? null
        : All.FirstOrDefault(one => one.Id.Equals(address, StringComparison.OrdinalIgnoreCase))
            ?? (CodeIn(address) is not null && Find(address) is [var first, ..] ? first : null);

    /// <summary>The cases that a few words are in; all of them for none.</summary>
    public static IReadOnlyList<ClinicCase> Filter(string words)
    {
        var asked = words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return [.. All.Where(one => asked.All(word => one.Says(word) || SignsOf(one).Any(sign => sign.Says(word))))];
    }

    /// <summary>The first code (IDX or IDW) of an error in a text, known here or not; null when there is none.</summary>
    public static string? CodeIn(string text) => PastedText.Read(text).Code;
}
