using BlazorJwt.AuthorizationServer;
using BlazorJwt.Components.Stage;
using BlazorJwt.Components.Teaching;
using BlazorJwt.HttpLog;
using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Tokens.Validation;
using Microsoft.JSInterop;
using static BlazorJwt.Components.Lessons.KeepSafe.KeepSafeScenes;

namespace BlazorJwt.Components.Lessons.KeepSafe;

/// <summary>
/// A hostile script looks into localStorage and for an HttpOnly cookie, each of which holds a token of its own, and the thief tries what it
/// found. Two controls: the server received the cookie, and the script reads the same cookie without HttpOnly.
/// </summary>
internal sealed class TheftExperiment(StorageExperiments experiments, StorageScript script, StepRun run, TimeProvider time)
{
    private static readonly string[] Places = [PlaceNames.LocalStorage, PlaceNames.HttpOnlyStrict, PlaceNames.PlainTwin];

    private ValidatedToken _owner = null!;
    private bool _hasPut;

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

    /// <summary>True for the request that shows which cookies the server received.</summary>
    public static bool IsLook(Exchange exchange) => ExchangeWords.Asked(exchange) == $"GET /labs/copies/{CopyEndpoints.Seen}";

    /// <summary>Looks into the places, the way each can be looked into.</summary>
    public async Task LookAsync() => Seen = new(
        Holds(await experiments.HoldsAsync(PlaceNames.LocalStorage)), Holds(await experiments.HoldsAsync(PlaceNames.HttpOnlyStrict)),
        _owner.Subject, Holds(await experiments.HoldsAsync(PlaceNames.PlainTwin)));

    /// <summary>Takes away what lies in localStorage, when the visitor goes on: what is in cookies ends by itself.</summary>
    public async Task LeaveAsync()
    {
        if (!_hasPut) return;
        try
        {
            await experiments.EmptyAsync(PlaceNames.LocalStorage);
        }
        catch (JSDisconnectedException)
        {
            // The page is gone, and has taken it away itself.
        }
    }

    public async Task StealAsync()
    {
        if (!_hasPut) await script.InvokeVoidAsync("removeWithPage");
        _hasPut = true;
        await experiments.StealAsync();
        await LookAsync();
        var isReceived = await experiments.IsReceivedAsync(PlaceNames.HttpOnlyStrict);
        if (Loot is null)
        {
            run.Fail(ThiefVerdict.NothingCame);
            return;
        }

        var (storage, cookie, plain) = (experiments.StolenFrom(PlaceNames.LocalStorage), experiments.StolenFrom(PlaceNames.HttpOnlyStrict),
            experiments.StolenFrom(PlaceNames.PlainTwin));
        run.Keep(
            [
                Told("localStorage", PlaceNames.LocalStorage, storage, Used,
                    new("", true, "Not found", "The script looked there, and found no token.")),
                Told("HttpOnly cookie", PlaceNames.HttpOnlyStrict, cookie, Used, isReceived
                    ? new("", true, "Not found", "In the Cookie header, not in document.cookie.")
                    : new("", null, "Not found", "But the server received no such cookie either.")),
                Told("Plain cookie", PlaceNames.PlainTwin, plain, _ => "The same without HttpOnly: document.cookie had it.",
                    new("", null, "Not found", "The script read no cookie at all: this run says nothing about HttpOnly.")),
            ],
            [
                .. plain is null ? [] : (StageEvent[])[ThiefVerdict.Copied(Plain, plain)],
                ThiefVerdict.Event(Storage, storage), ThiefVerdict.Event(Cookie, cookie),
            ],
            _owner.Id);
    }

    private Outcome Told(string title, string place, StolenToken? stolen, Func<StolenToken, string> whenStolen, Outcome otherwise)
    {
        if (experiments.CopyIn(place) is not { } copy)
            return new(title, null, "Not kept", "Your browser keeps nothing there for this site, so there was nothing to find.");
        if (stolen is null) return otherwise with { Title = title };
        var how = ThiefVerdict.Cells(copy, new([], [stolen]), time.GetUtcNow()).First().Observed;
        return new(title, false, $"{char.ToUpperInvariant(how[0])}{how[1..]}", whenStolen(stolen));
    }

    private static string Used(StolenToken stolen) => stolen.Answer.Succeeded
        ? "The API gave the thief your orders."
        : $"The thief tried it at the API: {stolen.Answer.Failure ?? $"refused, {stolen.Answer.Status}"}.";

    private static Holding Holds(bool? found) => found switch { true => Holding.Token, false => Holding.Nothing, null => Holding.Unknown };
}
