using BlazorJwt.AuthorizationServer;
using BlazorJwt.Components.Stage;
using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Tokens.Validation;
using static BlazorJwt.Components.Lessons.KeepSafe.KeepSafeScenes;
using SameSiteMode = Microsoft.Net.Http.Headers.SameSiteMode;

namespace BlazorJwt.Components.Lessons.KeepSafe;

/// <summary>The question at the end: the visitor chooses a cookie, the server sets it with a token, and the hostile script runs.</summary>
internal sealed class CookieQuestion(StorageExperiments experiments, StepRun run)
{
    private const string Name = CopyCookie.ChosenName;

    /// <summary>The cookies to choose from.</summary>
    public static IReadOnlyList<CopyCookie> Cookies { get; } =
    [
        new($"__Host-{Name}", HttpOnly: false, SameSiteMode.Strict),
        new(Name, HttpOnly: true, SameSiteMode.Lax),
        new(Name, HttpOnly: false, SameSiteMode.Lax),
    ];

    private ValidatedToken _owner = null!;

    public StepRun Run => run;

    /// <summary>What is in the cookie, as the server sees it.</summary>
    public Holding Holds { get; private set; }

    public Scene Scene => Chosen(Holds, Holds is Holding.Token ? _owner.Subject : null, run.Result);

    /// <summary>What is asked about one: its prefix and its attributes.</summary>
    public static string Words(CopyCookie cookie) => string.Join("; ", ((string[])
    [
        cookie.Name.StartsWith("__Host-", StringComparison.Ordinal) ? "__Host-token=…; Path=/" : "token=…",
        cookie.HttpOnly ? "HttpOnly" : "",
        cookie.Secure ? "Secure" : "",
        $"SameSite={cookie.SameSite}",
    ]).Where(part => part.Length > 0));

    public void Begin(string visitorId, ValidatedToken owner, string step)
    {
        _owner = owner;
        experiments.Begin(ClaimsPrincipalExtensions.SessionOf(visitorId)!, owner, []);
        run.Begin(visitorId, step);
    }

    public async Task TryAsync(CopyCookie cookie)
    {
        // Copies of another step would be stolen along with it.
        foreach (var place in (string[])[PlaceNames.LocalStorage, PlaceNames.PlainTwin]) await experiments.EmptyAsync(place);
        await experiments.ChooseAsync(cookie);
        Holds = experiments.CopyIn(PlaceNames.ChosenCookie) is null ? Holding.Nothing : Holding.Token;
        await experiments.StealAsync();
        if (experiments.Loot is null)
        {
            run.Fail(ThiefVerdict.NothingCame);
            return;
        }

        var stolen = experiments.StolenFrom(PlaceNames.ChosenCookie);
        run.Keep([Told(stolen)], [ThiefVerdict.Event(Cookie, stolen)], _owner.Id);
    }

    private Outcome Told(StolenToken? stolen) => (Holds, stolen) switch
    {
        (Holding.Nothing, _) => new("Your choice", null, "Not kept",
            "Your browser did not keep this cookie, so there was nothing to find."),
        (_, null) => new("Your choice", true, "Right: it saw nothing",
            "HttpOnly hides the value. Best: __Host-, Path=/, Secure, HttpOnly, SameSite=Strict."),
        _ => new("Your choice", false, "The script read it",
            "Prefix, Secure and SameSite say how it is set and where it is sent, not who reads it."),
    };
}
