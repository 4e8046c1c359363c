using static BlazorJwt.Labs.KeepSafe.LabDocument;

namespace BlazorJwt.Labs.KeepSafe.EvilSite;

internal static class EvilSiteDocuments
{
    private const string Sources =
        """<p class="sources">draft RFC 6265bis §5.6 · W3C Fetch Metadata · OWASP Cross-Site Request Forgery Prevention Cheat Sheet</p>""";

    // Only the places of which a browser can send something: a cookie.
    private static string[] Bench =>
        [.. EvilSiteCookie.All.Select(cookie => cookie.Place), PlaceNames.ChosenCookie, PlaceNames.ServerMemory];

    private static string[] Step => [.. EvilSiteCookie.OfStep.Select(cookie => cookie.Place)];

    /// <summary>Before the visit: the cookies that the browser holds, and the link to the evil site.</summary>
    public static IResult Ready(EvilSiteRun run) => Page(
        "Evil site",
        $"You are at {run.Origin}. A page at {run.OtherOrigin}, which is another site to your browser, will send an order in your name.",
        $"""
        {Card("Your cookies", $"""
            <p>Each stands for a session cookie, with different attributes. They give access to nothing.</p>
            {Table("Kept by this browser", Kept(run), ("kept", "good"), ("not kept", "warn"))}
            """)}
        {Card("Go there", $"""
            <p>The evil site has two buttons. Each posts a form to this site.</p>
            {Actions(Link(Lured(run), "Go to the evil site", primary: true))}
            """)}
        {FromHere(run)}
        """);

    /// <summary>The evil site itself. Its buttons say what they do; those of a real one would not.</summary>
    public static IResult Lure(EvilSiteRun run) => run.IsStep ? LureOfStep(run) : Page(
        "You have won",
        $"This page is at {run.OtherOrigin}. Its buttons send an order to {run.Origin}, where you have a session.",
        Card("Collect your prize", $"""
            <p>A real evil site would post these forms as soon as it opens. Nothing is ordered: the endpoint only says what it would have
            done.</p>
            {Actions(
                PostButton($"{run.Origin}/labs/orders/unguarded/{run.Id}", "Order at the unguarded endpoint", primary: true),
                PostButton($"{run.Origin}/labs/orders/guarded/{run.Id}", "Order at the guarded endpoint"))}
            """));

    private static IResult LureOfStep(EvilSiteRun run) => Page(
        "Another site",
        $"This page is at {run.OtherOrigin}. Its button posts an order to {run.Origin}, where you have three cookies.",
        Card("Collect your prize", $"""
            <p>A real one would not say so, and would post the form as soon as it opens. Nothing is ordered: the server only says what it
            would have done.</p>
            {Actions(PostButton($"{run.Origin}/labs/orders/unguarded/{run.Id}", "Send the order", primary: true))}
            """));

    public static IResult Answer(EvilSiteRun run, HttpRequest request, EvilSiteObservation seen, bool isGuarded, int status) =>
        run.IsStep && !isGuarded ? AnswerOfStep(run, request, seen, status) : Page(
        $"{status}: {Verdict(status)}",
        $"You are back at {run.Origin}. The {(isGuarded ? "guarded" : "unguarded")} endpoint received a form.",
        $"""
        {Card("What was sent", $"""
            {Sent(seen, request.IsCrossSite(), Bench)}
            <dl class="facts">{Fact("Sec-Fetch-Site", request.Headers["Sec-Fetch-Site"])}{Fact("Origin", request.Headers.Origin)}</dl>
            """)}
        {Card("What it means", $"<p>{Meaning(status, isGuarded)}</p>{Hint(request)}{Sources}")}
        {Card("Go on", Actions(Link("/keep-it-safe", "To the lesson", primary: true), Link(Lured(run), "Back to the evil site")))}
        {FromHere(run)}
        """,
        status: status);

    private static IResult AnswerOfStep(EvilSiteRun run, HttpRequest request, EvilSiteObservation seen, int status) => Page(
        $"{status}: {Verdict(status)}",
        $"You are back at {run.Origin}. It received the form that the other site’s page posted.",
        $"""
        {Card("What was sent", Sent(seen, request.IsCrossSite(), Step) + Hint(request))}
        {Card("Go on", "<p>Close this tab. The lesson, in the tab before, has the result.</p>")}
        """,
        status: status);

    private static string Verdict(int status) => status switch
    {
        StatusCodes.Status200OK => "the order was accepted",
        StatusCodes.Status401Unauthorized => "nobody is signed in",
        _ => "the order was rejected",
    };

    private static string Meaning(int status, bool isGuarded) => (status, isGuarded) switch
    {
        (StatusCodes.Status403Forbidden, _) =>
            "The guard checked where the form came from before it looked at any cookie. The browser writes Sec-Fetch-Site and Origin, and "
            + "no page can change them. An antiforgery field in the form works as well, because the evil site cannot read it.",
        (StatusCodes.Status401Unauthorized, _) => "The browser sent no cookie, so the endpoint could not tell that it was you.",
        (_, true) => "The form came from a page of this site, so the guard accepted it.",
        _ => "For this endpoint a cookie is enough. You did not want this order, but the browser sent the cookie anyway.",
    };

    private static string Hint(HttpRequest request) => request.Headers["Sec-Fetch-Site"].ToString() is not "same-site" ? "" : """
        <p><strong>Nothing was recorded:</strong> to your browser both names are one site. <code>Labs:EvilHost</code> needs a name on
        another domain.</p>
        """;

    // The control: the guard rejects forms by where they come from, and not all of them.
    private static string FromHere(EvilSiteRun run) => Card("The same form from this site", $"""
        <p>The guarded endpoint accepts an order that this site sends.</p>
        {Actions(PostButton($"/labs/orders/guarded/{run.Id}", "Order at the guarded endpoint from here"))}
        """);

    private static Dictionary<string, bool> Kept(EvilSiteRun run) =>
        EvilSiteCookie.All.ToDictionary(cookie => cookie.Place, cookie => run.Kept?.Contains(cookie.Place) is true);

    private static string Sent(EvilSiteObservation seen, bool isCrossSite, string[] cookies)
    {
        var sent = seen.Sent.Where(place => cookies.Contains(place.Key)).ToDictionary();
        return Table("Sent with the form", sent, ("sent", isCrossSite ? "bad" : "good"), ("not sent", isCrossSite ? "good" : "warn"));
    }

    private static string Table(
        string caption, IReadOnlyDictionary<string, bool> places, (string Text, string Verdict) yes, (string Text, string Verdict) no)
    {
        var rows = places.Select(place =>
        {
            var (text, verdict) = place.Value ? yes : no;
            var name = place.Key == PlaceNames.ServerMemory ? $"{place.Key}: the cookie of its session" : place.Key;
            return $"""<tr><th scope="row">{Encoded(name)}</th><td><span class="verdict {verdict}">{text}</span></td></tr>""";
        });
        return $"""
            <div class="wide" role="region" aria-label="{caption}" tabindex="0"><table>
            <thead><tr><th scope="col">Cookie</th><th scope="col">{caption}</th></tr></thead>
            <tbody>{string.Concat(rows)}</tbody>
            </table></div>
            """;
    }

    private static string Fact(string name, string? value) =>
        $"<div><dt>{name}</dt><dd><code>{(string.IsNullOrEmpty(value) ? "(no header)" : Encoded(value))}</code></dd></div>";

    private static string Lured(EvilSiteRun run) => $"{run.OtherOrigin}/labs/evil-site/{run.Id}";
}
