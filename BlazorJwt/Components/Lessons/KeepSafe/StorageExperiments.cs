using BlazorJwt.HttpLog;
using BlazorJwt.Labs;
using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Microsoft.JSInterop;
using static BlazorJwt.Labs.LabExperiments;

namespace BlazorJwt.Components.Lessons.KeepSafe;

/// <summary>
/// The experiments, for the browser at the other end of this circuit. Each measures, and writes what it saw into <see cref="LabResults"/>;
/// it writes nothing where it could not measure.
/// </summary>
internal sealed class StorageExperiments(
    TokenPlaces all, TokenCopies copies, CopyRegistry ledger, HostileScript hostile, ThiefBox box, LabResults results, ServerTokens server,
    StorageScript script, SizeProbe sizes, ExchangeLog log, TimeProvider time)
{
    /// <summary>What a cell says of a place where the browser kept nothing.</summary>
    public const string NotKept = "the browser did not keep it";

    // A copy that ends sooner is not worth an experiment.
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(20);

    private IReadOnlyList<ITokenPlace> _places = [];
    private ITokenPlace? _chosen;
    private ValidatedToken? _owner;
    private string _session = "";

    /// <summary>The places the browser kept nothing in when copies were put last.</summary>
    public IReadOnlyList<string> Refused { get; private set; } = [];

    /// <param name="owner">The token the copies are made for; null for a visitor who is signed out, who can look and not put.</param>
    /// <param name="only">The names of the places that take part; null for all.</param>
    public void Begin(string session, ValidatedToken? owner, IReadOnlyList<string>? only = null)
    {
        (_session, _owner, _chosen) = (session, owner, null);
        _places = only is null ? all.For(session) : [.. all.For(session).Append(all.PlainTwin()).Where(place => only.Contains(place.Name))];
    }

    /// <summary>Whether a copy lies in a place; null where the browser let nobody look.</summary>
    public async Task<bool?> HoldsAsync(string place)
    {
        try
        {
            return await (place == PlaceNames.ChosenCookie ? all.AnyChosen() : Place(place)).FindAsync() is not null;
        }
        catch (JSException)
        {
            return null;
        }
    }

    /// <summary>Whether the copy in a cookie comes along with a request, as the server sees it. The request is recorded.</summary>
    public async Task<bool> IsReceivedAsync(string place) =>
        await TryAsync(() => script.InvokeAsync<string?>("findAtServer", place, $"/{CopyEndpoints.Seen}")) is { } id
        && CopyIn(place)?.JwtId == id;

    /// <summary>Goes on where the session that this browser had before it was closed has stopped.</summary>
    public void TakeOver(string former, string session)
    {
        results.Move(former, session);
        ledger.Move(former, session);
        server.Move(former, session);
    }

    /// <summary>Lets a cookie of the visitor's own choice take part, in place of the one before.</summary>
    public async Task ChooseAsync(CopyCookie cookie)
    {
        await all.AnyChosen().RemoveAsync();
        _chosen = all.Chosen(cookie);
        results.Clear(_session, PlaceNames.ChosenCookie);
        await PutAsync([_chosen]);
    }

    /// <summary>Empties a place, whether or not it takes part.</summary>
    public async Task EmptyAsync(string place)
    {
        await TryAsync(async () =>
        {
            await all.For(_session).Append(all.PlainTwin()).First(found => found.Name == place).RemoveAsync();
            return null;
        });
        ledger.Forget(_session, [place]);
    }

    /// <summary>Puts a copy into every place where no good one is, and looks whether it is there.</summary>
    /// <param name="renew">True to put new ones everywhere.</param>
    public async Task PutAsync(bool renew = false)
    {
        var good = renew
            ? []
            : ledger.Alive(_session).Where(copy => copy.ExpiresAt - time.GetUtcNow() > Enough).Select(copy => copy.Place).ToHashSet();
        var wanted = new List<ITokenPlace>();
        foreach (var place in Places)
        {
            if (!good.Contains(place.Name) || await TryAsync(place.FindAsync) is null) wanted.Add(place);
        }

        await PutAsync(wanted);
    }

    /// <summary>Loads the hostile script: it looks around, and listens while the page uses the token in its memory.</summary>
    public async Task StealAsync()
    {
        await PutAsync();
        var address = box.Open(_session);
        await hostile.StealAsync(address);
        if (_places.FirstOrDefault(place => place.Name == PlaceNames.ScriptMemory) is { } memory)
            await hostile.ListenAsync(address, memory.UseAsync);
        if (box.For(_session) is not { } loot) return;
        results.Add(_session, [.. Places.SelectMany(place => Copy(place) is { } copy
            ? ThiefVerdict.Cells(copy, loot, time.GetUtcNow())
            : [Cell(Hostile, place, NotKept, null), Cell(Thief, place, NotKept, null)])]);
    }

    public async Task ActAsync()
    {
        await PutAsync();
        var acts = await hostile.ActAsync(Places.Select(place => place.Name));
        results.Add(_session, [.. Places.Select(place => Copy(place) is null
            ? Cell(ActingInPlace, place, NotKept, null)
            : acts.FirstOrDefault(act => act.Place == place.Name)?.Status switch
            {
                null => Cell(ActingInPlace, place, "found no way", false),
                >= 200 and < 300 and { } status => Cell(ActingInPlace, place, $"orders read, {status}", true),
                { } status => Cell(ActingInPlace, place, $"refused, {status}", false),
            })]);
    }

    /// <summary>Sends a request that names no token, and reads from the HTTP log which copies came along.</summary>
    /// <returns>The request as the server saw it; null when the server saw none, and then nothing is written.</returns>
    public async Task<Exchange?> SendPlainAsync(string visitorId)
    {
        await PutAsync();
        var address = $"/api/orders?plain={Guid.NewGuid():N}";
        await script.InvokeAsync<int>("sendPlainRequest", address);
        Exchange? seen = null;
        // The record is made when the answer has gone out, so it may come a moment after it.
        for (var waits = 0; seen is null && waits < 40; waits++)
        {
            if (waits > 0) await Task.Delay(TimeSpan.FromMilliseconds(50), time);
            seen = log.For(visitorId).FirstOrDefault(exchange => exchange.Request.StartLine.Contains(address, StringComparison.Ordinal));
        }

        if (seen is null) return null;
        var carried = seen.Request.Headers.SelectMany(header => Teaching.TokensInText.Pieces(header.Value)).Where(piece => piece.IsToken)
            .Select(piece => copies.Identify(piece.Text)?.JwtId).ToHashSet();
        results.Add(_session, [.. Places.Select(place => Copy(place) is { } copy
            ? Cell(SentByItself, place, carried.Contains(copy.JwtId) ? "yes" : "no", null)
            : Cell(SentByItself, place, NotKept, null))]);
        return seen;
    }

    /// <summary>Fills each place until the browser stops it.</summary>
    /// <returns>The sizes of the cookies that ASP.NET made of one value that was too large.</returns>
    public async Task<IReadOnlyList<int>> MeasureSizesAsync()
    {
        await PutAsync();
        var cells = new List<LabResult>();
        foreach (var place in _places)
        {
            cells.Add(Cell(Size, place, await TryAsync(async () => await sizes.MeasureAsync(place.Name, _session)) ?? NotKept, null));
        }

        results.Add(_session, cells);
        return await sizes.ChunksAsync();
    }

    /// <summary>Puts new copies everywhere, and notes what to look for when the visitor comes back.</summary>
    public async Task PrepareAsync(string experiment)
    {
        await PutAsync(renew: true);
        ledger.Await(_session, experiment);
    }

    public async Task ReloadAsync()
    {
        await PrepareAsync(Reload);
        await script.InvokeVoidAsync("reload");
    }

    /// <summary>Prepares, and signs the visitor out with the form of the shell.</summary>
    public async Task SignOutAsync()
    {
        await PrepareAsync(SignOut);
        await script.InvokeVoidAsync("signOut");
    }

    /// <summary>Looks into every place that had a good copy, and writes down whether it is still there.</summary>
    /// <returns>False when the copies have expired, or were never there: then nothing can be said.</returns>
    public async Task<bool> LookAsync(string experiment)
    {
        ledger.Await(_session, null);
        var alive = ledger.Alive(_session).Select(copy => copy.Place).ToHashSet();
        var cells = new List<LabResult>();
        foreach (var place in _places.Append(all.AnyChosen()).Where(place => alive.Contains(place.Name)))
        {
            try
            {
                var isThere = await place.FindAsync() is not null;
                cells.Add(experiment == SignOut
                    ? Cell(experiment, place, isThere ? "still there" : "empty", isThere)
                    : Cell(experiment, place, isThere ? "kept" : "gone", null));
            }
            catch (JSException)
            {
                // A look that failed saw nothing, and that is not the same as an empty place.
            }
        }

        if (cells.Count > 0) results.Add(_session, cells);
        return cells.Count > 0;
    }

    public async Task CleanUpAsync()
    {
        foreach (var place in _places.Append(all.AnyChosen())) await TryAsync(async () => { await place.RemoveAsync(); return ""; });
        _chosen = null;
        ledger.Remove(_session);
        results.Clear(_session);
        box.Open(_session);
    }

    /// <summary>Uses the copy of one place the way the app does that keeps it there.</summary>
    public Task<int> UseAsync(string place) => Place(place).UseAsync();

    private IEnumerable<ITokenPlace> Places => _chosen is null ? _places : _places.Append(_chosen);

    private ITokenPlace Place(string name) => _places.First(place => place.Name == name);

    /// <summary>The copy that was put into a place and found there; null when there is none.</summary>
    public PlacedCopy? CopyIn(string place) => ledger.Alive(_session).FirstOrDefault(copy => copy.Place == place);

    /// <summary>What is in the thief's box; null before anything came.</summary>
    public ThiefLoot? Loot => box.For(_session);

    /// <summary>What the thief got of the copy in a place; null when it was not stolen.</summary>
    public StolenToken? StolenFrom(string place) =>
        CopyIn(place) is { } copy ? Loot?.Stolen.FirstOrDefault(stolen => stolen.JwtId == copy.JwtId) : null;

    private PlacedCopy? Copy(ITokenPlace place) => CopyIn(place.Name);

    private LabResult Cell(string experiment, ITokenPlace place, string observed, bool? harmed) =>
        new(experiment, place.Name, observed, harmed, time.GetUtcNow());

    private async Task PutAsync(IEnumerable<ITokenPlace> places)
    {
        if (_owner is not { } owner) return;
        var (placed, refused) = (new List<PlacedCopy>(), Refused.ToHashSet());
        foreach (var place in places)
        {
            var copy = copies.Make(owner, place.Name);
            var found = await TryAsync(async () =>
            {
                await place.PutAsync(copy.Text);
                return await place.FindAsync();
            });
            refused.Remove(place.Name);
            if (found == copy.JwtId) placed.Add(new(place.Name, copy.JwtId, copy.ExpiresAt));
            else refused.Add(place.Name);
        }

        Refused = [.. refused];
        ledger.Forget(_session, refused);
        ledger.Note(_session, placed);
    }

    // A place that the browser forbids, by its settings or by an extension, is a place with nothing in it.
    private static async Task<string?> TryAsync(Func<Task<string?>> step)
    {
        try
        {
            return await step();
        }
        catch (JSException)
        {
            return null;
        }
    }
}
