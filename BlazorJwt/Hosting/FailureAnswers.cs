using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;

namespace BlazorJwt.Hosting;

/// <summary>What a request gets that found nothing or broke: a page for people, problem details (RFC 9457) for programs.</summary>
internal static class FailureAnswers
{
    /// <summary>Comes first, so that it sees every failure. In Development too: the framework's page of details shows request headers, and a token among them.</summary>
    public static void UseFailureAnswers(this WebApplication app)
    {
        app.UseWhen(context => IsForPrograms(context.Request.Path), programs => programs.UseExceptionHandler().UseStatusCodePages());
        app.UseWhen(context => !IsForPrograms(context.Request.Path), people => people
            .UseExceptionHandler("/error", createScopeForErrors: true)
            .UseStatusCodePagesWithReExecute("/not-found", createScopeForStatusCodePages: true)
            .UseStatusCodePages(ExplainAsync)
            .Use((context, next) => IsOpenedByItself(context) ? NotFoundAsync(context.Response) : next(context)));
    }

    // The pages of failure have addresses, and are no pages: where nothing failed there is nothing to show.
    private static bool IsOpenedByItself(HttpContext context) =>
        (context.Request.Path == "/error" || context.Request.Path == "/not-found")
            && context.Features.Get<IExceptionHandlerFeature>() is null && context.Features.Get<IStatusCodeReExecuteFeature>() is null;

    private static Task NotFoundAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    // Whatever is not "not found" gets its own words, and then the page above has nothing to add.
    private static Task ExplainAsync(StatusCodeContext context)
    {
        var response = context.HttpContext.Response;
        return response.StatusCode is StatusCodes.Status404NotFound ? Task.CompletedTask : response.WritePageAsync(
            ReasonPhrases.GetReasonPhrase(response.StatusCode),
            response.StatusCode is StatusCodes.Status405MethodNotAllowed
                ? "This address takes what a form sends, and is no page to open."
                : "The server did not take this request. Go back and try again, or start over.",
            "/",
            "To the start page");
    }

    /// <summary>True for an address that programs ask, and no browser as a page.</summary>
    public static bool IsForPrograms(PathString path) =>
        path.StartsWithSegments("/api") || path.StartsWithSegments("/token") || path.StartsWithSegments("/revoke")
            || path.StartsWithSegments("/introspect") || path.StartsWithSegments("/.well-known") || path.StartsWithSegments("/openapi") || path.StartsWithSegments("/_blazor");
}
