using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.Hosting;
using Microsoft.AspNetCore.Antiforgery;

namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>Signs out elsewhere: ends one session of this visitor, or all. Of this visitor alone: others share the person, never the
/// session.</summary>
internal static class SessionsEndpoint
{
    public const string Post = "/account/sessions/end";

    /// <summary>The value of the field <c>session</c> to end all of them.</summary>
    public const string All = "all";

    public static void MapSessions(this IEndpointRouteBuilder routes) => routes.MapPostOnly(Post, EndAsync);

    private static async Task<IResult> EndAsync(HttpContext context, IAntiforgery antiforgery, RefreshTokens refresh, SignIns signIns,
        TimeProvider time)
    {
        var fields = await context.Request.ReadFieldsAsync();
        var returnUrl = LocalAddress.OrStart(fields?["returnUrl"]);
        if (fields is null || !await antiforgery.IsRequestValidAsync(context))
            return new SeeOther(SignInEndpoints.Page, ("problem", SignInProblem.FormExpired), ("returnUrl", returnUrl));

        var asked = fields["session"].ToString();
        var mine = context.User.SessionId() is { } owner
            ? (await refresh.OfAsync(owner)).Where(family => family.IsAlive(time.GetUtcNow())).ToArray() : [];
        var chosen = asked is All ? mine : [.. mine.Where(family => family.Id == asked)];
        if (chosen.Length == 0 && asked is not All) return NotFound(asked, returnUrl);

        // Whether one of them is this very browser's, before it ends.
        var token = context.User.Token();
        var isOwn = asked is All || chosen.Any(family => family.Nodes.Any(node => node.AccessTokenId == token?.Id));
        foreach (var family in chosen) await refresh.EndAsync(family.Id, RefreshEndReason.SignedOut);
        if (!isOwn) return new SeeOther(returnUrl);
        await signIns.SignOutAsync(context);
        return new SeeOther(SignInEndpoints.Page, ("notice", "signed-out"));
    }

    // Another visitor's session and one that never was get the same answer.
    private static PlainPage NotFound(string asked, string returnUrl) => RefreshToken.IsFamilyId(asked)
        ? new(StatusCodes.Status404NotFound, "There is no such session", "You have no session of this name. It may have ended before.",
            returnUrl, "Back to the list")
        : new(StatusCodes.Status400BadRequest, "That names no session",
            "What was sent is not the name of a session. Choose one from the list.", returnUrl, "Back to the list");
}
