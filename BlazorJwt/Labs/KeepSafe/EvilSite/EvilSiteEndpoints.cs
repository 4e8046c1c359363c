using BlazorJwt.AuthorizationServer;
using BlazorJwt.Hosting;

namespace BlazorJwt.Labs.KeepSafe.EvilSite;

/// <summary>
/// The lab "Evil site": a page of another site posts a form to an endpoint for orders, and the browser adds cookies to it. Nothing is
/// ordered: the endpoint answers what it would have done. The cookies are the lab's own and give access to nothing, so the endpoint that is
/// unguarded on purpose can hurt nobody.
/// </summary>
internal static class EvilSiteEndpoints
{
    public static void MapEvilSite(this IEndpointRouteBuilder routes)
    {
        var labs = routes.MapLab("/labs");
        labs.MapGet("evil-site", Begin);
        labs.MapGet("evil-site/ready/{id}", Ready);
        labs.MapGet("evil-site/{id}", Lure).WithSecurityHeadersPolicy(LabPolicies.EvilSite);
        labs.MapPostOnly("orders/unguarded/{id}", Unguarded).WithMetadata(new RecordedExchange(IsForm: true));
        labs.MapPostOnly("orders/guarded/{id}", Guarded).WithMetadata(new RecordedExchange(IsForm: true));
    }

    // Sets the cookies and redirects to a page that sees which of them the browser has kept.
    private static IResult Begin(HttpContext context, SecondHostName names, LabRuns<EvilSiteRun> runs, bool step = false)
    {
        if (names.Of(context.Request.Host) is not { } other) return LabDocument.NoSecondName(context.Request);
        if (context.User.VisitorId() is not { } visitorId || context.User.SessionId() is not { } session) return LabDocument.LessonFirst();
        var evil = $"{context.Request.Scheme}://{other}";
        var run = new EvilSiteRun(LabRequests.RandomName(), session, visitorId, context.Request.OwnOrigin(), evil, runs.NextEnd)
        { IsStep = step };
        EvilSiteCookie.Set(step ? EvilSiteCookie.OfStep : EvilSiteCookie.All, context.Response);
        return Results.LocalRedirect($"/labs/evil-site/ready/{runs.Add(run).Id}");
    }

    private static IResult Ready(string id, HttpContext context, LabRuns<EvilSiteRun> runs)
    {
        if (runs.Find(id) is not { } run || run.Session != context.User.SessionId()) return LabDocument.Over();
        var kept = EvilSiteCookie.PlacesIn(context.Request);
        return EvilSiteDocuments.Ready(runs.Update(run, now => now with { Kept = kept }));
    }

    private static IResult Lure(string id, HttpContext context, LabRuns<EvilSiteRun> runs) =>
        runs.Find(id) is { } run && run.OtherOrigin == context.Request.OwnOrigin() ? EvilSiteDocuments.Lure(run) : LabDocument.Over();

    // The mistake: a cookie in the request counts as the visitor's consent.
    private static IResult Unguarded([AsParameters] Order order) => Answer(order, isGuarded: false);

    // The guard: first where the request comes from, then who sends it.
    private static IResult Guarded([AsParameters] Order order) => Answer(order, isGuarded: true);

    private static IResult Answer(Order order, bool isGuarded)
    {
        var request = order.Context.Request;
        if (order.Runs.Find(order.Id) is not { } run || run.Origin != request.OwnOrigin()) return LabDocument.Over();
        order.Context.Features.Set(new RecordedFor(run.VisitorId));
        var seen = order.Observer.Observe(order.Context, run.Session);
        if (request.IsCrossSite())
        {
            run = order.Runs.Update(run, now => now.With(seen, isGuarded));
            order.Results.Add(run.Session, [.. run.Results(order.Time.GetUtcNow())]);
        }

        var status = isGuarded && !request.IsFromOwnPage() ? StatusCodes.Status403Forbidden
            : seen.HasAny ? StatusCodes.Status200OK
            : StatusCodes.Status401Unauthorized;
        return EvilSiteDocuments.Answer(run, request, seen, isGuarded, status);
    }

    private sealed record Order(
        string Id, HttpContext Context, LabRuns<EvilSiteRun> Runs, EvilSiteObserver Observer, LabResults Results, TimeProvider Time);
}
