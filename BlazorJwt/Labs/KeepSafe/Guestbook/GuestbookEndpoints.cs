using System.Text.Json;
using BlazorJwt.AuthorizationServer;

namespace BlazorJwt.Labs.KeepSafe.Guestbook;

/// <summary>
/// The lab "Injected markup": a guestbook that writes what a visitor typed into the page as it is. Broken on purpose, and it can hurt nobody:
/// it stands on the other host, shows an entry to the one browser that wrote it, holds decoys that the API refuses, and its headers keep
/// what a script reads inside the document (<see cref="LabPolicies"/> says in which browsers).
/// </summary>
internal static class GuestbookEndpoints
{
    private const string Book = "BlazorJwt-Guestbook";
    private const string Path = "/labs/guestbook";

    public static void MapGuestbook(this IEndpointRouteBuilder routes)
    {
        var book = routes.MapGroup(Path).ExcludeFromDescription();
        book.MapGet("", Begin);
        book.MapGet("open/{ticket}", Open);
        book.MapGet("write", Write);
        book.MapPost("write", WriteAsync);
        book.MapGet("hole", Hole).WithSecurityHeadersPolicy(LabPolicies.Hole);
        book.MapGet("strict", Strict);
        book.MapPost("outcome", OutcomeAsync);
    }

    private static IResult Begin(HttpContext context, SecondHostName names, GuestbookRuns runs)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (names.Of(context.Request.Host) is not { } other) return LabDocument.NoSecondName(context.Request);
        if (context.User.SessionId() is not { } session) return LabDocument.LessonFirst();
        var host = $"{context.Request.Scheme}://{other}";
        return GuestbookDocuments.Begin(host, $"{host}{Path}/open/{runs.Begin(session, context.Request.OwnOrigin(), host)}");
    }

    // Lax: the visitor comes here by a link from the other site. No form from there could bring it.
    private static IResult Open(string ticket, HttpContext context, GuestbookRuns runs, DecoyTokens decoys)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (runs.Open(ticket, context.Request.OwnOrigin()) is not { } run) return LabDocument.Over();
        context.Response.Cookies.Append(Book, run.Key, Attributes(SameSiteMode.Lax));
        foreach (var (place, sameSite) in GuestbookRun.HttpOnlyDecoys) context.Response.Cookies.Append(GuestbookRun.Decoys[place], decoys.Make(place), Attributes(sameSite));
        return Results.LocalRedirect($"{Path}/write");
    }

    private static IResult Write(HttpContext context, GuestbookRuns runs, DecoyTokens decoys)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Find(context, runs) is { } run ? GuestbookDocuments.Write(run, decoys) : LabDocument.Over();
    }

    private static async Task<IResult> WriteAsync(HttpContext context, GuestbookRuns runs)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!context.Request.IsFromOwnPage() || Find(context, runs) is not { } run) return LabDocument.Over();
        if (await context.Request.ReadFieldsAsync() is not { } form) return LabDocument.Over();
        var entry = form["entry"].ToString();
        if (entry.Length > GuestbookRun.LongestEntry) entry = entry[..GuestbookRun.LongestEntry];
        runs.Change(run, now => now with { Entry = string.IsNullOrWhiteSpace(entry) ? null : entry });
        return Results.Redirect($"{Path}/write");
    }

    private static IResult Hole(HttpContext context, GuestbookRuns runs)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Find(context, runs) is { } run ? GuestbookDocuments.Hole(run, context) : LabDocument.Over();
    }

    private static IResult Strict(HttpContext context, GuestbookRuns runs)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Find(context, runs) is { } run ? GuestbookDocuments.Strict(run) : LabDocument.Over();
    }

    // From the pages under the app's policy. The page with the hole can send nothing, so it leaves a note in the browser and another brings it.
    private static async Task<IResult> OutcomeAsync(HttpContext context, GuestbookRuns runs, LabResults results, TimeProvider time)
    {
        if (!context.Request.IsFromOwnPage() || Find(context, runs) is not { } run) return Results.NotFound();
        try
        {
            if (await context.Request.ReadFromJsonAsync<Outcome>(context.RequestAborted) is not { } outcome) return Results.BadRequest();
            run = runs.Change(run, now => now with
            {
                Read = outcome.Read is null ? now.Read : GuestbookRun.Decoys.Keys.Intersect(outcome.Read.Concat(now.Read ?? new HashSet<string>())).ToHashSet(),
                Blocked = now.Blocked || outcome.Blocked,
            });
            results.Add(run.Session, [.. run.Results(time.GetUtcNow())]);
            return Results.NoContent();
        }
        catch (Exception reason) when (reason is JsonException or InvalidOperationException or BadHttpRequestException)
        {
            return Results.BadRequest();
        }
    }

    private static GuestbookRun? Find(HttpContext context, GuestbookRuns runs) => runs.Find(context.Request.Cookies[Book], context.Request.OwnOrigin());

    private static CookieOptions Attributes(SameSiteMode sameSite) =>
        new() { HttpOnly = true, Secure = true, SameSite = sameSite, Path = Path, MaxAge = GuestbookRuns.Lifetime };

    private sealed record Outcome(IReadOnlyList<string>? Read, bool Blocked);
}
