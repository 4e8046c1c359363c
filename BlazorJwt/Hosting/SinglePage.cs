namespace BlazorJwt.Hosting;

/// <summary>The page in plain JavaScript (wwwroot/spa): a document of its own, without Blazor.</summary>
internal static class SinglePage
{
    /// <summary>Serves it at <c>/spa</c>. Asked for anew each time, as the pages of the app are.</summary>
    public static void MapSinglePage(this IEndpointRouteBuilder routes)
    {
        // The file is a page, and has the headers of a page at one address only. Files have their order too, and this comes before it.
        routes.MapMethods("/spa/index.html", [HttpMethods.Get, HttpMethods.Head], () => TypedResults.LocalRedirect("/spa")).WithOrder(-1000).ExcludeFromDescription();
        routes.MapFallbackToFile("/spa", "spa/index.html", new() { OnPrepareResponse = file => file.Context.Response.Headers.CacheControl = "no-cache" });
    }
}
