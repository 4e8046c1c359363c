namespace BlazorJwt.Hosting;

/// <summary>A page that is shown for every name after its address, and answers 404 for a name that it does not know.</summary>
internal static class NotFoundStatus
{
    /// <param name="page">The address of the page, with a slash before it.</param>
    /// <param name="isKnown">Asked for the name after it.</param>
    public static void UseNotFoundStatus(this IApplicationBuilder app, string page, Func<string, bool> isKnown) => app.Use((http, next) =>
    {
        // As late as that: a 404 before the page is there would show the page for all that is not found.
        if (http.Request.Path.StartsWithSegments(page, out var rest) && rest.Value is ['/', .. { Length: > 0 } name] && !isKnown(name))
            http.Response.OnStarting(SetAsync, http.Response);
        return next(http);
    });

    private static Task SetAsync(object response)
    {
        if (response is HttpResponse { StatusCode: StatusCodes.Status200OK } page) page.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }
}
