using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Validation;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Microsoft.Net.Http.Headers;

namespace BlazorJwt.AuthorizationServer.SignIn;

/// <summary>
/// How a request says who it is: a token in the Authorization header (RFC 6750 section 2.1), or else the token cookie. The token service
/// validates both. The cookie is for this app's own tokens: one of another issuer opens the API by the header, and signs nobody in to the
/// pages.
/// </summary>
internal static class BearerOrCookie
{
    public static void Configure(JwtBearerOptions options, TokenService tokens)
    {
        options.MapInboundClaims = false;
        // The identity carries the token; a second copy in the authentication properties would serve nobody.
        options.SaveToken = false;
        options.TokenHandlers.Clear();
        options.TokenHandlers.Add(new GuardedTokenHandler(tokens));
        // Set one by one: another room sets the events that write the API's answers.
        options.Events ??= new();
        options.Events.OnMessageReceived = TakeCookieWithoutHeader;
        options.Events.OnTokenValidated = context => KeepVerdictAsync(context, tokens);
        options.Events.OnAuthenticationFailed = context => Keep(context, (context.Exception as TokenRefusedException)?.Verdict);
    }

    // Any Authorization header beats the cookie, a broken one too: "Token ??= cookie" would let a bad header pass as the cookie's owner.
    private static Task TakeCookieWithoutHeader(MessageReceivedContext context)
    {
        if (IsCookieAsked(context.Request)) context.Token = context.Request.Cookies[TokenCookie.Name];
        return Task.CompletedTask;
    }

    private static async Task KeepVerdictAsync(TokenValidatedContext context, TokenService tokens)
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
        if (verdict is not null) context.HttpContext.Features.Set(new RequestVerdict(verdict, IsCookieAsked(context.Request)));
        return Task.CompletedTask;
    }

    private static bool IsCookieAsked(HttpRequest request) => !request.Headers.ContainsKey(HeaderNames.Authorization);
}

/// <summary>What JwtBearer calls to validate a token: the token service, and nothing beside it. So what a lesson shows is what guards the
/// API.</summary>
internal sealed class GuardedTokenHandler(TokenService tokens, TokenPolicy? policy = null) : TokenHandler
{
    // The parameters of JwtBearer are not used: the policy decides alone.
    public override async Task<TokenValidationResult> ValidateTokenAsync(string token, TokenValidationParameters validationParameters)
    {
        var verdict = await tokens.ValidateAsync(token, policy);
        return verdict is { Accepted: true, Result: { } result }
            ? result
            : new() { IsValid = false, Exception = new TokenRefusedException(verdict) };
    }

    public override SecurityToken ReadToken(string token) => new JsonWebToken(token);
}

/// <summary>Carries the verdict on a refused token through JwtBearer to the code that writes the answer.</summary>
internal sealed class TokenRefusedException(TokenVerdict verdict)
    : SecurityTokenValidationException($"The token was refused at the check {verdict.Refusal?.Kind}: {verdict.Refusal?.Explanation}")
{
    public TokenVerdict Verdict => verdict;
}
