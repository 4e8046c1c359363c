using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.Hosting;
using Microsoft.AspNetCore.Antiforgery;

namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>Signing out: the tokens are taken back, the cookies cleared, and what the browser stored for this site is emptied.</summary>
internal static class SignOutEndpoint
{
    /// <summary>Where the form posts to.</summary>
    public const string Post = "/account/sign-out";

    public static void MapSignOut(this IEndpointRouteBuilder routes) => routes.MapPostOnly(Post, SignOutAsync);

    private static async Task SignOutAsync(HttpContext context, IAntiforgery antiforgery, SignIns signIns, IEnumerable<IEndsWithSignOut> others)
    {
        var response = context.Response;
        response.Headers.CacheControl = "no-store";
        var isOwn = await context.Request.ReadFieldsAsync() is not null && await antiforgery.IsRequestValidAsync(context);
        if (isOwn)
        {
            await signIns.EndAsync(context);
            await context.SignOutHereAsync(others, signIns);
        }

        // Somebody who signed out in another tab has an old form and is where they wanted to be.
        var done = isOwn || context.User.Identity is not { IsAuthenticated: true };
        response.SeeOther("/sign-in", done ? ("notice", "signed-out") : ("problem", SignInProblem.FormExpired));
    }

    /// <summary>Makes this browser forget its sign-in, and the server forget what was kept for it.</summary>
    public static async Task SignOutHereAsync(this HttpContext context, IEnumerable<IEndsWithSignOut> others, SignIns signIns)
    {
        context.Response.ClearTokenCookie();
        context.Response.ClearRefreshCookie();
        foreach (var other in others) other.EndFor(context);
        await signIns.ForgetVisitorAsync(context);
        // W3C Clear Site Data: localStorage and sessionStorage, where a lesson may have put a copy.
        context.Response.Headers["Clear-Site-Data"] = "\"storage\"";
    }
}
