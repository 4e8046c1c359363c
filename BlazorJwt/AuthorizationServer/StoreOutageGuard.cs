using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Hosting;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Validation;
using Microsoft.AspNetCore.Antiforgery;

namespace BlazorJwt.AuthorizationServer;

/// <summary>
/// A token cookie that nobody can check at the moment, because the store that the servers share can't be reached. A page is shown, signed
/// out and with a word on it; what would change something is not done.
/// </summary>
internal static class StoreOutageGuard
{
    /// <summary>True when this request brought one.</summary>
    public static bool IsOn(HttpContext context) =>
        context.Features.Get<RequestVerdict>() is { FromCookie: true, Verdict.Refusal.IsOutage: true };

    /// <summary>Comes after authentication.</summary>
    /// <exception cref="StoreUnreachableException">The request would change something.</exception>
    public static async Task Refuse(HttpContext context, RequestDelegate next)
    {
        var request = context.Request;
        // A circuit may open: it only shows pages.
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && IsOn(context)
            && !request.Path.StartsWithSegments(HubGate.Hub))
        {
            if (request.Path == SignOutEndpoint.Post) await SignOutHereAsync(context);
            throw new StoreUnreachableException();
        }

        await next(context);
    }

    // This server refuses the token from now on, and tells the others when it can. The visitor gets an error all the same: they don't know
    // yet.
    private static async Task SignOutHereAsync(HttpContext context)
    {
        var tokens = context.RequestServices.GetRequiredService<TokenService>();
        var verdict = await tokens.ValidateAsync(context.Request.Cookies[TokenCookie.Name], tokens.Policy with { AsksDenylist = false });
        if (verdict is not { Token: { } token, Identity: { } identity }) return;
        // The form is bound to the person.
        context.User = new(identity);
        var antiforgery = context.RequestServices.GetRequiredService<IAntiforgery>();
        if (await context.Request.ReadFieldsAsync() is not null && await antiforgery.IsRequestValidAsync(context))
            await tokens.RevokeAsync(token);
    }
}
