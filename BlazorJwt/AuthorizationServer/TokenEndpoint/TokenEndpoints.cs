using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Hosting;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.AuthorizationServer.TokenEndpoint;

/// <summary>
/// The token endpoint for scripts: name and password in, tokens out as JSON (RFC 6749 sections 4.3, 5.1 and 5.2); a refresh token in, the
/// next ones out (section 6); the credentials of a service account in, an access token out (<see cref="MachineGrants"/>). A program without a person comes with the credentials of its service account.
/// <para>
/// Teaching shortcut: this is the password grant, which RFC 9700 section 2.4 says MUST NOT be used, because the script sees the password.
/// In production a person signs in at the authorization server itself (authorization code with PKCE), and a program without a person uses
/// client credentials of its own.
/// </para>
/// </summary>
internal static class TokenEndpoints
{
    /// <summary>Where it is.</summary>
    public const string Path = "/token";

    private const string PasswordGrant = "password";
    private const string RefreshGrant = "refresh_token";

    public static void MapToken(this IEndpointRouteBuilder routes) => routes.MapPostOnly(Path, ExchangeAsync).ExcludeFromDescription();

    private static async Task<IResult> ExchangeAsync(HttpContext context, CredentialCheck credentials, RefreshTokens refresh, StatelessTokens stateless, SignIns signIns, TokenRequestLimit limit, MachineGrants machines)
    {
        context.ForbidStoring();
        var (fields, problem) = await context.Request.ReadParametersAsync("grant_type, username and password");
        if (problem is not null) return problem;
        if (fields["grant_type"].ToString() is var grant && grant is "") return OAuthErrors.Error("invalid_request", "grant_type is missing. Send grant_type=password, refresh_token, client_credentials or " + MachineGrants.JwtBearer + ".");
        var isMachines = grant is MachineGrants.ClientCredentials or MachineGrants.JwtBearer;
        if (!isMachines && grant is not (PasswordGrant or RefreshGrant)) return OAuthErrors.Error("unsupported_grant_type", "The values of grant_type here are password, refresh_token, client_credentials and " + MachineGrants.JwtBearer + ".");
        // Passwords have bounds of their own.
        if (grant is not PasswordGrant && limit.Take(context.AddressKey()) is { } wait) return OAuthErrors.TooMany(context, wait);
        if (isMachines) return await machines.AnswerAsync(context, fields, grant);

        var (account, named, refused) = await machines.ClientOfAsync(context, fields);
        if (refused is not null) return refused;
        if (account is not null) return OAuthErrors.Error("unauthorized_client", "A service account signs nobody in. Use client_credentials.");
        var clientId = named ?? Clients.Scripts;
        if (ClientProblem(clientId) is { } wrongClient) return wrongClient;

        return grant is PasswordGrant
            ? await SignInAsync(context, fields, clientId, credentials, refresh, stateless)
            : await RefreshAsync(fields, clientId, refresh, signIns);
    }

    private static async Task<IResult> SignInAsync(HttpContext context, IFormCollection fields, string clientId, CredentialCheck credentials, RefreshTokens refresh, StatelessTokens stateless)
    {
        var (name, password) = (fields["username"].ToString(), fields["password"].ToString());
        if (name is "" || password is "") return OAuthErrors.Error("invalid_request", "username or password is missing.");
        if (name.Length > SignInForm.LongestName || password.Length > SignInForm.LongestPassword)
        {
            return OAuthErrors.Error("invalid_request", $"username has at most {SignInForm.LongestName} characters, password at most {SignInForm.LongestPassword}.");
        }

        return await credentials.CheckAsync(name, password, context.User.VisitorId(), context.AddressKey(), context.RequestAborted) switch
        {
            CredentialOutcome.Accepted { Person: var person } => await StartAsync(context, person, clientId, Scopes(fields), refresh, stateless),
            CredentialOutcome.LockedOut => OAuthErrors.Error("invalid_grant", "This person is locked out and may not sign in."),
            CredentialOutcome.TooMany { RetryAfter: var wait } => OAuthErrors.TooManySignIns(context, wait),
            _ => OAuthErrors.Error("invalid_grant", "Name or password is wrong."),
        };
    }

    private static async Task<IResult> StartAsync(HttpContext context, DemoPerson person, string clientId, string[]? scopes, RefreshTokens refresh, StatelessTokens stateless)
    {
        // None asked for: all that the person has.
        string[] asked = scopes ?? [.. person.Scopes];
        if (asked.Except(person.Scopes, StringComparer.Ordinal).Any())
        {
            return OAuthErrors.Error("invalid_scope", $"{person.Name} has no such scope. There is: {string.Join(' ', person.Scopes)}.");
        }

        if (clientId is Clients.Stateless) return Answer(stateless.Issue(person, asked), null, asked);
        // A page's script brings the cookie that says whose browser this is, and so stands in that visitor's list of sessions. A script
        // elsewhere brings none: its sign-in is nobody's.
        var place = $"{ClientSoftware.Named(context.Request.Headers.UserAgent)}, at {Path}";
        var pair = await refresh.StartAsync(person.TokenRequest(clientId, SignIns.RandomSession()) with { Scopes = asked }, context.User.SessionId(), place, source: context.AddressMark());
        return Answer(pair.Access, pair.Refresh, pair.Scopes);
    }

    private static async Task<IResult> RefreshAsync(IFormCollection fields, string clientId, RefreshTokens refresh, SignIns signIns)
    {
        if (fields["refresh_token"].ToString() is var text && text is "") return OAuthErrors.Error("invalid_request", "refresh_token is missing.");
        var answer = await refresh.RefreshAsync(text, clientId, Scopes(fields), signIns.Renew);
        return answer switch
        {
            { Pair: { } pair } => Answer(pair.Access, pair.Refresh, pair.Scopes),
            { Refusal: RefreshRefusal.ScopeTooWide } => OAuthErrors.Error("invalid_scope", "A refresh may ask for the scopes of the sign-in or for fewer, not for more."),
            _ => OAuthErrors.InvalidRefreshToken(),
        };
    }

    private static IResult Answer(IssuedToken access, string? refresh, IReadOnlyList<string> scopes)
    {
        var answer = new Dictionary<string, object>
        {
            ["access_token"] = access.Text,
            ["token_type"] = "Bearer",
            ["expires_in"] = (int)access.Lifetime.TotalSeconds,
        };
        if (refresh is not null) answer["refresh_token"] = refresh;
        answer["scope"] = string.Join(' ', scopes);
        return Results.Json(answer);
    }

    // Public clients say who they are and prove nothing (RFC 6749 section 3.2.1).
    private static IResult? ClientProblem(string clientId)
    {
        if (Clients.MayUseTokenEndpoint(clientId)) return null;
        return clientId is Clients.Web
            ? OAuthErrors.Error("unauthorized_client", "This client signs in by its own form, and not here.")
            : OAuthErrors.Error("invalid_client", "There is no such client. Leave client_id out.");
    }

    // RFC 6749 section 3.3: names with single spaces between them.
    private static string[]? Scopes(IFormCollection fields) =>
        fields["scope"].ToString() is { Length: > 0 } scope ? [.. scope.Split(' ').Distinct(StringComparer.Ordinal)] : null;
}
