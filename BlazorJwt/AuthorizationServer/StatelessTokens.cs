using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.Options;

namespace BlazorJwt.AuthorizationServer;

/// <summary>
/// Tokens of which the server keeps nothing: no refresh family, no session, and so no list to end them from. They are for an API of their own (<see cref="Audience"/>): this
/// app's API refuses them, and that one refuses every other token.
/// </summary>
internal sealed class StatelessTokens(TokenService tokens, IOptions<AccountsOptions> options)
{
    /// <summary>Their <c>aud</c> (RFC 8725 section 3.9, RFC 9068 section 4).</summary>
    public const string Audience = "blazorjwt-stateless-api";

    /// <summary>What an API asks of them that looks nothing up.</summary>
    public TokenPolicy Policy { get; } = tokens.Policy with { Audience = Audience, AsksDenylist = false };

    /// <summary>What the same API asks when it has a denylist.</summary>
    public TokenPolicy ListedPolicy { get; } = tokens.Policy with { Audience = Audience };

    /// <summary>Signs one. Who it is for is all in it.</summary>
    public IssuedToken Issue(DemoPerson person, IReadOnlyList<string> scopes) =>
        tokens.Issue(person.TokenRequest(Clients.Stateless, "") with { Audience = Audience, Scopes = scopes, SessionId = null, Lifetime = options.Value.StatelessLifetime });
}
