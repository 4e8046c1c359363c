using System.Globalization;
using BlazorJwt.Tokens;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.WebUtilities;

namespace BlazorJwt.Hosting;

/// <summary>
/// What a request gets that needs the store of several servers while it can't be reached: 503 with Retry-After (RFC 9110 section 15.6.4), and a
/// sentence in the form that the caller reads. It is no error of the caller's, and none for the log of each request: the watch of the store logs it once.
/// </summary>
internal sealed class OutageAnswers : IExceptionHandler
{
    // RFC 6749 section 4.1.2.1, for the endpoints of that family.
    private const string Later = "temporarily_unavailable";

    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is not StoreUnreachableException) return false;
        // The request has been turned to the page of failure already.
        var path = new PathString(httpContext.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? httpContext.Request.Path);
        var response = httpContext.Response;
        response.SetOutage();
        if (path.StartsWithSegments("/token") || path.StartsWithSegments("/revoke") || path.StartsWithSegments("/introspect") || path.StartsWithSegments("/account/refresh"))
        {
            await Results.Json(new Dictionary<string, string> { ["error"] = Later, ["error_description"] = StoreUnreachableException.Sentence }, statusCode: response.StatusCode).ExecuteAsync(httpContext);
        }
        else if (FailureAnswers.IsForPrograms(path))
        {
            await Results.Problem(StoreUnreachableException.Sentence, statusCode: response.StatusCode, title: ReasonPhrases.GetReasonPhrase(response.StatusCode)).ExecuteAsync(httpContext);
        }
        else
        {
            await response.WritePageAsync("Not just now", StoreUnreachableException.Sentence, "/", "To the start page");
        }

        return true;
    }
}

/// <summary>The head of such an answer.</summary>
internal static class OutageHead
{
    /// <summary>Sets status and Retry-After, and keeps caches away.</summary>
    public static void SetOutage(this HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status503ServiceUnavailable;
        response.Headers.RetryAfter = StoreUnreachableException.RetryAfter.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        response.Headers.CacheControl = "no-store";
    }
}
