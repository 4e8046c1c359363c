using BlazorJwt.Components.Clinic.Cases;

namespace BlazorJwt.Components.Clinic;

/// <summary>Every case of the clinic, and how a text leads to them.</summary>
internal static class ClinicCatalogue
{
    private const int MostFindings = 5;

    public static IReadOnlyList<CaseFamily> Families { get; } =
    [
        LifetimeCases.Family, IssuerAndAudienceCases.Family, SignatureCases.Family, KeyCases.Family, FormCases.Family,
        AnswerCases.Family, BlazorCases.Family, FormPostCases.Family, SurpriseCases.Family, StartupCases.Family, MetadataCases.Family,
        RemoteSignInCases.Family, BrowserCases.Family,
    ];

    public static IReadOnlyList<ClinicCase> All { get; } = [.. Families.SelectMany(family => family.Cases)];

    private static readonly ILookup<string, Sign> OfOtherLibraries =
        OtherLibraries.Messages.ToLookup(message => message.CaseId, message => message.Sign);

    /// <summary>The cases that a text points to, the likeliest first, five at most.</summary>
    /// <param name="text">A log line, a stack trace, a header, a JSON body, a line of the console. Anything, of any length.</param>
    public static IReadOnlyList<ClinicCase> Find(string text) => [.. Diagnose(text).Select(finding => finding.Case)];

    /// <summary>As <see cref="Find"/>, with what was found of each.</summary>
    public static IReadOnlyList<Finding> Diagnose(string text)
    {
        var pasted = PastedText.Read(text);
        var found =
            (from one in All
             from sign in one.Signs.Concat(OfOtherLibraries[one.Id])
             let position = pasted.PositionOf(sign.Flat)
             where position >= 0
             group (Sign: sign, Position: position) by one into matches
             let best = matches.MaxBy(match => (match.Sign.Worth, pasted.LevelAt(match.Position).Depth))
             let level = pasted.LevelAt(best.Position)
             // The innermost exception of the first error is the cause. Of two cases there, the one with more words in the text.
             orderby best.Sign.Strength descending, level.Error, level.Depth descending, best.Sign.Worth descending, best.Position
             select new Finding(matches.Key, best.Sign, level)).ToArray();
        if (found.Length == 0) return PastedText.Has401(text) ? [new(AnswerCases.Bare401, AnswerCases.Bare401.Signs[0], default)] : [];
        var isCertain = found[0].Sign.Strength == SignStrength.Certain;
        return [.. found.Where(finding => !isCertain || finding.Sign.Strength != SignStrength.Hint).Take(MostFindings)];
    }

    /// <summary>The case of an address: its id, or a code such as <c>idx10501</c>; null when there is none.</summary>
    public static ClinicCase? At(string? address) => address is null
        ? null
        : All.FirstOrDefault(one => one.Id.Equals(address, StringComparison.OrdinalIgnoreCase))
            ?? (CodeIn(address) is not null && Find(address) is [var first, ..] ? first : null);

    /// <summary>The cases that a few words are in; all of them for none.</summary>
    public static IReadOnlyList<ClinicCase> Filter(string words)
    {
        var asked = words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return [.. All.Where(one => asked.All(word => one.Says(word) || OfOtherLibraries[one.Id].Any(sign => sign.Says(word))))];
    }

    /// <summary>The first code of Microsoft.IdentityModel in a text, known here or not; null when there is none.</summary>
    public static string? CodeIn(string text) => PastedText.Read(text).Code;
}
