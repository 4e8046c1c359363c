using BlazorJwt.AuthorizationServer;
using BlazorJwt.Components.Stage;
using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Tokens.Validation;
using static BlazorJwt.Components.Lessons.KeepSafe.KeepSafeScenes;

namespace BlazorJwt.Components.Lessons.KeepSafe;

/// <summary>
/// A hostile script looks into localStorage and for an HttpOnly cookie, each of which holds a token of its own, and the thief tries what it
/// found. For the visitor at the other end of this circuit.
/// </summary>
internal sealed class TheftExperiment(StorageExperiments experiments, StepRun run, TimeProvider time)
{
    private static readonly string[] Places = [PlaceNames.LocalStorage, PlaceNames.HttpOnlyStrict];

    private ValidatedToken _owner = null!;

    public StepRun Run => run;

    public PlacesSeen Seen { get; private set; } = PlacesSeen.Nobody;

    /// <inheritdoc cref="StorageExperiments.Loot"/>
    public ThiefLoot? Loot => experiments.Loot;

    public void Begin(string visitorId, ValidatedToken owner, string step)
    {
        _owner = owner;
        experiments.Begin(ClaimsPrincipalExtensions.SessionOf(visitorId)!, owner, Places);
        run.Begin(visitorId, step);
    }

    /// <summary>Looks into both places, the way each can be looked into.</summary>
    public async Task LookAsync() => Seen = new(
        Holds(await experiments.HoldsAsync(PlaceNames.LocalStorage)), Holds(await experiments.HoldsAsync(PlaceNames.HttpOnlyStrict)),
        _owner.Subject);

    public async Task StealAsync()
    {
        await experiments.StealAsync();
        await LookAsync();
        if (Loot is null)
        {
            run.Fail(ThiefVerdict.NothingCame);
            return;
        }

        var (storage, cookie) = (experiments.StolenFrom(PlaceNames.LocalStorage), experiments.StolenFrom(PlaceNames.HttpOnlyStrict));
        run.Keep(
            [
                Told("localStorage", PlaceNames.LocalStorage, storage, "The script looked there, and found no token."),
                Told("HttpOnly cookie", PlaceNames.HttpOnlyStrict, cookie, "The script read document.cookie: no token was in it."),
            ],
            [ThiefVerdict.Event(Storage, storage), ThiefVerdict.Event(Cookie, cookie)], _owner.Id);
    }

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

    private static Holding Holds(bool? found) => found switch { true => Holding.Token, false => Holding.Nothing, null => Holding.Unknown };
}
