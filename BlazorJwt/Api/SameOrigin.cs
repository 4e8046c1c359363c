using Microsoft.AspNetCore.Authorization;

namespace BlazorJwt.Api;

/// <summary>
/// A write that came with the cookie must prove that our own page sent it: a browser sends the cookie along with whatever a page of the
/// same site makes it send, and SameSite takes another port for the same site. A script must set the Authorization header itself, so a
/// write with one needs no proof.
/// </summary>
internal sealed class SameOriginRequirement : IAuthorizationRequirement
{
    public const string Lack = "This write came with the cookie and without a proof that this app's own page sent it. "
        + "Send it from a page of this origin, so that the browser adds Sec-Fetch-Site: same-origin or a matching Origin; or send the " +
            "token in the Authorization header.";
}

internal sealed class SameOriginHandler : AuthorizationHandler<SameOriginRequirement>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, SameOriginRequirement requirement)
    {
        if (context.Resource is HttpContext { Request: var request }
            && (request.Headers.Authorization.Count > 0 || ApiKeyHeader.Speaks(request) || IsSameOrigin(request)))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }

    // Both headers are the browser's own: no script can set them. The newer one says it outright, so it goes first.
    private static bool IsSameOrigin(HttpRequest request) => request.Headers["Sec-Fetch-Site"] is [var site]
        ? site is "same-origin"
        : request.Headers.Origin is [{ } origin]
        && string.Equals(origin, $"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
}
