using System.Globalization;
using BlazorJwt.Tokens;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace BlazorJwt.Hosting;

/// <summary>What a request gets that found nothing or broke: a page for people, problem details (RFC 9457) for programs.</summary>
internal static class FailureAnswers
{
    public const string ErrorPage = "/error";

    public const string NotFoundPage = "/not-found";

    /// <summary>Runs early, in Development too: the framework's page of details shows request headers, and a token among them.</summary>
    public static void UseFailureAnswers(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = ErrorPage,
            CreateScopeForErrors = true,
            // An outage is logged once, where the store is watched, and not for each request.
            SuppressDiagnosticsCallback = failed => failed.Exception is StoreUnreachableException,
        });
        app.UseStatusCodePagesWithReExecute(NotFoundPage, createScopeForStatusCodePages: true);
        app.UseStatusCodePages(ExplainAsync);
        app.Use((context, next) => IsOpenedByItself(context) ? NotFoundAsync(context.Response) : next(context));
    }

    /// <summary>True while a page of failure is rendered, in the second round of a request that failed.</summary>
    public static bool IsFailurePage(this HttpContext context) =>
        context.Features.Get<IExceptionHandlerFeature>() is not null || context.Features.Get<IStatusCodeReExecuteFeature>() is not null;

    // The pages of failure have addresses, and are no pages: where nothing failed there is nothing to show.
    private static bool IsOpenedByItself(HttpContext context) =>
        (context.Request.Path == ErrorPage || context.Request.Path == NotFoundPage) && !context.IsFailurePage();

    private static Task NotFoundAsync(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    private static Task ExplainAsync(StatusCodeContext context)
    {
        var (http, status) = (context.HttpContext, context.HttpContext.Response.StatusCode);
        if (http.Find<AnswersInJson>() is { } json)
        {
            return ApiProblem.WriteAsync(http, status, status switch
            {
                StatusCodes.Status404NotFound => json.NotFound,
                StatusCodes.Status405MethodNotAllowed => $"This address knows {http.Response.Headers.Allow}, not {http.Request.Method}.",
                _ => $"The request was refused with status {status}.",
            });
        }

        // What is not found has a page of its own.
        if (status is StatusCodes.Status404NotFound) return Task.CompletedTask;
        var sentence = status is StatusCodes.Status405MethodNotAllowed
            ? "This address takes what a form sends, and is no page to open."
            : "The server did not take this request. Go back and try again, or start over.";
        return new PlainPage(status, ReasonPhrases.GetReasonPhrase(status), sentence).ExecuteAsync(http);
    }
}

/// <summary>Answers a request that broke, where the page for an error would not do.</summary>
internal sealed class FailureHandler : IExceptionHandler
{
    private const string Error = "The server made an error. It is in the server's log, not in this answer.";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        // The request has been turned to the page for an error already: the feature knows what it was for.
        var failed = httpContext.Features.GetRequiredFeature<IExceptionHandlerFeature>();
        var json = httpContext.Find<AnswersInJson>(failed.Endpoint, failed.Path);
        if (exception is StoreUnreachableException)
        {
            // RFC 9110 section 15.6.4. The one place that answers an outage, in the form that the endpoint says.
            httpContext.Response.Headers.RetryAfter =
                StoreUnreachableException.RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            httpContext.Response.Headers.CacheControl = "no-store";
            var answer = json?.Unavailable(StoreUnreachableException.Sentence)
                ?? new PlainPage(StatusCodes.Status503ServiceUnavailable, "Unavailable", StoreUnreachableException.Sentence);
            await answer.ExecuteAsync(httpContext);
            return true;
        }

        if (json is not null) await ApiProblem.WriteAsync(httpContext, StatusCodes.Status500InternalServerError, Error);
        return json is not null;
    }
}
