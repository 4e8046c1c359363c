using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.Hosting;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Validation;
using Microsoft.Net.Http.Headers;

namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>What a page document owes a visitor with a token cookie: a good one is not kept in a cache, a bad one is cleared and
/// explained.</summary>
internal static class StaleCookieMiddleware
{
    public static async Task Greet(HttpContext context, RequestDelegate next)
    {
        if (context.IsPageRequest())
        {
            if (context.User.Identity is { IsAuthenticated: true })
            {
                context.Response.OnStarting(ForbidStoring, context.Response);
                context.Features.Set(await SignInOfAsync(context));
            }
            else if (StoreOutageGuard.IsOn(context)) context.Features.Set(VisitNotice.Unchecked);
            else if (context.Features.Get<RequestVerdict>() is { FromCookie: true, Verdict: { Accepted: false } verdict })
            {
                context.Response.ClearTokenCookie();
                var isRenewable = context.Request.IsRenewable();
                if (isRenewable && verdict.Refusal is { Kind: TokenCheckKind.Expiry }) ComeBack(context);
                else
                {
                    // Its refresh token ended with it, or was made by a server that is gone.
                    if (isRenewable) context.Response.ClearRefreshCookie();
                    context.Features.Set(VisitNotice.For(verdict.Refusal));
                }
            }
            else if (context.Request.IsRenewable() && !context.Request.HasTokenCookie()
                && !context.Request.Headers.ContainsKey(HeaderNames.Authorization)) ComeBack(context);
        }

        await next(context);
    }

    // The browser let the expired token go and kept the refresh token. A GET changes nothing, so the page's script asks for the next one.
    private static void ComeBack(HttpContext context)
    {
        context.Features.Set(new SignInVisit("", TimeSpan.Zero));
        context.Features.Set(VisitNotice.Renewing);
    }

    private static async Task<SignInVisit> SignInOfAsync(HttpContext context)
    {
        var token = context.User.Token()!;
        var services = context.RequestServices;
        RefreshFamily? family = null;
        try
        {
            if (context.User.SessionId() is { } owner)
                family = await services.GetRequiredService<RefreshTokens>().OfAccessTokenAsync(owner, token.Id);
        }
        catch (StoreUnreachableException)
        {
            // The page is shown all the same, and does not refresh its token.
        }

        var isRenewed = family is { IsRenewable: true } && context.Request.IsRenewable();
        return new(family?.Id ?? token.Id, isRenewed ? token.ValidTo - services.GetRequiredService<TimeProvider>().GetUtcNow() : null);
    }

    // When the response starts, because rendering sets a weaker value of its own.
    private static Task ForbidStoring(object response)
    {
        ((HttpResponse)response).Headers.CacheControl = "no-store";
        return Task.CompletedTask;
    }
}
