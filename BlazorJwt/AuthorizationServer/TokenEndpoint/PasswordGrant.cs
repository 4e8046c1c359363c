using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Hosting;

namespace BlazorJwt.AuthorizationServer.TokenEndpoint;

/// <summary>
/// Name and password in, tokens out (RFC 6749 section 4.3).
/// <para>
/// Teaching shortcut: RFC 9700 section 2.4 says that this grant MUST NOT be used, because the client sees the password. In production a person signs in
/// at the authorization server itself (authorization code with PKCE), and a program without a person has credentials of its own.
/// </para>
/// </summary>
internal sealed class PasswordGrant(CredentialCheck credentials, RefreshTokens refresh, StatelessTokens stateless) : IGrant
{
    public string Type => GrantTypes.Password;

    public async Task<IResult> AnswerAsync(HttpContext context, IFormCollection fields, Client client)
    {
        if (client.RefusedForPeople() is { } refused) return refused;
        var (name, password) = (fields["username"].ToString(), fields["password"].ToString());
        if (name is "" || password is "") return OAuthErrors.Error("invalid_request", "username or password is missing.");
        if (name.Length > SignInForm.LongestName || password.Length > SignInForm.LongestPassword)
        {
            return OAuthErrors.Error("invalid_request", $"username has at most {SignInForm.LongestName} characters, password at most {SignInForm.LongestPassword}.");
        }

        return await credentials.CheckAsync(name, password, context.User.VisitorId(), context.AddressKey(), context.RequestAborted) switch
        {
            CredentialOutcome.Accepted { Person: var person } => await StartAsync(context, fields, client, person),
            CredentialOutcome.LockedOut => OAuthErrors.Error("invalid_grant", "This person is locked out and cannot sign in."),
            CredentialOutcome.TooMany { RetryAfter: var wait } => OAuthErrors.TooManySignIns(context, wait),
            _ => OAuthErrors.Error("invalid_grant", "Name or password is wrong."),
        };
    }

    private async Task<IResult> StartAsync(HttpContext context, IFormCollection fields, Client client, DemoPerson person)
    {
        if (TokenAnswer.Scopes(fields["scope"], person.Scopes) is not { } scopes) return TokenAnswer.InvalidScope(person.Name, person.Scopes);
        if (client.Id is Clients.Stateless) return TokenAnswer.Of(stateless.Issue(person, scopes), scopes);
        // A page's script sends the visitor cookie, so its sign-in is in that visitor's list of sessions. A program elsewhere sends none: its sign-in is in no list.
        var place = $"{ClientSoftware.Named(context.Request.Headers.UserAgent)}, at {TokenEndpoints.Path}";
        var grant = person.TokenRequest(client.Id, SignIns.RandomSession()) with { Scopes = scopes };
        return TokenAnswer.Of(await refresh.StartAsync(grant, context.User.SessionId(), place, source: context.AddressMark()));
    }
}
