using BlazorJwt.Tokens;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Accounts;

/// <summary>Tokens of which the server keeps nothing: no refresh family, no session, and so no list to end them from.</summary>
internal sealed class StatelessTokens(TokenService tokens, IOptions<AccountsOptions> options)
{
    /// <summary>Signs one. Who it is for is all in it.</summary>
    public IssuedToken Issue(DemoPerson person, IReadOnlyList<string> scopes) =>
        tokens.Issue(person.TokenRequest(Clients.Stateless, "") with { Scopes = scopes, SessionId = null, Lifetime = options.Value.StatelessLifetime });
}
