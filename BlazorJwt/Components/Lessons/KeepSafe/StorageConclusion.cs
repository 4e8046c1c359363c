using BlazorJwt.Labs;
using BlazorJwt.Labs.KeepSafe;
using static BlazorJwt.Labs.LabExperiments;

namespace BlazorJwt.Components.Lessons.KeepSafe;

/// <summary>Draws the conclusion from the visitor's own results. A sentence stands only when its cells were measured.</summary>
internal static class StorageConclusion
{
    private static readonly string[] HttpOnly = [PlaceNames.HttpOnlyNone, PlaceNames.HttpOnlyLax, PlaceNames.HttpOnlyStrict];

    /// <summary>The sentences, in order; none before the hostile script ran.</summary>
    public static IReadOnlyList<string> From(IReadOnlyList<LabResult> results) =>
        [.. ((string?[])[Theft(results), Cookie(results), Acting(results), Lasting(results), Order(results),
            Sources(results)]).OfType<string>()];

    private static string? Theft(IReadOnlyList<LabResult> results)
    {
        var looked = Of(results, Hostile).Where(cell => cell.Harmed is not null).ToArray();
        if (looked.Length == 0) return null;
        var stolen = Names(looked, harmed: true);
        return stolen.Length == 0
            ? "In your browser the script found nothing this time."
            : $"In your browser the script carried off {stolen.Length} of {looked.Length} copies: {string.Join(", ", stolen)}.";
    }

    private static string? Cookie(IReadOnlyList<LabResult> results)
    {
        var looked = Of(results, Hostile).Where(cell => HttpOnly.Contains(cell.Place) && cell.Harmed is not null).ToArray();
        if (looked.Length == 0) return null;
        return looked.Any(cell => cell.Harmed is true)
            ? "It could read an HttpOnly cookie. That must not happen: look at the attributes of the cookie."
            : "It never saw a token in an HttpOnly cookie.";
    }

    private static string? Acting(IReadOnlyList<LabResult> results)
    {
        var acted = Of(results, ActingInPlace).Where(cell => cell.Harmed is not null).ToArray();
        return acted.Length == 0 ? null
            : $"Acting from inside the page, it read your orders through {Names(acted, harmed: true).Length} of {acted.Length} places. No "
                + "place prevents that. What helps: signing in again for what matters, a strict policy and no hole for scripts.";
    }

    private static string? Lasting(IReadOnlyList<LabResult> results)
    {
        var left = Names(Of(results, SignOut), harmed: true);
        return !Of(results, SignOut).Any() ? null
            : left.Length == 0
                ? "Signing out emptied every place."
                : $"Signing out left a copy in {string.Join(", ", left)}. That must not happen.";
    }

    // The order stands on two cells: what was stolen, and what was in the browser at all.
    private static string? Order(IReadOnlyList<LabResult> results)
    {
        bool? Stolen(string place) => Of(results, Hostile).FirstOrDefault(cell => cell.Place == place)?.Harmed;
        return (Stolen(PlaceNames.LocalStorage), HttpOnly.Select(Stolen).ToArray(), Stolen(PlaceNames.ServerMemory)) switch
        {
            (true, [false, false, false], false) => "So, from strong to weak: the token stays on a server that calls the API for the page "
                + "(BFF); a server gets it and hands it to the page (token-mediating backend), and a script that reads the page’s places "
                + "has it; the browser does it all. Where the browser must hold a token, keep it in an HttpOnly cookie, never where a "
                + "script can read it.",
            _ => null,
        };
    }

    // Said of the order, and so only where it stands.
    private static string? Sources(IReadOnlyList<LabResult> results) => Order(results) is null ? null
        : "RFC 10017 (OAuth 2.0 for Browser-Based Applications, §6) gives the order of the three. OWASP contradicts itself: its "
            + "HTML5 sheet wants no session identifiers in localStorage, and its JSON Web Token Cheat Sheet for Java allows "
            + "sessionStorage with a fingerprint cookie. ASVS 5.0 exempts session tokens from its ban on sensitive data there "
            + "(14.3.3). Its rule on HttpOnly (3.3.4) speaks of cookies only, and wants the value to reach the browser by Set-Cookie "
            + "alone: the button “Reveal” of this app breaks that when you ask for it. The rule on HttpOnly cookies above is stricter "
            + "than both.";

    private static IEnumerable<LabResult> Of(IReadOnlyList<LabResult> results, string experiment) =>
        results.Where(cell => cell.Experiment == experiment && PlaceNames.All.Contains(cell.Place));

    private static string[] Names(IEnumerable<LabResult> cells, bool harmed) =>
        [.. PlaceNames.All.Where(place => cells.Any(cell => cell.Place == place && cell.Harmed == harmed))];
}
