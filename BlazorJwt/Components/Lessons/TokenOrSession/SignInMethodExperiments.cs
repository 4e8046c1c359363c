using System.Globalization;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Hosting;
using BlazorJwt.Labs.Sessions;
using Microsoft.AspNetCore.Components.Forms;
using Microsoft.JSInterop;
using static BlazorJwt.Labs.Sessions.SignInMeasure;

namespace BlazorJwt.Components.Lessons.TokenOrSession;

/// <summary>
/// Runs the experiments of the two lanes: the visitor's browser sends the requests, the server measures them, and what was measured fills
/// the table. Each says in a sentence what became of it. One for each circuit.
/// </summary>
internal sealed class SignInMethodExperiments(SessionLabs labs, LabTicketStore server, SignInMethodThief thief,
    AntiforgeryStateProvider antiforgery, IJSRuntime js) : IAsyncDisposable
{
    private const string NotSignedIn = "Nobody could be signed in: the page is out of date, or the browser refused the cookies. Reload the "
        + "page and try again.";

    private static readonly SignInMethod[] Compared = [SignInMethod.Token, SignInMethod.Session];

    private readonly ScriptModule _script = new(js, "./labs/sessions.js");
    private string _visitorId = "";

    public SessionLab Lab => labs.For(ClaimsPrincipalExtensions.SessionOf(_visitorId)!);

    /// <summary>True once the person signed out, until the person signs in again: then a replay shows what signing out was worth.</summary>
    public bool IsSignedOut { get; private set; }

    public void Begin(string visitorId) => _visitorId = visitorId;

    /// <summary>Signs the lab's person in both ways at once, and asks each lane once.</summary>
    public async Task<string> SignInAsync() =>
        await EnterAsync() ? "Robin is signed in both ways, and each lane has answered a request." : NotSignedIn;

    public async Task<string> SendAsync() => await EnsureAsync() ? "The same request went down both lanes." : NotSignedIn;

    /// <summary>Changes the person's role on the server, and asks each lane for it.</summary>
    public async Task<string> ChangeRoleAsync()
    {
        // A token that tells an older story still would hide what this change does.
        if (!await EnsureAsync() || (Lab.Last(SignInMethod.Token)?.Role != Lab.Role && !await EnterAsync())) return NotSignedIn;
        await server.ChangeRoleAsync(Lab);
        await AskAsync();
        Note(AfterRoleChange, _ => "", (_, reading) => reading switch
        {
            { IsKnown: false } => ("refused, 401", null),
            { Role: var role } when role == Lab.Role => ($"{role}, at once", true),
            { Role: var role } => ($"still {role}", false),
        });
        return $"Robin is a {Lab.Role} now. Each lane was asked what it believes.";
    }

    /// <summary>Signs out of every lane, and has the thief use the old credentials. Once signed out, it only replays.</summary>
    public async Task<string> ReplayAsync()
    {
        if (!IsSignedOut)
        {
            if (!await EnsureAsync()) return NotSignedIn;
            foreach (var lane in SignInMethod.All)
            {
                if (await _script.InvokeAsync<int>("signOut", lane.Path, Proof) != StatusCodes.Status204NoContent) return NotSignedIn;
            }

            IsSignedOut = true;
            await AskAsync();
        }

        foreach (var lane in Compared) NoteReplay(lane, await thief.ReplayAsync(Lab, lane, _visitorId, CancellationToken.None));
        return "Robin is signed out. A thief who had copied both credentials before used them from elsewhere.";
    }

    /// <summary>Switches the denylist on, and replays the token that was signed out; or switches it off.</summary>
    public async Task<string> SwitchDenylistAsync()
    {
        var lab = Lab;
        lab.AsksDenylist = !lab.AsksDenylist;
        if (!lab.AsksDenylist) return "The denylist is off: the check of a token looks nothing up again.";
        // The token may have expired since; then only a new one can show what the list does.
        if (!lab.IsCopiedTokenAlive) IsSignedOut = false;
        var said = await ReplayAsync();
        return IsSignedOut ? "The denylist is on. Signing out had written the token’s jti on it, and now each check looks there." : said;
    }

    /// <summary>Restarts the lab's server, and asks each lane with the cookies the browser still has.</summary>
    /// <param name="keepKey">True when the key is in the configuration.</param>
    public async Task<string> RestartAsync(bool keepKey)
    {
        if (!await EnsureAsync()) return NotSignedIn;
        await server.RestartAsync(Lab, keepKey);
        await AskAsync();
        Note(AfterRestart, _ =>
            keepKey ? SignInMeasurement.KeptKeys : SignInMeasurement.FreshKeys, (_, reading) =>
                reading.IsKnown ? ("still signed in, 200", true) : ("signed out, 401", false));
        return keepKey
            ? "The server was restarted. Its memory is empty; the key came back from the configuration."
            : "The server was restarted. Its memory is empty, and it made a new key.";
    }

    /// <summary>Forgets what was measured, and what the thief copied.</summary>
    public void Clear()
    {
        IsSignedOut = false;
        Lab.Clear();
    }

    public ValueTask DisposeAsync() => _script.DisposeAsync();

    private string Proof => antiforgery.GetAntiforgeryToken()?.Value ?? "";

    private async Task<bool> EnterAsync()
    {
        IsSignedOut = false;
        return await _script.InvokeAsync<int>("signIn", Proof) == StatusCodes.Status204NoContent && await AskAsync();
    }

    private async Task<bool> EnsureAsync() => await AskAsync() || await EnterAsync();

    // True when both lanes know who is there.
    private async Task<bool> AskAsync()
    {
        foreach (var lane in SignInMethod.All) await _script.InvokeAsync<int>("ask", lane.Path);
        foreach (var lane in SignInMethod.All)
        {
            if (Lab.Last(lane) is { IsKnown: true } reading) NoteFigures(lane, reading);
        }

        return Compared.All(lane => Lab.Last(lane) is { IsKnown: true });
    }

    private void NoteFigures(SignInMethod lane, SignInMethodReading reading) => Lab.Note(
        new(Bytes, lane.Slug, "", $"{reading.Bytes} bytes", null, reading.Bytes),
        LookUpsOf(lane, reading),
        new(Time, lane.Slug, UnderFor(lane, reading),
            string.Create(CultureInfo.InvariantCulture, $"{reading.Microseconds / 1000:0.00} ms"), null, reading.Microseconds));

    private void NoteReplay(SignInMethod lane, SignInMethodReading? reading)
    {
        if (reading is null)
        {
            Lab.Note(new SignInMeasurement(AfterSignOut, lane.Slug, "", "no answer", null));
            return;
        }

        // That a token is over by itself says nothing of signing out.
        var under = lane == SignInMethod.Token && reading.Reason == SignInMethodReading.Expired
            ? SignInMeasurement.OnceExpired
            : UnderFor(lane, reading);
        Lab.Note(new SignInMeasurement(AfterSignOut, lane.Slug, under, reading.IsKnown ? $"let in, {reading.Status}"
            : $"refused, {reading.Status}", !reading.IsKnown));
        if (under != SignInMeasurement.OnceExpired) Lab.Note(LookUpsOf(lane, reading));
    }

    private static SignInMeasurement LookUpsOf(SignInMethod lane, SignInMethodReading reading) =>
        new(LookUps, lane.Slug, UnderFor(lane, reading), reading.LookUps == 1
            ? "1 at each request"
            : $"{(reading.LookUps == 0 ? "none" : $"{reading.LookUps} at each request")}", null, reading.LookUps);

    private static string UnderFor(SignInMethod lane, SignInMethodReading reading) =>
        lane != SignInMethod.Token ? "" : reading.AsksDenylist ? SignInMeasurement.WithDenylist : SignInMeasurement.WithoutDenylist;

    private void Note(SignInMeasure measure, Func<SignInMethod, string> under, Func<SignInMethod, SignInMethodReading,
        (string Observed, bool? WentWell)> read) => Lab.Note(
        [.. from lane in Compared
            let reading = Lab.Last(lane)
            where reading is not null
            let found = read(lane, reading)
            select new SignInMeasurement(measure, lane.Slug, under(lane), found.Observed, found.WentWell)]);
}
