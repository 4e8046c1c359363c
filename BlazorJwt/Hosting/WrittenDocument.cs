namespace BlazorJwt.Hosting;

internal static class WrittenDocument
{
    /// <summary>Serves the file at an address. A browser asks for it each time, as for the pages of the app.</summary>
    public static void MapDocument(this IEndpointRouteBuilder routes, string address, string file) =>
        routes.MapFallbackToFile(address, file,
            new() { OnPrepareResponse = sent => sent.Context.Response.Headers.CacheControl = "no-cache" });
}
