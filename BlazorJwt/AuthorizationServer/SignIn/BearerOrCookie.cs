using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Validation;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>
/// How a request says who it is: a token in the Authorization header (RFC 6750 section 2.1), or else the token cookie. The token service
/// judges both. The cookie is for this app's own tokens: one of another issuer opens the API by the header, and signs nobody in to the pages.
/// </summary>
internal sealed class BearerOrCookie(GuardedTokenHandler handler, TokenService tokens) : IConfigureNamedOptions<JwtBearerOptions>
{
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
        options.Events.OnMessageReceived = TakeCookieWithoutHeader;
        options.Events.OnTokenValidated = KeepVerdictAsync;
        options.Events.OnAuthenticationFailed = context => Keep(context, (context.Exception as TokenRefusedException)?.Verdict);
    }

    // Any Authorization header beats the cookie, a broken one too: "Token ??= cookie" would let a bad header pass as the cookie's owner.
    private static Task TakeCookieWithoutHeader(MessageReceivedContext context)
    {
        if (IsCookieAsked(context.Request)) context.Token = context.Request.Cookies[TokenCookie.Name];
        return Task.CompletedTask;
    }

    private async Task KeepVerdictAsync(TokenValidatedContext context)
    {
        var verdict = (context.SecurityToken as ValidatedToken)?.Verdict;
        // A trusted issuer names people by names of its own: its alice is not ours.
        if (verdict is not null && IsCookieAsked(context.Request) && !ReferenceEquals(verdict.Policy, tokens.Policy))
        {
            verdict = await tokens.ValidateAsync(context.Request.Cookies[TokenCookie.Name], tokens.Policy);
            context.Fail(new TokenRefusedException(verdict));
        }

        await Keep(context, verdict);
    }

    private static Task Keep(ResultContext<JwtBearerOptions> context, TokenVerdict? verdict)
    {
        if (verdict is null) return Task.CompletedTask;
        context.HttpContext.Features.Set(new RequestVerdict(verdict) { FromCookie = IsCookieAsked(context.Request) });
        return Task.CompletedTask;
    }

    private static bool IsCookieAsked(HttpRequest request) => !request.Headers.ContainsKey(HeaderNames.Authorization);
}
