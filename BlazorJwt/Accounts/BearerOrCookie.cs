using BlazorJwt.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace BlazorJwt.Accounts;

/// <summary>
/// How a request says who it is: a token in the Authorization header (RFC 6750 section 2.1), or else the token cookie. The token service
/// judges both. The cookie is for this app's own tokens: one of another issuer opens the API by the header, and signs nobody in to the pages.
/// </summary>
internal sealed class BearerOrCookie(GuardedTokenHandler handler) : IConfigureNamedOptions<JwtBearerOptions>
{
    private static readonly Func<MessageReceivedContext, Task> TakeCookie = TakeCookieWithoutHeader;
    private static readonly Func<TokenValidatedContext, Task> KeepVerdict = KeepVerdictAsync;

    public void Configure(JwtBearerOptions options) => Configure(JwtBearerDefaults.AuthenticationScheme, options);

    public void Configure(string? name, JwtBearerOptions options)
    {
        if (name != JwtBearerDefaults.AuthenticationScheme) return;
        options.MapInboundClaims = false;
        // The token rides on the identity; a second copy in the authentication properties would serve nobody.
        options.SaveToken = false;
        options.TokenHandlers.Clear();
        options.TokenHandlers.Add(handler);
        // Set one by one: another room sets the events that write the API's answers.
        options.Events ??= new();
        options.Events.OnMessageReceived = TakeCookie;
        options.Events.OnTokenValidated = KeepVerdict;
        options.Events.OnAuthenticationFailed = context => Keep(context, (context.Exception as TokenRefusedException)?.Verdict);
    }

    /// <summary>True while nobody added a say of their own in who is let in: then the token service's answer is all there is to it.</summary>
    public static bool DecidesAlone(JwtBearerOptions options) =>
        options is { EventsType: null, Events: { } events, UseSecurityTokenValidators: false, SaveToken: false, TokenHandlers: [GuardedTokenHandler] }
            && events.GetType() == typeof(JwtBearerEvents) && events.OnMessageReceived == TakeCookie && events.OnTokenValidated == KeepVerdict
            && options is { ForwardDefault: null, ForwardDefaultSelector: null, ForwardAuthenticate: null };

    /// <summary>True when the request has no Authorization header, so that the cookie is asked.</summary>
    public static bool CookieSpeaks(HttpRequest request) => !request.Headers.ContainsKey(HeaderNames.Authorization);

    // Any Authorization header beats the cookie, a broken one too: "Token ??= cookie" would let a bad header pass as the cookie's owner.
    private static Task TakeCookieWithoutHeader(MessageReceivedContext context)
    {
        if (CookieSpeaks(context.Request)) context.Token = context.Request.Cookies[TokenCookie.Name];
        return Task.CompletedTask;
    }

    private static async Task KeepVerdictAsync(TokenValidatedContext context)
    {
        var verdict = (context.SecurityToken as CheckedToken)?.Verdict;
        // A trusted issuer names people by names of its own: its alice is not ours.
        if (verdict is not null && CookieSpeaks(context.Request) && context.HttpContext.RequestServices.GetRequiredService<TokenService>() is var tokens && !tokens.IsOwn(verdict))
        {
            verdict = await tokens.ValidateOwnAsync(context.Request.Cookies[TokenCookie.Name]);
            context.Fail(new TokenRefusedException(verdict));
        }

        await Keep(context, verdict);
    }

    private static Task Keep(ResultContext<JwtBearerOptions> context, TokenVerdict? verdict)
    {
        if (verdict is not null) context.HttpContext.Features.Set(new RequestVerdict(verdict) { FromCookie = CookieSpeaks(context.Request) });
        return Task.CompletedTask;
    }
}
