using BlazorJwt.Hosting;
using Microsoft.AspNetCore.Antiforgery;

namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>Signing out: the tokens are revoked, the cookies cleared, and what the browser stored for this site is emptied.</summary>
internal static class SignOutEndpoint
{
    public const string Post = "/account/sign-out";

    public static void MapSignOut(this IEndpointRouteBuilder routes) => routes.MapPostOnly(Post, SignOutAsync);

    private static async Task<IResult> SignOutAsync(HttpContext context, IAntiforgery antiforgery, SignIns signIns)
    {
        var fields = await context.Request.ReadFieldsAsync();
        var isOwn = fields is not null && await antiforgery.IsRequestValidAsync(context);
        if (isOwn) await signIns.SignOutAsync(context);
        // Somebody who signed out in another tab has an old form and is where they wanted to be.
        var done = isOwn || context.User.Identity is not { IsAuthenticated: true };
        // Whoever signs in again comes back to the page that was left.
        return new SeeOther(SignInEndpoints.Page, done ? ("notice", "signed-out") : ("problem", SignInProblem.FormExpired),
            ("returnUrl", LocalAddress.OrStart(fields?["returnUrl"])));
    }
}
