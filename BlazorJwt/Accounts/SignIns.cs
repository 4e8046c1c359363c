using System.Buffers.Text;
using System.Security.Cryptography;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Refresh;

namespace BlazorJwt.Accounts;

/// <summary>The sign-ins of browsers: each is a refresh family of its visitor, with the cookies that carry its tokens.</summary>
internal sealed class SignIns(RefreshTokens refresh, TokenService tokens, DemoPeople people)
{
    /// <summary>Signs somebody in. One session for a browser: the sign-in it came with ends where the new one begins.</summary>
    public async Task StartAsync(HttpContext context, DemoPerson person, SignInForm form)
    {
        await EndAsync(context);
        var grant = person.TokenRequest(Clients.Web, context.User.SessionId() ?? RandomSession()) with { Lifetime = form.Lifetime, Algorithm = form.Algorithm };
        var pair = await refresh.StartAsync(grant, context.User.SessionId(), ClientSoftware.Named(context.Request.Headers.UserAgent), form.Renew);
        context.Response.SetTokenCookie(pair.Access);
        context.Response.SetRefreshCookie(pair);
    }

    /// <summary>Ends the sign-in this browser came with: its tokens are taken back. The cookies are left to the caller.</summary>
    public async Task EndAsync(HttpContext context)
    {
        var owner = context.User.SessionId();
        var token = context.User.Token();
        var byToken = owner is not null && token is not null ? await refresh.OfAccessTokenAsync(owner, token.Id) : null;
        if (byToken is not null) await refresh.EndAsync(byToken.Id, RefreshEndReason.SignedOut);
        else if (token is { Id.Length: > 0 }) await tokens.RevokeAsync(token);
        // Its access token may have expired before.
        if (await refresh.FindAsync(context.Request.RefreshToken()) is { } byCookie && byCookie.Owner == owner) await refresh.EndAsync(byCookie.Id, RefreshEndReason.SignedOut);
    }

    /// <summary>What a new token says today: the person's rights may have changed since. Null for somebody who is gone, or may not sign in any more.</summary>
    public TokenRequest? Renew(RefreshFamily family) =>
        people.Listed.FirstOrDefault(person => person.Name == family.Grant.Subject) is { IsLockedOut: false } person
            ? family.Grant with { Name = person.DisplayName, Roles = person.Roles, Scopes = [.. family.Grant.Scopes.Intersect(person.Scopes, StringComparer.Ordinal)] }
            : null;

    /// <summary>A session for a client that is no browser: it shares with nobody.</summary>
    public static string RandomSession() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
}
