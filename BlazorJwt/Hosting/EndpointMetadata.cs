namespace BlazorJwt.Hosting;

/// <summary>On an endpoint that programs call: what fails there is answered in JSON, never by a page.</summary>
/// <param name="Unavailable">Makes the answer (503) while the store of several servers can't be reached.</param>
/// <param name="NotFound">The sentence for an address that does not exist.</param>
internal sealed record AnswersInJson(Func<string, IResult> Unavailable, string NotFound = "There is no such address here.")
{
    /// <summary>As problem details (RFC 9457).</summary>
    public static AnswersInJson AsProblem { get; } = new(sentence => ApiProblem.Result(StatusCodes.Status503ServiceUnavailable, sentence));
}

/// <summary>On an endpoint whose exchanges are recorded, for the visitor who caused them to look at.</summary>
/// <param name="IsForm">True where a browser posts a form, false where a script or a program calls.</param>
internal sealed record RecordedExchange(bool IsForm = false);

/// <summary>Whose log a request goes to that comes without the visitor's cookie: a feature of the request, set by the endpoint.</summary>
internal sealed record RecordedFor(string VisitorId)
{
    public override string ToString() => "recorded for a visitor (redacted)";
}

/// <summary>Metadata of everything below an address, for requests that reach no endpoint (404, 405). Registered by its room.</summary>
/// <param name="Items">What its endpoints would have.</param>
internal sealed record AddressMetadata(PathString Address, params object[] Items);

/// <summary>Reads what rooms say of their endpoints.</summary>
internal static class EndpointMetadata
{
    /// <summary>What is said of the endpoint of this request, or of the address it is below; null for nothing of this kind.</summary>
    public static T? Find<T>(this HttpContext context)
        where T : class => context.Find<T>(context.GetEndpoint(), context.Request.Path);

    /// <summary>The same of an endpoint and a path that the request had before it failed.</summary>
    public static T? Find<T>(this HttpContext context, Endpoint? endpoint, PathString path)
        where T : class =>
        endpoint?.Metadata.GetMetadata<T>()
        ?? context.RequestServices.GetServices<AddressMetadata>()
            .Where(known => path.StartsWithSegments(known.Address)).SelectMany(known => known.Items).OfType<T>().FirstOrDefault();
}
