using BlazorJwt.Components.Stage;
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
    StorageScript script, SecondHostName names, LabRuns<EvilSiteRun> runs, ExchangeLog log, StepRun run)
{
    private static readonly (string Id, string Name, string Place)[] Cookies =
    [
        ("none", "SameSite=None", PlaceNames.HttpOnlyNone),
        ("lax", "SameSite=Lax", PlaceNames.HttpOnlyLax),
        ("strict", "SameSite=Strict", PlaceNames.HttpOnlyStrict),
    ];

    private string _visitorId = "";
    private string? _runId;

    public StepRun Run => run;

    /// <summary>The address of the page on the other site; null before it is known.</summary>
    public string? Address { get; private set; }

    /// <summary>False where this server has no second name: then there is no other site.</summary>
    public bool HasOtherSite { get; private set; }

    public Scene Scene => OtherSite([.. Cookies.Select(cookie => (cookie.Id, cookie.Name,
        _runId is null ? Holding.NotAsked : Kept(cookie.Place) ? Holding.Session : Holding.Nothing, Sent(cookie.Id)))], run.Result);

    private EvilSiteRun? Visit => runs.Find(_runId);

    public void Begin(string visitorId, string uri, string step)
    {
        _visitorId = visitorId;
        HasOtherSite = names.Of(new HostString(new Uri(uri).Authority)) is not null;
        run.Begin(visitorId, step);
    }

    /// <summary>Has the browser take the lab's cookies, and learns the address of the other site's page.</summary>
    public async Task PrepareAsync()
    {
        _runId = await script.InvokeAsync<string?>("prepareOtherSite");
        if (Visit is { } visit) Address = $"{visit.OtherOrigin}/labs/evil-site/{visit.Id}";
        else run.Fail("The other site’s page could not be prepared. Load this page again.");
    }

    /// <summary>Looks whether the form has come.</summary>
    /// <returns>True when it has, and that is new.</returns>
    public bool HasCome(string visitorId)
    {
        if (visitorId != _visitorId || Visit is not { AtUnguarded: { } seen } visit) return false;
        var exchange = log.For(_visitorId).FirstOrDefault(found =>
            found.Request.StartLine.Contains($"/labs/orders/unguarded/{visit.Id}", StringComparison.Ordinal));
        if (exchange is null || run.Result?.Events.Any(happened => happened.ExchangeId == exchange.Id) is true) return false;
        var sent = Cookies.Where(cookie => seen.Sent.GetValueOrDefault(cookie.Place)).ToArray();
        run.Keep([.. Cookies.Select(cookie => Told(cookie, exchange.Status, sent.Contains(cookie)))],
            [Posted(exchange), .. Cookies.Select(cookie => Went(cookie.Id, cookie.Name, sent.Contains(cookie) ? exchange : null))], null);
        return true;
    }

    // The form itself carries nothing of the visitor's.
    private static StageEvent Posted(Exchange exchange) =>
        new([Other, Actor.Browser], exchange.Id, exchange.Status is not 200, $"The other site’s page posted a form: {exchange.Status}.")
        { TokenFrom = Actor.Server };

    private static StageEvent Went(string id, string name, Exchange? exchange) => exchange is null
        ? new([id, Actor.Server], null, true, $"The cookie with {name} was held back.")
        : new([id, Actor.Server], exchange.Id, exchange.Status is not 200, $"The cookie with {name} was sent along.");

    private bool Kept(string place) => Visit?.Kept?.Contains(place) is true;

    private bool? Sent(string id) => run.Result?.Events.Any(happened => happened.Stops[0] == id && happened.ExchangeId is not null);

    private Outcome Told((string Id, string Name, string Place) cookie, int? status, bool wasSent)
    {
        var title = cookie.Name[(cookie.Name.IndexOf('=', StringComparison.Ordinal) + 1)..];
        return cookie.Id switch
        {
            _ when !Kept(cookie.Place) => new(title, null, "Not kept", "Your browser did not keep this cookie."),
            _ when wasSent => new(title, false, "Sent along", status is 200
                ? "The server would have ordered: a cookie was enough."
                : $"Your browser sent it, and the server answered {status}."),
            "lax" => new(title, true, "Held back", "Not with a form that another site posts."),
            "strict" => new(title, true, "Held back", "The same. Your sign-in cookie is like this."),
            _ => new(title, true, "Held back", "Your browser sends no such cookie from another site."),
        };
    }
}
