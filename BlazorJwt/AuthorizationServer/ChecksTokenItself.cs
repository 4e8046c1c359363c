namespace BlazorJwt.AuthorizationServer;

/// <summary>On an endpoint that checks its token itself: the app's own check leaves its requests alone, and nobody is signed in by them.</summary>
internal sealed class ChecksTokenItself
{
    /// <summary>True when the request is for such an endpoint.</summary>
    public static bool IsOn(HttpContext context) => context.GetEndpoint()?.Metadata.GetMetadata<ChecksTokenItself>() is not null;
}
