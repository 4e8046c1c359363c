using BlazorJwt.AuthorizationServer.Metadata;
using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Hosting;

namespace BlazorJwt.AuthorizationServer.TokenEndpoint;

/// <summary>
/// Name and password in, tokens out (RFC 6749 section 4.3).
/// <para>
/// Teaching shortcut: RFC 9700 section 2.4 says that this grant MUST NOT be used, because the client sees the password. In production a
/// person signs in at the authorization server itself (authorization code with PKCE), and a program without a person has credentials of its
/// own.
/// </para>
/// </summary>
internal sealed class PasswordGrant(CredentialCheck credentials, RefreshTokens refresh) : IGrant
{
    public string Type => GrantTypes.Password;

    public async Task<IResult> AnswerAsync(HttpContext context, IFormCollection fields, Client client) =>
        client.RefusedForPeople() ?? await SignInAsync(context, fields, (person, scopes) => StartAsync(context, client, person, scopes));

    public async Task<IResult> SignInAsync(HttpContext context, IFormCollection fields, Func<DemoPerson, string[], Task<IResult>> issue)
    {
        var (name, password) = (fields["username"].ToString(), fields["password"].ToString());
        if (name is "" || password is "") return OAuthErrors.Error("invalid_request", "username or password is missing.");
        if (name.Length > SignInForm.LongestName || password.Length > SignInForm.LongestPassword)
        {
            return OAuthErrors.Error("invalid_request",
                $"username has at most {SignInForm.LongestName} characters, password at most {SignInForm.LongestPassword}.");
        }

        return await credentials.CheckAsync(name, password, context.User.VisitorId(), context.AddressKey(), context.RequestAborted) switch
        {
            CredentialOutcome.Accepted { Person: var person } => TokenAnswer.Scopes(fields["scope"], person.Scopes) is { } scopes
                ? await issue(person, scopes)
                : TokenAnswer.InvalidScope(person.Name, person.Scopes),
            CredentialOutcome.LockedOut => OAuthErrors.Error("invalid_grant", "This person is locked out and cannot sign in."),
            CredentialOutcome.TooMany { RetryAfter: var wait } => OAuthErrors.TooMany(context, wait, TooManyAttempts.ToSignIn),
            _ => OAuthErrors.Error("invalid_grant", "Name or password is wrong."),
        };
    }

    private async Task<IResult> StartAsync(HttpContext context, Client client, DemoPerson person, string[] scopes)
    {
        // A page's script sends the visitor cookie, so its sign-in is in that visitor's list of sessions. A program elsewhere sends none:
        // its sign-in is in no list.
        var place = $"{ClientSoftware.Named(context.Request.Headers.UserAgent)}, at {ServerMetadata.TokenPath}";
        var grant = person.TokenRequest(client.Id, SignIns.RandomSession()) with { Scopes = scopes };
        return TokenAnswer.Of(await refresh.StartAsync(grant, context.User.SessionId(), place, source: context.AddressMark()));
    }
}
