using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Labs.Sessions;

/// <summary>
/// Tokens that no server keeps anything of: no refresh token, no session. Issuer and audience are the lab's own, so this app's API rejects
/// them, and their API rejects every other token. The signing keys are the app's, because those are shared where there are several servers.
/// </summary>
internal sealed class StatelessTokens(TokenService tokens)
{
    public const string Audience = "blazorjwt-stateless-api";

    private const string Issuer = "https://lab.example/stateless";

    /// <summary>For an API that looks nothing up.</summary>
    public TokenPolicy Policy => ListedPolicy with { AsksDenylist = false };

    /// <summary>For the same API with a denylist.</summary>
    public TokenPolicy ListedPolicy { get; } = tokens.Policy with { Issuer = Issuer, Audience = Audience };

    /// <summary>Signs one, for a minute: nobody can end it earlier at an API without a denylist.</summary>
    public IssuedToken Issue(DemoPerson person, IReadOnlyList<string> scopes) =>
        tokens.Issue(person.TokenRequest("blazorjwt-stateless", "") with
        {
            Issuer = Issuer,
            Audience = Audience,
            Scopes = scopes,
            SessionId = null,
            Lifetime = TimeSpan.FromMinutes(1),
        });
}
