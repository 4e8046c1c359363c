namespace BlazorJwt.Hosting;

/// <summary>Answers HEAD where GET is answered, with the same status and headers (RFC 9110 section 9.3.2): <c>curl -I</c> works.</summary>
internal static class HeadRequests
{
    /// <summary>Adds HEAD to each endpoint of these that answers GET. Their handlers run as for GET; the server leaves the body
    /// out.</summary>
    public static TBuilder AnswerHead<TBuilder>(this TBuilder endpoints)
        where TBuilder : IEndpointConventionBuilder
    {
        endpoints.Add(endpoint =>
        {
            if (endpoint.Metadata.OfType<HttpMethodMetadata>().LastOrDefault() is { } methods
                && methods.HttpMethods.Contains(HttpMethods.Get) && !methods.HttpMethods.Contains(HttpMethods.Head))
                endpoint.Metadata.Add(new HttpMethodMetadata([.. methods.HttpMethods, HttpMethods.Head]));
        });
        return endpoints;
    }
}
