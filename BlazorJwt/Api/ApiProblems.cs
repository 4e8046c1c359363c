using BlazorJwt.Hosting;

namespace BlazorJwt.Api;

/// <summary>Under /api an answer without a body gets one: no such address, no such method, or an error of our own.</summary>
internal static class ApiProblems
{
    public static WebApplication UseApiProblems(this WebApplication app)
    {
        app.UseWhen(context => context.Request.Path.StartsWithSegments("/api"), api =>
        {
            api.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandler = context => ApiProblem.WriteAsync(context, StatusCodes.Status500InternalServerError, "The API made an error. It is in the server's log, not in this answer."),
            });
            api.UseStatusCodePages(context => Explain(context.HttpContext));
        });
        return app;
    }

    private static Task Explain(HttpContext context) => ApiProblem.WriteAsync(context, context.Response.StatusCode, context.Response.StatusCode switch
    {
        StatusCodes.Status404NotFound => "The API has no such address. /openapi/v1.json lists those it has.",
        StatusCodes.Status405MethodNotAllowed => $"This address knows {context.Response.Headers.Allow}, not {context.Request.Method}.",
        var status => $"The request was refused with status {status}.",
    });
}
