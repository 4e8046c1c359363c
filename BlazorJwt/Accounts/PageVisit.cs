using BlazorJwt.Hosting;

namespace BlazorJwt.Accounts;

/// <summary>What a page document owes a visitor with a token cookie: a good one is not kept in a cache, a bad one is cleared and explained.</summary>
internal static class PageVisit
{
    /// <summary>Comes after authentication.</summary>
    public static Task Greet(HttpContext context, RequestDelegate next)
    {
        if (context.IsPageRequest())
        {
            if (context.User.Identity is { IsAuthenticated: true }) context.Response.OnStarting(ForbidStoring, context.Response);
            else if (context.Features.Get<RequestVerdict>() is { FromCookie: true, Verdict: { Accepted: false } verdict })
            {
                context.Response.ClearTokenCookie();
                context.Features.Set(VisitNotice.For(verdict.Refusal));
            }
        }

        return next(context);
    }

    // When the response starts, because rendering sets a weaker value of its own.
    private static Task ForbidStoring(object response)
    {
        ((HttpResponse)response).Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
