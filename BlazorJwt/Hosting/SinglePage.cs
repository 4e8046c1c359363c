namespace BlazorJwt.Hosting;

/// <summary>The page in plain JavaScript (wwwroot/spa): a document of its own, without Blazor.</summary>
internal static class SinglePage
{
    /// <summary>Serves it at <c>/spa</c>. Asked for anew each time, as the pages of the app are.</summary>
    public static void MapSinglePage(this IEndpointRouteBuilder routes) =>
        routes.MapFallbackToFile("/spa", "spa/index.html", new() { OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache" });
}
