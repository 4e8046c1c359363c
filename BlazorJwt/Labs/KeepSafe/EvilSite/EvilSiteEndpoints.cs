using BlazorJwt.AuthorizationServer;
using BlazorJwt.Hosting;

namespace BlazorJwt.Labs.KeepSafe.EvilSite;

/// <summary>
/// The lab "Evil site": a page of another site posts a form to an order endpoint, and the browser adds what cookies it adds. The endpoint orders
/// nothing: it answers what it would have done. The cookies are the lab's own and open nothing, so nobody can be hurt by the endpoint that is
/// unguarded on purpose.
/// </summary>
internal static class EvilSiteEndpoints
{
    public static void MapEvilSite(this IEndpointRouteBuilder routes)
    {
        var labs = routes.MapGroup("/labs").ExcludeFromDescription();
        labs.MapGet("evil-site", Begin);
        labs.MapGet("evil-site/ready/{id}", Ready);
        labs.MapGet("evil-site/{id}", Lure).WithSecurityHeadersPolicy(LabPolicies.EvilSite);
        labs.MapPostOnly("orders/unguarded/{id}", Unguarded);
        labs.MapPostOnly("orders/guarded/{id}", Guarded);
    }

    // Sets the cookies and asks for the next page, which sees what the browser has kept of them.
    private static IResult Begin(HttpContext context, SecondHostName names, EvilSiteRuns runs)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (names.Of(context.Request.Host) is not { } away) return LabDocument.NoSecondName(context.Request);
        if (context.User.SessionId() is not { } session) return LabDocument.LessonFirst();
        var run = runs.Begin(session, context.Request.OwnOrigin(), $"{context.Request.Scheme}://{away}");
        LabCookie.SetAll(context.Response);
        return Results.LocalRedirect($"/labs/evil-site/ready/{run.Id}");
    }

    private static IResult Ready(string id, HttpContext context, EvilSiteRuns runs)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (runs.Find(id) is not { } run || run.Session != context.User.SessionId()) return LabDocument.Over();
        var kept = LabCookie.PlacesIn(context.Request);
        return EvilSiteDocuments.Ready(runs.Change(run, now => now with { Kept = kept }));
    }

    private static IResult Lure(string id, HttpContext context, EvilSiteRuns runs)
    {
        context.Response.Headers.CacheControl = "no-store";
        return runs.Find(id) is { } run && run.Away == context.Request.OwnOrigin() ? EvilSiteDocuments.Lure(run) : LabDocument.Over();
    }

    // Whatever cookie comes along counts for the visitor's will. That is the mistake.
    private static IResult Unguarded(string id, HttpContext context, EvilSiteRuns runs, EvilSiteObserver watch, LabResults results, TimeProvider time) =>
        Answer(id, context, runs, watch, results, time, isGuarded: false);

    // The guard: first where the request comes from, then who sends it.
    private static IResult Guarded(string id, HttpContext context, EvilSiteRuns runs, EvilSiteObserver watch, LabResults results, TimeProvider time) =>
        Answer(id, context, runs, watch, results, time, isGuarded: true);

    private static IResult Answer(string id, HttpContext context, EvilSiteRuns runs, EvilSiteObserver watch, LabResults results, TimeProvider time, bool isGuarded)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (runs.Find(id) is not { } run || run.Home != context.Request.OwnOrigin()) return LabDocument.Over();
        var seen = watch.See(context, run.Session);
        if (context.Request.IsCrossSite())
        {
            run = runs.Change(run, now => now.With(seen, isGuarded));
            results.Add(run.Session, [.. run.Results(time.GetUtcNow())]);
        }

        var status = isGuarded && !context.Request.IsFromOwnPage() ? StatusCodes.Status403Forbidden
            : seen.Arrived.Count == 0 ? StatusCodes.Status401Unauthorized
            : StatusCodes.Status200OK;
        return EvilSiteDocuments.Answer(run, context.Request, seen, isGuarded, status);
    }
}
