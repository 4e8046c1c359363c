using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Tokens;

namespace BlazorJwt.AuthorizationServer.TokenEndpoint;

/// <summary>
/// A program in its own name (RFC 6749 section 4.4), proven by a secret or by a signed assertion (RFC 7523 section 2.2). There is no
/// refresh token (section 4.4.3): the program has its credentials and asks again.
/// </summary>
internal sealed class ClientCredentialsGrant(TokenService tokens) : IGrant
{
    public string Type => GrantTypes.ClientCredentials;

    public Task<IResult> AnswerAsync(HttpContext context, IFormCollection fields, Client client) =>
        Task.FromResult(client.Account is { } account ? Issue(tokens, account, fields["scope"]) : ClientAuthentication.Invalid());

    public static IResult Issue(TokenService tokens, ServiceAccount account, string? scope)
    {
        if (TokenAnswer.Scopes(scope, account.Scopes) is not { } scopes)
            return TokenAnswer.InvalidScope("This service account", account.Scopes);
        return TokenAnswer.Of(
            tokens.Issue(new() { Subject = account.ClientId, ClientId = account.ClientId, SessionId = account.ClientId, Scopes = scopes }),
                scopes);
    }
}
