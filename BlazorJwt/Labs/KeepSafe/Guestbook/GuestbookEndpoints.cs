using System.Text.Json;
using BlazorJwt.AuthorizationServer;

namespace BlazorJwt.Labs.KeepSafe.Guestbook;

/// <summary>
/// The lab "Injected markup": a guestbook that writes what a visitor typed into the page unencoded. Broken on purpose, and it can hurt
/// nobody: it is on the other host, shows an entry only to the browser that wrote it, holds decoys that the API rejects, and its headers
/// keep what a script reads inside the document (<see cref="LabPolicies"/> says in which browsers).
/// </summary>
internal static class GuestbookEndpoints
{
    private const string Book = "BlazorJwt-Guestbook";
    private const string Path = "/labs/guestbook";

    public static void MapGuestbook(this IEndpointRouteBuilder routes)
    {
        var book = routes.MapLab(Path);
        book.MapGet("", Begin);
        book.MapGet("open/{ticket}", Open);
        book.MapGet("write", (HttpContext context, LabRuns<GuestbookRun> runs, DecoyTokens decoys) =>
            Show(context, runs, run => GuestbookDocuments.Write(run, decoys)));
        book.MapPost("write", WriteAsync);
        book.MapGet("hole", (HttpContext context, LabRuns<GuestbookRun> runs) =>
            Show(context, runs, run => GuestbookDocuments.Hole(run, context))).WithSecurityHeadersPolicy(LabPolicies.Hole);
        book.MapGet("strict", (HttpContext context, LabRuns<GuestbookRun> runs) => Show(context, runs, GuestbookDocuments.Strict));
        book.MapPost("outcome", OutcomeAsync);
    }

    private static IResult Begin(HttpContext context, SecondHostName names, LabRuns<GuestbookRun> runs)
    {
        if (names.Of(context.Request.Host) is not { } other) return LabDocument.NoSecondName(context.Request);
        if (context.User.SessionId() is not { } session) return LabDocument.LessonFirst();
        var host = $"{context.Request.Scheme}://{other}";
        var run = runs.Add(new(LabRequests.RandomName(), session, context.Request.OwnOrigin(), host, runs.NextEnd));
        return GuestbookDocuments.Begin(host, $"{host}{Path}/open/{run.Id}");
    }

    // The cookie is Lax, because the visitor follows a link from the other site. No form from there could send it.
    private static IResult Open(string ticket, HttpContext context, LabRuns<GuestbookRun> runs, DecoyTokens decoys)
    {
        if (runs.Take(ticket) is not { IsOpen: false } run || run.OtherOrigin != context.Request.OwnOrigin()) return LabDocument.Over();
        run = runs.Add(run with { Id = LabRequests.RandomName(), IsOpen = true });
        context.Response.Cookies.Append(Book, run.Id, Attributes(SameSiteMode.Lax));
        foreach (var (place, sameSite) in GuestbookRun.HttpOnlyDecoys)
            context.Response.Cookies.Append(GuestbookRun.Decoys[place], decoys.Make(place), Attributes(sameSite));
        return Results.LocalRedirect($"{Path}/write");
    }

    private static IResult Show(HttpContext context, LabRuns<GuestbookRun> runs, Func<GuestbookRun, IResult> document) =>
        Find(context, runs) is { } run ? document(run) : LabDocument.Over();

    private static async Task<IResult> WriteAsync(HttpContext context, LabRuns<GuestbookRun> runs)
    {
        if (!context.Request.IsFromOwnPage() || Find(context, runs) is not { } run) return LabDocument.Over();
        if (await context.Request.ReadFieldsAsync() is not { } form) return LabDocument.Over();
        var entry = form["entry"].ToString();
        if (entry.Length > GuestbookRun.LongestEntry) entry = entry[..GuestbookRun.LongestEntry];
        runs.Update(run, now => now with { Entry = string.IsNullOrWhiteSpace(entry) ? null : entry });
        return Results.Redirect($"{Path}/write");
    }

    // The page with the hole can send nothing. It leaves a note in the browser, and a page under the app's policy sends it here.
    private static async Task<IResult> OutcomeAsync(HttpContext context, LabRuns<GuestbookRun> runs, LabResults results, TimeProvider time)
    {
        if (!context.Request.IsFromOwnPage() || Find(context, runs) is not { } run) return Results.NotFound();
        try
        {
            if (await context.Request.ReadFromJsonAsync<Outcome>(context.RequestAborted) is not { } outcome) return Results.BadRequest();
            run = runs.Update(run, now => now.With(outcome.Read, outcome.Blocked));
            results.Add(run.Session, [.. run.Results(time.GetUtcNow())]);
            return Results.NoContent();
        }
        catch (Exception reason) when (reason is JsonException or InvalidOperationException or BadHttpRequestException)
        {
            return Results.BadRequest();
        }
    }

    private static GuestbookRun? Find(HttpContext context, LabRuns<GuestbookRun> runs) =>
        runs.Find(context.Request.Cookies[Book]) is { IsOpen: true } run && run.OtherOrigin == context.Request.OwnOrigin() ? run : null;

    private static CookieOptions Attributes(SameSiteMode sameSite) =>
        new() { HttpOnly = true, Secure = true, SameSite = sameSite, Path = Path, MaxAge = LabRun.Lifetime };

    private sealed record Outcome(IReadOnlyList<string>? Read, bool Blocked);
}
