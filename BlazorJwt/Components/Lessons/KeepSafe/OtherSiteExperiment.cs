using BlazorJwt.AuthorizationServer;
using BlazorJwt.Components.Stage;
using BlazorJwt.Components.Teaching;
using BlazorJwt.HttpLog;
using BlazorJwt.Labs;
using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Labs.KeepSafe.EvilSite;
using static BlazorJwt.Components.Lessons.KeepSafe.KeepSafeScenes;

namespace BlazorJwt.Components.Lessons.KeepSafe;

/// <summary>
/// A page of another site posts a form to this one, in a tab of its own. Three cookies of the lab stand for a session, and differ in
/// SameSite alone. What the server received decides.
/// </summary>
internal sealed class OtherSiteExperiment(
    StorageScript script, SecondHostName names, LabRuns<EvilSiteRun> runs, ExchangeLog log, StepResults results, TimeProvider time)
{
    private static readonly (string Id, string Name, string Place)[] Cookies =
    [
        ("none", "SameSite=None", PlaceNames.HttpOnlyNone),
        ("lax", "SameSite=Lax", PlaceNames.HttpOnlyLax),
        ("strict", "SameSite=Strict", PlaceNames.HttpOnlyStrict),
    ];

    private string _visitorId = "";
    private string _step = "";
    private string? _run;

    public ExperimentRun Run { get; } = new();

    public StepResult? Result { get; private set; }

    public bool IsFresh { get; private set; }

    /// <summary>The address of the page on the other site; null before it is known.</summary>
    public string? Address { get; private set; }

    /// <summary>False where this server has no second name: then there is no other site.</summary>
    public bool HasOtherSite { get; private set; }

    public Scene Scene => OtherSite([.. Cookies.Select(cookie => (cookie.Id, cookie.Name,
        _run is null ? Holding.NotAsked : Kept(cookie.Place) ? Holding.Session : Holding.Nothing, Sent(cookie.Id)))], Result);

    private string? Session => ClaimsPrincipalExtensions.SessionOf(_visitorId);

    public void Begin(string visitorId, string uri, string step)
    {
        (_visitorId, _step) = (visitorId, step);
        HasOtherSite = names.Of(new HostString(new Uri(uri).Authority)) is not null;
        Result = results.For(Session, step)?.AsOld();
    }

    /// <summary>Has the browser take the lab's cookies, and learns the address of the other site's page.</summary>
    public async Task PrepareAsync()
    {
        _run = await script.InvokeAsync<string?>("prepareOtherSite");
        Address = runs.Find(_run) is { } run ? $"{run.OtherOrigin}/labs/evil-site/{run.Id}" : null;
    }

    /// <summary>Looks whether the form has come.</summary>
    /// <returns>True when it has, and that is new.</returns>
    public bool HasCome(string visitorId)
    {
        if (visitorId != _visitorId || runs.Find(_run) is not { AtUnguarded: { } seen } run) return false;
        var exchange = log.For(_visitorId).FirstOrDefault(found =>
            found.Request.StartLine.Contains($"/labs/orders/unguarded/{run.Id}", StringComparison.Ordinal));
        if (exchange is null || Result?.Events.Any(happened => happened.ExchangeId == exchange.Id) is true) return false;
        var sent = Cookies.Where(cookie => seen.Sent.GetValueOrDefault(cookie.Place)).ToArray();
        Result = new([.. Cookies.Select(cookie => Told(cookie, exchange.Status, sent.Contains(cookie)))],
            [Posted(exchange), .. Cookies.Select(cookie => Went(cookie.Id, cookie.Name, sent.Contains(cookie) ? exchange : null))],
            time.GetUtcNow(), null);
        IsFresh = true;
        results.Keep(Session!, _step, Result);
        return true;
    }

    // The form itself carries nothing of the visitor's.
    private static StageEvent Posted(Exchange exchange) =>
        new([Other, Actor.Browser], exchange.Id, exchange.Status is not 200, $"The other site’s page posted a form: {exchange.Status}.")
        { TokenFrom = Actor.Server };

    private static StageEvent Went(string id, string name, Exchange? exchange) => exchange is null
        ? new([id, Actor.Server], null, true, $"The cookie with {name} was held back.")
        : new([id, Actor.Server], exchange.Id, exchange.Status is not 200, $"The cookie with {name} was sent along.");

    private bool Kept(string place) => runs.Find(_run)?.Kept?.Contains(place) is true;

    private bool? Sent(string id) => Result?.Events.Any(happened => happened.Stops[0] == id && happened.ExchangeId is not null);

    private Outcome Told((string Id, string Name, string Place) cookie, int? status, bool wasSent)
    {
        var title = cookie.Name[(cookie.Name.IndexOf('=', StringComparison.Ordinal) + 1)..];
        return cookie.Id switch
        {
            _ when !Kept(cookie.Place) => new(title, null, "Not kept", "Your browser did not keep this cookie."),
            _ when wasSent => new(title, false, "Sent along", status is 200
                ? "The server would have ordered: a cookie was enough."
                : $"Your browser sent it, and the server answered {status}."),
            "lax" => new(title, true, "Held back", "Links that you follow carry it, POST forms do not."),
            "strict" => new(title, true, "Held back", "Your sign-in cookie is like this."),
            _ => new(title, true, "Held back", "Your browser sends no such cookie to another site."),
        };
    }
}
