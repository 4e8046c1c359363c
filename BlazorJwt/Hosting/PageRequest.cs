using Microsoft.AspNetCore.Components.Endpoints;

namespace BlazorJwt.Hosting;

/// <summary>Tells a request for a page from all others.</summary>
internal static class PageRequest
{
    /// <summary>
    /// True for a GET that a page of this app answers as a document. A browser says what it asks for (Sec-Fetch-Dest); a client that
    /// doesn't say is believed.
    /// </summary>
    public static bool IsPageRequest(this HttpContext context) =>
        HttpMethods.IsGet(context.Request.Method)
        && context.GetEndpoint()?.Metadata.GetMetadata<ComponentTypeMetadata>() is not null
        && (context.Request.Headers["Sec-Fetch-Dest"].ToString() is "" or "document");
}
