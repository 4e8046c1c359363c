using System.Text;
using System.Text.RegularExpressions;
using BlazorJwt.Components.Clinic.Cases;

namespace BlazorJwt.Components.Clinic;

/// <summary>Every case of the clinic, and who finds them in a text.</summary>
internal static partial class ClinicCatalogue
{
    /// <summary>The longest text that is looked at, in characters. What stands behind is cut off.</summary>
    public const int Longest = 8_000;

    private const int MostFindings = 5;

    public static IReadOnlyList<CaseFamily> Families { get; } =
    [
        LifetimeCases.Family, IssuerAndAudienceCases.Family, SignatureCases.Family, KeyCases.Family, FormCases.Family,
        AnswerCases.Family, BlazorCases.Family, FormPostCases.Family, SurpriseCases.Family, SettingsCases.Family, BrowserCases.Family,
    ];

    public static IReadOnlyList<ClinicCase> All { get; } = [.. Families.SelectMany(family => family.Cases)];

    /// <summary>The cases that a text points to, the likeliest first, five at most.</summary>
    /// <param name="text">A log line, a stack trace, a header, a JSON body, a line of the console. Anything, of any length.</param>
    public static IReadOnlyList<ClinicCase> Find(string text)
    {
        var flat = Flatten(text);
        var found =
            from one in All
            let best = one.Signs.Where(sign => sign.Words.All(word => flat.Contains(word, StringComparison.OrdinalIgnoreCase)))
                .MaxBy(sign => sign.Worth)
            where best is not null
            // Of two codes that say as much, the one that stands first is the error; the other is a cause or a link.
            orderby best.Worth descending, flat.IndexOf(best.Words[0], StringComparison.OrdinalIgnoreCase)
            select one;
        return [.. found.Take(MostFindings)];
    }

    /// <summary>The first code of Microsoft.IdentityModel in a text, known here or not; null when there is none.</summary>
    public static string? CodeIn(string text) => Code().Match(Flatten(text)) is { Success: true } code ? $"IDX{code.Groups[1]}" : null;

    [GeneratedRegex("IDX([0-9]{5})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Code();

    // A text that was copied from a terminal is broken into lines anywhere; one from a JSON body has its quotes written as escapes.
    private static string Flatten(string text)
    {
        var bounded = text.Length > Longest ? text[..Longest] : text;
        var plain = bounded.Replace("\\u0027", "'", StringComparison.OrdinalIgnoreCase)
            .Replace("\\u0022", "\"", StringComparison.OrdinalIgnoreCase)
            .Replace("\\\"", "\"", StringComparison.Ordinal).Replace('’', '\'').Replace('‘', '\'').Replace('“', '"').Replace('”', '"');
        var flat = new StringBuilder(plain.Length);
        foreach (var character in plain)
        {
            if (!char.IsWhiteSpace(character)) flat.Append(character);
            else if (flat.Length > 0 && flat[^1] != ' ') flat.Append(' ');
        }

        return flat.ToString();
    }
}
