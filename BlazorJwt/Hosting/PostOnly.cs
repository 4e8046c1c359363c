namespace BlazorJwt.Hosting;

/// <summary>Maps what changes something, and only by POST.</summary>
internal static class PostOnly
{
    /// <summary>
    /// Maps a POST, and answers every other method with 405. Routing would do so by itself, but for the static files of Development, which
    /// try every GET and turn it into 404.
    /// </summary>
    public static RouteHandlerBuilder MapPostOnly(this IEndpointRouteBuilder routes, string path, Delegate handler)
    {
        routes.Map(path, RefuseOthers).ExcludeFromDescription();
        return routes.MapPost(path, handler);
    }

    private static void RefuseOthers(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        response.Headers.Allow = HttpMethods.Post;
    }
}
