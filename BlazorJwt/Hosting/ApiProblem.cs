using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;

namespace BlazorJwt.Hosting;

/// <summary>The API's way to say what went wrong: problem details (RFC 9457), always, whatever the caller accepts.</summary>
internal static class ApiProblem
{
    /// <param name="detail">What is wrong and what to do, in a sentence.</param>
    public static IResult Result(int status, string detail) =>
        Results.Json(Details(status, detail), contentType: "application/problem+json", statusCode: status);

    /// <summary>Writes the answer itself, where there is no endpoint to return it from.</summary>
    public static Task WriteAsync(HttpContext context, int status, string detail)
    {
        context.Response.Headers.CacheControl = "no-store";
        return Result(status, detail).ExecuteAsync(context);
    }

    private static ProblemDetails Details(int status, string detail) => new()
    {
        Status = status,
        Title = ReasonPhrases.GetReasonPhrase(status),
        Detail = detail,
    };
}
