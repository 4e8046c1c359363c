using BlazorJwt.AuthorizationServer;
using BlazorJwt.Components.Stage;
using BlazorJwt.Components.Teaching;
using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Tokens.Validation;
using static BlazorJwt.Components.Lessons.KeepSafe.KeepSafeScenes;

namespace BlazorJwt.Components.Lessons.KeepSafe;

/// <summary>
/// A hostile script looks into localStorage and for an HttpOnly cookie, each of which holds a token of its own, and the thief tries what it
/// found. For the visitor at the other end of this circuit.
/// </summary>
internal sealed class TheftExperiment(StorageExperiments experiments, ThiefBox box, StepResults results, TimeProvider time)
{
    private static readonly string[] Places = [PlaceNames.LocalStorage, PlaceNames.HttpOnlyStrict];

    private string _session = "";
    private string _step = "";
    private ValidatedToken _owner = null!;

    public ExperimentRun Run { get; } = new();

    public StepResult? Result { get; private set; }

    /// <summary>True when the result is of this page, since it was opened.</summary>
    public bool IsFresh { get; private set; }

    public PlacesSeen Seen { get; private set; } = PlacesSeen.Nobody;

    /// <summary>What lies in the thief's box; null before anything came.</summary>
    public ThiefLoot? Loot => box.For(_session);

    public void Begin(string visitorId, ValidatedToken owner, string step)
    {
        (_session, _owner, _step) = (ClaimsPrincipalExtensions.SessionOf(visitorId)!, owner, step);
        experiments.Begin(_session, owner, Places);
        Result = results.For(_session, step)?.AsOld();
    }

    /// <summary>Looks into both places, the way each can be looked into.</summary>
    public async Task LookAsync() => Seen = new(
        Holds(await experiments.HoldsAsync(PlaceNames.LocalStorage)), Holds(await experiments.HoldsAsync(PlaceNames.HttpOnlyStrict)),
        _owner.Subject);

    public async Task StealAsync()
    {
        await experiments.StealAsync();
        await LookAsync();
        if (Loot is not { } loot) return;
        var (storage, cookie) = (Found(loot, PlaceNames.LocalStorage), Found(loot, PlaceNames.HttpOnlyStrict));
        Result = new([Told("localStorage", PlaceNames.LocalStorage, storage, ""), Told("HttpOnly cookie", PlaceNames.HttpOnlyStrict, cookie,
            "The script read document.cookie: no token was in it.")],
            [.. Happened(Storage, storage), .. Happened(Cookie, cookie)], time.GetUtcNow(), _owner.Id);
        IsFresh = true;
        results.Keep(_session, _step, Result);
    }

    private StolenToken? Found(ThiefLoot loot, string place) =>
        experiments.CopyIn(place) is { } copy ? loot.Stolen.FirstOrDefault(stolen => stolen.JwtId == copy.JwtId) : null;

    private Outcome Told(string title, string place, StolenToken? stolen, string otherwise)
    {
        if (experiments.CopyIn(place) is not { } copy)
            return new(title, null, "Not kept", "Your browser keeps nothing there for this site, so there was nothing to find.");
        if (stolen is null) return new(title, true, "Not found", otherwise);
        var how = ThiefVerdict.Cells(copy, new([], [stolen]), time.GetUtcNow()).First().Observed;
        return new(title, false, $"{char.ToUpperInvariant(how[0])}{how[1..]}", stolen.Answer.Succeeded
            ? "Used at once, without your cookies: the API answered the thief as you. It works until it expires or is revoked."
            : $"The thief tried it at the API: {stolen.Answer.Failure ?? $"refused, {stolen.Answer.Status}"}.");
    }

    private static IEnumerable<StageEvent> Happened(string place, StolenToken? stolen) => stolen is null
        ? [new([place, Script], null, true, "The script found no token there.")]
        : [new([place, Script, Thief, Actor.Api], stolen.Answer.Exchange.Id, !stolen.Answer.Succeeded,
            $"The script copied the token, and the thief called the API with it: {stolen.Answer.Status}.")];

    private static Holding Holds(bool? found) => found switch { true => Holding.Token, false => Holding.Nothing, null => Holding.Unknown };
}
