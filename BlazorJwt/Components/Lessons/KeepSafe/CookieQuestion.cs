using BlazorJwt.AuthorizationServer;
using BlazorJwt.Components.Stage;
using BlazorJwt.Components.Teaching;
using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Tokens.Validation;
using static BlazorJwt.Components.Lessons.KeepSafe.KeepSafeScenes;
using SameSiteMode = Microsoft.Net.Http.Headers.SameSiteMode;

namespace BlazorJwt.Components.Lessons.KeepSafe;

/// <summary>The question at the end: the visitor chooses a cookie, the server sets it with a token, and the hostile script runs.</summary>
internal sealed class CookieQuestion(StorageExperiments experiments, ThiefBox box, StepResults results, TimeProvider time)
{
    private const string Name = CopyCookie.ChosenName;

    /// <summary>The cookies to choose from.</summary>
    public static IReadOnlyList<CopyCookie> Cookies { get; } =
    [
        new($"__Host-{Name}", HttpOnly: false, SameSiteMode.Strict),
        new(Name, HttpOnly: true, SameSiteMode.Lax),
        new(Name, HttpOnly: false, SameSiteMode.Lax),
    ];

    private string _session = "";
    private string _step = "";
    private ValidatedToken _owner = null!;

    public ExperimentRun Run { get; } = new();

    public StepResult? Result { get; private set; }

    public bool IsFresh { get; private set; }

    /// <summary>What is in the cookie, as the server sees it.</summary>
    public Holding Holds { get; private set; }

    public Scene Scene => Chosen(Holds, Holds is Holding.Token ? _owner.Subject : null, Result);

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
        (_session, _owner, _step) = (ClaimsPrincipalExtensions.SessionOf(visitorId)!, owner, step);
        experiments.Begin(_session, owner, []);
        Result = results.For(_session, step)?.AsOld();
    }

    public async Task TryAsync(CopyCookie cookie)
    {
        // Copies of another step would be stolen along with it.
        await experiments.EmptyAsync(PlaceNames.LocalStorage);
        await experiments.ChooseAsync(cookie);
        Holds = experiments.CopyIn(PlaceNames.ChosenCookie) is null ? Holding.Nothing : Holding.Token;
        await experiments.StealAsync();
        if (box.For(_session) is not { } loot) return;
        var stolen = experiments.CopyIn(PlaceNames.ChosenCookie) is { } copy
            ? loot.Stolen.FirstOrDefault(found => found.JwtId == copy.JwtId)
            : null;
        Result = new([Told(stolen)],
            stolen is null
                ? [new([Cookie, Script], null, true, "The script found no token in the cookie.")]
                : [new([Cookie, Script, Thief, Actor.Api], stolen.Answer.Exchange.Id, !stolen.Answer.Succeeded,
                    $"The script read the cookie, and the thief called the API with the token: {stolen.Answer.Status}.")],
            time.GetUtcNow(), _owner.Id);
        IsFresh = true;
        results.Keep(_session, _step, Result);
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
