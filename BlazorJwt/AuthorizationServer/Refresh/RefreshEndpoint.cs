using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Hosting;
using BlazorJwt.Tokens;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.Extensions.Options;

namespace BlazorJwt.AuthorizationServer.Refresh;

/// <summary>
/// Refreshes the app's own sign-in. A circuit can't set a cookie, so the page's script posts here shortly before the token expires
/// (wwwroot/renewal.js); the answer sets both cookies, and the circuits of this sign-in are told.
/// </summary>
internal static class RefreshEndpoint
{
    /// <summary>Where the page posts to.</summary>
    public const string Post = "/account/refresh";

    public static void MapRefresh(this IEndpointRouteBuilder routes) => routes.MapPostOnly(Post, RefreshAsync);

    private static async Task<IResult> RefreshAsync(
        HttpContext context, IAntiforgery antiforgery, RefreshTokens refresh, SignIns signIns, TokenRenewalNotifier renewals,
        IOptions<TokenOptions> options)
    {
        var text = context.Request.RefreshToken();
        var family = await refresh.FindAsync(text);
        if (!await IsOwnPageAsync(context, antiforgery, family, options.Value.Issuer))
        {
            return OAuthErrors.Error("invalid_request",
                "The request did not come from a page of this app that is up to date. Reload the page.");
        }

        // The same person, in the same browser. A refresh token of somebody else, planted or left over, renews nobody here.
        var isOwn = family is { Owner: { } owner } && owner == context.User.SessionId()
            && (context.User.Token() is not { } token || token.Subject == family.Grant.Subject);
        var pair = isOwn ? (await refresh.RefreshAsync(text, Clients.Web, scopes: null, signIns.Renew)).Pair : null;
        if (pair is null)
        {
            context.Response.ClearRefreshCookie();
            return OAuthErrors.InvalidRefreshToken();
        }

        context.Response.SetTokenCookie(pair.Access);
        context.Response.SetRefreshCookie(pair);
        renewals.Tell(new(context.User.VisitorId()!, pair.Family, pair.Access));
        return Results.Json(new Dictionary<string, int> { ["expires_in"] = (int)pair.Access.Lifetime.TotalSeconds });
    }

    // A page's antiforgery token is bound to the person it was drawn for. When the access token has expired the request comes without that
    // person: then the refresh token says who it is.
    private static async Task<bool> IsOwnPageAsync(HttpContext context, IAntiforgery antiforgery, RefreshFamily? family, string issuer)
    {
        if (await context.HasAntiforgeryTokenAsync(antiforgery)) return true;
        return family is not null && await context.HasAntiforgeryTokenOfAsync(antiforgery, family.Grant.Subject, issuer);
    }
}
