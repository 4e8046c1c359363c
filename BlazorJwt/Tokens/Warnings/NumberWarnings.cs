using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Tokens.Warnings;

/// <summary>Numbers in the wrong unit, and numbers that are text.</summary>
internal static partial class NumberWarnings
{
    private const string Source = "RFC 7519 section 2";

    // A payload can hold thousands, and a page is no longer read then.
    private const int MostOthers = 10;

    // Text by their definition, whatever digits they hold.
    private static readonly HashSet<string> Texts = new(StringComparer.Ordinal)
    {
        "iss", "sub", "aud", "jti", "azp", "sid", "acr", "amr", "nonce", "ver", "version", "phone_number", "zip", "scope", "role", "roles",
            "groups", "name", "nickname", "preferred_username",
    };

    /// <summary>A time that as seconds lies thousands of years ahead, and that a finer unit would make one of our days.</summary>
    public static IEnumerable<TokenWarning> NotSeconds(TokenFacts facts)
    {
        foreach (var name in NumericDates.Names)
        {
            if (facts.Claim(name) is not { } claim || Number(claim) is not { } number) continue;
            var (unit, perSecond) = number switch
            {
                >= 1e11 and < 1e14 => ("milliseconds", 1e3),
                >= 1e14 and < 1e17 => ("microseconds", 1e6),
                >= 1e17 and < 1e20 => ("nanoseconds", 1e9),
                _ => ("", 0),
            };
            if (perSecond == 0 || NumericDates.Moment(number / perSecond) is not { } meant) continue;
            yield return new(TokenWarningKind.NotSeconds, name,
                $"{name} looks like {unit}: read so it is {NumericDates.Shown(meant)}, but a token counts in seconds, and so it lies in " +
                    $"the year {NumericDates.ShownYear(number)}.", Source);
        }
    }

    /// <summary>A time as a string, which RFC 7519 calls no NumericDate; or another claim that is a number between quotes.</summary>
    public static IEnumerable<TokenWarning> AsString(TokenFacts facts)
    {
        var others = 0;
        foreach (var claim in facts.Claims)
        {
            if (claim.Value.ValueKind is not JsonValueKind.String) continue;
            if (NumericDates.Names.Contains(claim.Name, StringComparer.Ordinal))
            {
                yield return new(TokenWarningKind.NumberAsString, claim.Name, $"{claim.Name} is a string. A time is a JSON number, " +
                    "without quotes: strict readers refuse it, others never compare it.", Source);
            }
            else if (others < MostOthers && !IsIdentifier(claim.Name) && PlainNumber().IsMatch(claim.Value.GetString()!))
            {
                others++;
                yield return new(TokenWarningKind.NumberAsString, claim.Name,
                    $"{TokenFacts.Shown(claim.Name)} is a number written as a string. As text, \"9\" is more than \"10\": if it is " +
                        "meant to be counted or compared, take the quotes off.", "RFC 8259 section 6");
            }
        }
    }

    // What names or numbers a thing is text, though it be digits.
    private static bool IsIdentifier(string name) =>
        Texts.Contains(name) || IdentifierName().IsMatch(name);

    private static double? Number(JsonElement claim) => claim.ValueKind switch
    {
        JsonValueKind.Number when claim.TryGetDouble(out var number) => number,
        JsonValueKind.String when double.TryParse(claim.GetString(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture,
            out var number) => number,
        _ => null,
    };

    [GeneratedRegex(@"\A-?(0|[1-9][0-9]{0,17})(\.[0-9]{1,9})?\z")]
    private static partial Regex PlainNumber();

    [GeneratedRegex("(id|code|number|hash|version|key|uuid|phone|ref|hint)s?$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex IdentifierName();
}
