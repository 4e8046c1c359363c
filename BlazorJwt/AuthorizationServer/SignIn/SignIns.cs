using System.Buffers.Text;
using System.Security.Cryptography;
using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.AuthorizationServer.TokenEndpoint;
using BlazorJwt.Hosting;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>The sign-ins of browsers: each is a refresh family of its visitor, with the cookies that carry its tokens.</summary>
internal sealed class SignIns(
    RefreshTokens refresh, TokenService tokens, DemoPeople people, ExperimentTokens experiments, ServiceAccountRegistry accounts,
        VisitorCookie visitors,
    IEnumerable<IKeptForVisitor> kept, IEnumerable<IEndsWithSignOut> others, TimeProvider time)
{
    /// <summary>
    /// Signs somebody in, under a new visitor id: the one that this browser came with may be known to others. One session for a browser:
    /// the sign-in it came with ends where the new one begins.
    /// </summary>
    public async Task StartAsync(HttpContext context, DemoPerson person, SignInForm form)
    {
        var change = await IsAnotherThanBeforeAsync(context, person) ? IdChange.OtherPerson : IdChange.SignIn;
        await RevokeAsync(context);
        var visitorId = VisitorCookie.NewId();
        var session = ClaimsPrincipalExtensions.SessionOf(visitorId);
        var grant = person.TokenRequest(Clients.Web, session) with { Lifetime = form.Lifetime, Algorithm = form.Algorithm };
        var pair = await refresh.StartAsync(grant, session, ClientSoftware.Named(context.Request.Headers.UserAgent), form.Renew,
            context.AddressMark());
        await ReplaceVisitorAsync(context, visitorId, change);
        context.Response.SetTokenCookie(pair.Access);
        context.Response.SetRefreshCookie(pair);
    }

    /// <summary>Signs this browser out, and makes the server forget what was kept for it.</summary>
    public async Task SignOutAsync(HttpContext context)
    {
        await RevokeAsync(context);
        context.Response.ClearTokenCookie();
        context.Response.ClearRefreshCookie();
        foreach (var other in others) other.EndFor(context);
        await ReplaceVisitorAsync(context, VisitorCookie.NewId(), IdChange.SignOut);
        // W3C Clear Site Data: localStorage and sessionStorage, where a lesson may have put a copy.
        context.Response.Headers["Clear-Site-Data"] = "\"storage\"";
    }

    // The tokens of the sign-in this browser came with, and those of its scripts, which nobody could list under the next visitor id.
    private async Task RevokeAsync(HttpContext context)
    {
        foreach (var session in Sessions(context)) experiments.EndAll(session);
        if (context.User.Token() is { Id.Length: > 0 } token) await tokens.RevokeAsync(token);
        foreach (var session in Sessions(context))
        {
            foreach (var family in (await refresh.OfAsync(session)).Where(family => family.IsAlive(time.GetUtcNow())))
                await refresh.EndAsync(family.Id, RefreshEndReason.SignedOut);
        }
    }

    /// <summary>What a new token says today: the person's rights may have changed since. Null for somebody who is gone, or may not sign in
    /// any more.</summary>
    public TokenRequest? Renew(RefreshFamily family) =>
        people.Listed.FirstOrDefault(person => person.Name == family.Grant.Subject) is { IsLockedOut: false } person
            ? family.Grant with
            {
                Name = person.DisplayName,
                Roles = person.Roles,
                Scopes = [.. family.Grant.Scopes.Intersect(person.Scopes, StringComparer.Ordinal)]
            }
            : null;

    private async Task ReplaceVisitorAsync(HttpContext context, string visitorId, IdChange change)
    {
        if (context.User.VisitorId() is { } former)
        {
            // The one that asks a store which may be away: before the others, so that nothing has changed when it is.
            await accounts.ChangeVisitorAsync(former, visitorId, change);
            foreach (var store in kept) store.ChangeId(former, visitorId, change);
        }

        visitors.Replace(context, visitorId);
    }

    // Somebody who let the token expire and left: their token is gone, and their sessions are known.
    private async Task<bool> IsAnotherThanBeforeAsync(HttpContext context, DemoPerson person)
    {
        if (context.User.Token() is { } token) return token.Subject != person.Name;
        return context.User.SessionId() is { } session
            && (await refresh.OfAsync(session)).Any(family => family.Grant.ClientId == Clients.Web && family.Grant.Subject != person.Name);
    }

    // A browser that was closed has lost the visitor's id and kept the token, which names the session it began with.
    private static IEnumerable<string> Sessions(HttpContext context) =>
        new[] { context.User.SessionId(), context.User.Token() is { } token && token.TryGetPayloadValue<string>("sid", out var session)
            ? session : null }.OfType<string>().Distinct();

    /// <summary>A session for a client that is no browser: it shares with nobody.</summary>
    public static string RandomSession() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}
