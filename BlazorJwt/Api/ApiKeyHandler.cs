using System.Security.Claims;
using System.Text.Encodings.Web;
using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Hosting;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Api;

/// <summary>
/// Lets a service account in by its secret alone, sent as an API key in a header: no token is issued, none is checked, and the policies ask
/// for the same scopes. An Authorization header beats the key, and the key beats the cookie. A key in the address is never looked at:
/// addresses are logged.
/// </summary>
internal sealed class ApiKeyHandler(IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    ServiceAccountRegistry accounts, IOptions<TokenOptions> tokens)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[ApiKeyHeader.Name] is not [{ } key] || await accounts.BySecretAsync(key) is not { } account)
            return AuthenticateResult.Fail("The API key is not good.");
        var identity = new ClaimsIdentity(
            [
                new("iss", tokens.Value.Issuer), new("sub", account.ClientId),
                new(ApiKeyHeader.ClientClaim, account.ClientId), new("scope", string.Join(' ', account.Scopes)),
            ],
            Scheme.Name, "sub", "role");
        return AuthenticateResult.Success(new(new(identity), Scheme.Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties) =>
        BearerChallenges.Answer(Context, StatusCodes.Status401Unauthorized, "The API key is not good.", error: null);

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties) =>
        Context.Features.Get<MissingRight>()?.Requirement switch
        {
            ScopeRequirement scope => BearerChallenges.Answer(Context, StatusCodes.Status403Forbidden, $"The API key lacks the {scope.Words}.",
                "insufficient_scope", scope.Name),
            RightRequirement right => BearerChallenges.Answer(Context, StatusCodes.Status403Forbidden, $"The API key lacks the {right.Words}.",
                "insufficient_scope"),
            _ => ApiProblem.WriteAsync(Context, StatusCodes.Status403Forbidden, "This caller may not do that."),
        };
}
