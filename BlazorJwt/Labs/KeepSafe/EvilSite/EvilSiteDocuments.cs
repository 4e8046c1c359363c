using static BlazorJwt.Labs.KeepSafe.LabDocument;

namespace BlazorJwt.Labs.KeepSafe.EvilSite;

/// <summary>The pages of the lab "Evil site".</summary>
internal static class EvilSiteDocuments
{
    /// <summary>Before the visit: which cookies the browser holds, and the way to the evil site.</summary>
    public static IResult Ready(EvilSiteRun run) => Page(
        "Evil site",
        $"You are at {run.Home}. A page at {run.Away}, another site for your browser, will send an order in your name.",
        $"""
        {Card("Your cookies", $"<p>These stand for a session, each with other attributes. They open nothing.</p>{Table("Kept by this browser", LabCookie.All.ToDictionary(cookie => cookie.Place, cookie => run.Kept?.Contains(cookie.Place) is true), ("kept", "good"), ("not kept", "warn"))}")}
        {Card("Go there", $"<p>The evil site has two buttons. Each posts a form at this site.</p><div class=\"actions\"><a class=\"button primary\" href=\"{Encoded(Lured(run))}\">Go to the evil site</a></div>")}
        {FromHere(run)}
        """);

    /// <summary>The evil site itself, on the other host. Its buttons say what they do; a real one would not.</summary>
    public static IResult Lure(EvilSiteRun run) => Page(
        "You have won",
        $"This page is at {run.Away}. Its buttons send an order to {run.Home}, where you have a session.",
        $"""
        <section class="card">
        <h2>Collect your prize</h2>
        <p>A real evil site would send these forms by itself, as soon as it opens. Nothing is ordered: the endpoint only says what it would have done.</p>
        <div class="actions">
        {PostButton($"{run.Home}/labs/orders/unguarded/{run.Id}", "Order at the unguarded endpoint", primary: true)}
        {PostButton($"{run.Home}/labs/orders/guarded/{run.Id}", "Order at the guarded endpoint")}
        </div>
        </section>
        """);

    /// <summary>What the endpoint saw and answered.</summary>
    public static IResult Answer(EvilSiteRun run, HttpRequest request, EvilSiteObservation seen, bool isGuarded, int status) => Page(
        $"{status}: {Verdict(status)}",
        $"You are back at {run.Home}. {(isGuarded ? "The guarded" : "The unguarded")} endpoint got a form and looked at what came along.",
        $"""
        {Card("What came along", $"""{Table("Came along", Cookies(seen), ("came along", request.IsCrossSite() ? "bad" : "good"), ("stayed away", request.IsCrossSite() ? "good" : "warn"))}<dl class="facts">{Fact("Sec-Fetch-Site", request.Headers["Sec-Fetch-Site"])}{Fact("Origin", request.Headers.Origin)}</dl>""")}
        {Card("What it means", $"<p>{Meaning(status, isGuarded)}</p>{Hint(request)}<p class=\"sources\">draft RFC 6265bis §5.6 · W3C Fetch Metadata · OWASP Cross-Site Request Forgery Prevention Cheat Sheet</p>")}
        {Card("Go on", $"<div class=\"actions\"><a class=\"button primary\" href=\"{Encoded(Lured(run))}\">Back to the evil site</a> <a class=\"button\" href=\"/keep-it-safe\">To the lesson</a></div>")}
        {FromHere(run)}
        """,
        status: status);

    private static string Verdict(int status) => status switch
    {
        StatusCodes.Status200OK => "the order was taken",
        StatusCodes.Status401Unauthorized => "the endpoint does not know you",
        _ => "the order was refused",
    };

    private static string Meaning(int status, bool isGuarded) => (status, isGuarded) switch
    {
        (StatusCodes.Status403Forbidden, _) => "The guard asked where the form came from before it looked at any cookie. The browser writes Sec-Fetch-Site and Origin, and no page can change them. An antiforgery field in the form does the same work: the evil site cannot read it.",
        (StatusCodes.Status401Unauthorized, _) => "No cookie came along, so the endpoint saw a stranger.",
        (_, true) => "The form came from this site’s own page, so the guard let it through.",
        _ => "A cookie was enough for this endpoint. You did not want this order, and the browser sent the cookie all the same.",
    };

    private static string Hint(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is "same-site"
        ? "<p><strong>Nothing was noted:</strong> your browser takes both names for one site. <code>Labs:EvilHost</code> needs a name on another domain.</p>"
        : "";

    // The control: the guard refuses where a form comes from, and not every form.
    private static string FromHere(EvilSiteRun run) => Card(
        "The same form from this site",
        $"<p>So that you see the guarded endpoint take an order too.</p><div class=\"actions\">{PostButton($"/labs/orders/guarded/{run.Id}", "Order at the guarded endpoint from here")}</div>");

    // Of the places that hold a copy those that a cookie stands for. The others have nothing that could come along.
    private static Dictionary<string, bool> Cookies(EvilSiteObservation seen) => seen.Came
        .Where(place => place.Key is PlaceNames.ChosenCookie or PlaceNames.ServerMemory || LabCookie.All.Any(cookie => cookie.Place == place.Key)).ToDictionary();

    private static string Table(string caption, IReadOnlyDictionary<string, bool> places, (string Text, string Verdict) yes, (string Text, string Verdict) no)
    {
        var rows = places.Select(place =>
        {
            var (text, verdict) = place.Value ? yes : no;
            var name = place.Key == PlaceNames.ServerMemory ? $"{place.Key}: the cookie of its session" : place.Key;
            return $"""<tr><th scope="row">{Encoded(name)}</th><td><span class="verdict {verdict}">{text}</span></td></tr>""";
        });
        return $"""<div class="wide" role="region" aria-label="{caption}" tabindex="0"><table><thead><tr><th scope="col">Cookie</th><th scope="col">{caption}</th></tr></thead><tbody>{string.Concat(rows)}</tbody></table></div>""";
    }

    private static string Fact(string name, string? value) => $"<div><dt>{name}</dt><dd><code>{(string.IsNullOrEmpty(value) ? "(not sent)" : Encoded(value))}</code></dd></div>";

    private static string Lured(EvilSiteRun run) => $"{run.Away}/labs/evil-site/{run.Id}";
}
