using System.Globalization;
using BlazorJwt.Components.Stage;
using BlazorJwt.Labs;
using BlazorJwt.Labs.KeepSafe;

namespace BlazorJwt.Components.Lessons.KeepSafe;

/// <summary>Reads from the thief's box what became of one copy. It knows no browser: only what was delivered.</summary>
internal static class ThiefVerdict
{
    public const string NothingCame =
        "Nothing came to the thief’s box. Something between the page and this server may have stopped the script.";

    /// <summary>Whether the copy was stolen, and what the thief got with it: two cells.</summary>
    public static IEnumerable<LabResult> Cells(PlacedCopy copy, ThiefLoot loot, DateTimeOffset at)
    {
        var stolen = loot.Stolen.FirstOrDefault(item => item.JwtId == copy.JwtId);
        return
        [
            new(LabExperiments.Hostile, copy.Place, stolen is null ? "not found" : HowStolen(stolen), stolen is not null, at),
            stolen is null ? new(LabExperiments.Thief, copy.Place, "nothing to use", false, at) : Used(copy.Place, stolen, at),
        ];
    }

    /// <summary>The same for the stage.</summary>
    /// <param name="place">Where the script looked, by its id in the scene.</param>
    public static StageEvent Event(string place, StolenToken? stolen) => stolen is null
        ? new([place, KeepSafeScenes.Script], null, true, "The script found no token there.")
        : new([place, KeepSafeScenes.Script, KeepSafeScenes.Thief, Actor.Api], stolen.Answer.Exchange.Id, !stolen.Answer.Succeeded,
            $"The script copied the token, and the thief called the API with it: {stolen.Answer.Status}.");

    /// <summary>That the script copied one, and no more.</summary>
    public static StageEvent Copied(string place, StolenToken stolen) =>
        new([place, KeepSafeScenes.Script], stolen.Answer.Exchange.Id, false, "The script copied the token.");

    private static string HowStolen(StolenToken stolen) => stolen switch
    {
        { WasEncrypted: true } => "ciphertext copied",
        { From: "fetch" } => "overheard when used",
        // The clocks of browsers are coarse on purpose: less than a tenth is not measured.
        { Milliseconds: < 0.1 } => "stolen in under 0.1 ms",
        _ => $"stolen in {stolen.Milliseconds.ToString("0.0", CultureInfo.InvariantCulture)} ms",
    };

    private static LabResult Used(string place, StolenToken stolen, DateTimeOffset at) => stolen.Answer switch
    {
        { Succeeded: true, Status: { } status } =>
            new(LabExperiments.Thief, place, $"{(stolen.WasEncrypted ? "opened by the app, " : "")}orders read, {status}", true, at),
        { Status: { } status } => new(LabExperiments.Thief, place, $"refused, {status}", false, at),
        _ => new(LabExperiments.Thief, place, "no answer", null, at),
    };
}
