using BlazorJwt.Hosting;
using BlazorJwt.Tokens;
using Microsoft.AspNetCore.Antiforgery;

namespace BlazorJwt.Accounts;

/// <summary>Signing out: the token is taken back, the cookie cleared, and what the browser stored for this site is emptied.</summary>
internal static class SignOutEndpoint
{
    /// <summary>Where the form posts to.</summary>
    public const string Post = "/account/sign-out";

    public static void MapSignOut(this IEndpointRouteBuilder routes) => routes.MapPostOnly(Post, SignOutAsync).ExcludeFromDescription();

    private static async Task SignOutAsync(HttpContext context, IAntiforgery antiforgery, TokenService tokens, IEnumerable<IEndsWithSignOut> others)
    {
        var response = context.Response;
        response.Headers.CacheControl = "no-store";
        var isOwn = await context.Request.ReadFieldsAsync() is not null && await antiforgery.IsRequestValidAsync(context);
        if (isOwn)
        {
            if (context.User.Token() is { } token) tokens.Revoke(token);
            response.ClearTokenCookie();
            foreach (var other in others) other.EndFor(context);
            // W3C Clear Site Data: localStorage and sessionStorage, where a lesson may have put a copy.
            response.Headers["Clear-Site-Data"] = "\"storage\"";
        }

        // Somebody who signed out in another tab has an old form and is where they wanted to be.
        var done = isOwn || context.User.Identity is not { IsAuthenticated: true };
        response.SeeOther("/sign-in", done ? ("notice", "signed-out") : ("problem", SignInProblem.FormExpired));
    }
}
