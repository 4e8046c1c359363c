namespace BlazorJwt.Hosting;

/// <summary>Maps what changes something, and only by POST.</summary>
internal static class PostOnly
{
    /// <summary>
    /// Maps a POST, and answers a GET with 405. Routing would do so by itself, but for the static files of Development, which try every GET
    /// and turn it into 404.
    /// </summary>
    public static RouteHandlerBuilder MapPostOnly(this IEndpointRouteBuilder routes, string path, Delegate handler)
    {
        routes.MapMethods(path, [HttpMethods.Get, HttpMethods.Head], RefuseGet).ExcludeFromDescription();
        return routes.MapPost(path, handler);
    }

    private static void RefuseGet(HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        response.Headers.Allow = HttpMethods.Post;
    }
}
