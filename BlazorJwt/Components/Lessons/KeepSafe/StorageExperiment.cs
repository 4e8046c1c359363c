using BlazorJwt.AuthorizationServer;
using BlazorJwt.Components.Teaching;
using BlazorJwt.HttpLog;
using BlazorJwt.Labs;
using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Components.Lessons.KeepSafe;

/// <summary>
/// The bench of one page: what the visitor tried last, what came of it, and a sentence that says so. The experiments themselves are in
/// <see cref="StorageExperiments"/>; each is to be run with <see cref="Run"/>.
/// </summary>
internal sealed class StorageExperiment(StorageExperiments run, LabResults results, CopyRegistry ledger, ThiefBox box)
{
    private string _visitorId = "";
    private string? _former;

    public string Session { get; private set; } = "";

    /// <summary>What the page says of the experiment that ran last.</summary>
    public string Status { get; private set; } = "Nothing tried yet.";

    public ExperimentRun Run { get; } = new()
    {
        BrowserProblem = "Your browser did not allow this. Its settings, a private window or an extension may block storage or scripts for "
            + "this site.",
    };

    /// <summary>True while the hostile script acts in the page, and may press its buttons.</summary>
    public bool IsActing { get; private set; }

    /// <summary>True when only the visitor knows whether the browser was closed.</summary>
    public bool MayHaveClosed { get; private set; }

    public IReadOnlyList<LabResult> Results => results.For(Session);

    /// <summary>What the cookie of the visitor's choice showed with the attributes it had before.</summary>
    public IReadOnlyList<LabResult> Before { get; private set; } = [];

    /// <summary>What lies in the thief's box; null before anything came.</summary>
    public ThiefLoot? Loot => box.For(Session);

    /// <summary>The plain request, as the server saw it; null before.</summary>
    public Exchange? Plain { get; private set; }

    /// <summary>The header that set the cookie of the visitor's choice, the token left out; null before.</summary>
    public string? Sent { get; private set; }

    /// <summary>How often the protected copy was used.</summary>
    public int Uses { get; private set; }

    public int Used { get; private set; }

    /// <summary>Called when something changed in the midst of an experiment that the page has to draw at once.</summary>
    public Action? Changed { get; set; }

    public void Begin(string visitorId, ValidatedToken token)
    {
        (_visitorId, Session) = (visitorId, ClaimsPrincipalExtensions.SessionOf(visitorId)!);
        // The visitor's cookie ends with the browser, the token's does not: who comes with a token of another session has closed the
        // browser since.
        _former = token.TryGetPayloadValue<string>("sid", out var session) && session != Session ? session : null;
        if (_former is not null) run.TakeOver(_former, Session);
        run.Begin(Session, token);
    }

    /// <summary>True when this page was opened to look into the places.</summary>
    public bool HasSomethingToLookFor(string? lookFor) =>
        lookFor == "new-tab" || ledger.Awaited(Session) is LabExperiments.Reload or LabExperiments.CloseBrowser;

    /// <summary>Looks into the places, for what this page was opened for.</summary>
    public async Task LookOnArrivalAsync(string? lookFor)
    {
        var awaited = lookFor == "new-tab" ? LabExperiments.NewTab : ledger.Awaited(Session)!;
        MayHaveClosed = awaited == LabExperiments.CloseBrowser && _former is null;
        if (MayHaveClosed) Status = "Your browser has kept its session cookies: it was not closed, or it goes on where it left off.";
        else await LookAsync(awaited);
    }

    public Task LookAfterClosingAsync() => LookAsync(LabExperiments.CloseBrowser);

    public async Task PutAsync()
    {
        await run.PutAsync();
        Status = WithRefused(
            "A copy lies in every place. Each is a token of its own: it reads your orders and nothing else, for a minute.");
    }

    public async Task AttackAsync()
    {
        await run.StealAsync();
        Status = Loot is { } loot
            ? WithRefused(loot.Stolen.Count == 0
                ? "The script looked everywhere and found no token."
                : "The script found tokens. The thief has used each at the API, from a client without your cookies.")
            : ThiefVerdict.NothingCame;
    }

    public async Task ActAsync()
    {
        await ActInPageAsync();
        Status = "The script called the API from inside the page: with the tokens it read, and through the browser, the page or the server "
            + "where it could not.";
    }

    public async Task SendPlainAsync()
    {
        Plain = await run.SendPlainAsync(_visitorId);
        Status = Plain is null
            ? "The request went out, but the server saw none of it. A proxy may be in between."
            : "The browser sent a request with no token in any header of ours. Look below what it added by itself.";
    }

    public async Task FillAsync()
    {
        var chunks = await run.MeasureSizesAsync();
        Status = $"Each place was filled and emptied again. ASP.NET cut a value of {SizeProbe.ChunkedLength:#,0} bytes into cookies, and "
            + $"these sizes came back: {string.Join(", ", chunks)}. All of it goes with every request.";
    }

    public async Task ReloadAsync()
    {
        Status = "Reloading.";
        await run.ReloadAsync();
    }

    public async Task CloseAsync()
    {
        await run.PrepareAsync(LabExperiments.CloseBrowser);
        Status = "New copies lie everywhere. Now close every window of this browser, open it again and come back to this page within a "
            + "minute: it looks by itself.";
    }

    public async Task SignOutAsync()
    {
        Status = "Signing out. Come back to this lesson within a minute: it looks by itself.";
        await run.SignOutAsync();
    }

    public async Task CleanUpAsync()
    {
        await run.CleanUpAsync();
        (Plain, Sent, Before, Uses) = (null, null, [], 0);
        Status = "The copies are gone from every place, and the table is empty.";
    }

    /// <summary>Sets a cookie of the visitor's choice, and runs on it what a page can run by itself.</summary>
    public async Task SetAsync(CopyCookie cookie)
    {
        Before = [.. Results.Where(result => result.Place == PlaceNames.ChosenCookie)];
        await run.ChooseAsync(cookie);
        Sent = cookie.Set("TOKEN", TokenCopies.Lifetime);
        await run.StealAsync();
        await ActInPageAsync();
        Plain = await run.SendPlainAsync(_visitorId);
        Status = run.Refused.Contains(PlaceNames.ChosenCookie)
            ? "The browser did not keep this cookie: its attributes contradict each other or its rules."
            : "The cookie is set, and the attacks have run. Its row is the last of the table.";
    }

    /// <summary>Uses the protected copy, as the app does that keeps it there.</summary>
    public async Task UseProtectedAsync()
    {
        Used = await run.UseAsync(PlaceNames.ProtectedStorage);
        Uses++;
    }

    private async Task ActInPageAsync()
    {
        IsActing = true;
        Changed?.Invoke();
        try
        {
            await run.ActAsync();
        }
        finally
        {
            IsActing = false;
        }
    }

    private async Task LookAsync(string experiment)
    {
        MayHaveClosed = false;
        Status = await run.LookAsync(experiment)
            ? $"{experiment}: this page has looked into every place, and the table says what was there."
            : "The copies had ended before this page could look: they live for a minute. Try again.";
    }

    private string WithRefused(string otherwise) =>
        run.Refused.Count == 0 ? otherwise : $"{otherwise} Your browser kept none in: {string.Join(", ", run.Refused)}.";
}
