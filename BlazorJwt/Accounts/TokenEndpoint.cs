using System.Buffers.Text;
using System.Security.Cryptography;
using BlazorJwt.Hosting;
using BlazorJwt.Tokens;

namespace BlazorJwt.Accounts;

/// <summary>
/// The token endpoint for scripts: name and password in, access token out as JSON (RFC 6749 sections 4.3, 5.1 and 5.2).
/// <para>
/// Teaching shortcut: this is the password grant, which RFC 9700 section 2.4 says MUST NOT be used, because the script sees the password.
/// In production a person signs in at the authorization server itself (authorization code with PKCE), and a program without a person uses
/// client credentials of its own.
/// </para>
/// </summary>
internal static class TokenEndpoint
{
    /// <summary>Where it is.</summary>
    public const string Path = "/token";

    private const string ClientId = "blazorjwt-scripts";
    private const string PasswordGrant = "password";

    public static void MapToken(this IEndpointRouteBuilder routes) => routes.MapPostOnly(Path, ExchangeAsync).ExcludeFromDescription();

    private static async Task<IResult> ExchangeAsync(HttpContext context, CredentialCheck credentials, TokenService tokens)
    {
        // RFC 6749 section 5.1: no cache keeps an answer that holds a token.
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.Pragma = "no-cache";

        if (await context.Request.ReadFieldsAsync() is not { } fields)
        {
            return Error("invalid_request", "The body must be a form: Content-Type application/x-www-form-urlencoded, with grant_type, username and password.");
        }

        if (fields.FirstOrDefault(field => field.Value.Count > 1).Key is { } repeated) return Error("invalid_request", $"{Shown(repeated)} is given more than once.");
        if (fields["grant_type"].ToString() is var grant && grant is "") return Error("invalid_request", "grant_type is missing. Send grant_type=password.");
        if (grant is not PasswordGrant) return Error("unsupported_grant_type", "The only grant_type here is password.");

        var (name, password) = (fields["username"].ToString(), fields["password"].ToString());
        if (name is "" || password is "") return Error("invalid_request", "username or password is missing.");
        if (name.Length > SignInForm.LongestName || password.Length > SignInForm.LongestPassword)
        {
            return Error("invalid_request", $"username has at most {SignInForm.LongestName} characters, password at most {SignInForm.LongestPassword}.");
        }

        return await credentials.CheckAsync(name, password, context.User.VisitorId(), context.AddressKey(), context.RequestAborted) switch
        {
            CredentialOutcome.Accepted { Person: var person } => Answer(person, fields["scope"].ToString(), tokens),
            CredentialOutcome.LockedOut => Error("invalid_grant", "This person is locked out and may not sign in."),
            CredentialOutcome.TooMany { RetryAfter: var wait } => Error("temporarily_unavailable", context.Response.SetTooMany(wait), StatusCodes.Status429TooManyRequests),
            _ => Error("invalid_grant", "Name or password is wrong."),
        };
    }

    private static IResult Answer(DemoPerson person, string scope, TokenService tokens)
    {
        // RFC 6749 section 3.3: names with single spaces between them. None asked for: all that the person has.
        string[] asked = scope is "" ? [.. person.Scopes] : [.. scope.Split(' ').Distinct(StringComparer.Ordinal)];
        if (asked.Except(person.Scopes, StringComparer.Ordinal).Any())
        {
            return Error("invalid_scope", $"{person.Name} has no such scope. There is: {string.Join(' ', person.Scopes)}.");
        }

        var sessionId = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        var token = tokens.Issue(person.TokenRequest(ClientId, sessionId) with { Scopes = asked });
        return Results.Json(new Dictionary<string, object>
        {
            ["access_token"] = token.Text,
            ["token_type"] = "Bearer",
            ["expires_in"] = (int)token.Lifetime.TotalSeconds,
            ["scope"] = string.Join(' ', asked),
        });
    }

    private static IResult Error(string code, string description, int status = StatusCodes.Status400BadRequest) =>
        Results.Json(new Dictionary<string, string> { ["error"] = code, ["error_description"] = description }, statusCode: status);

    // error_description may hold printable ASCII only (RFC 6749 section 5.2), and a name of any length may come.
    private static string Shown(string name) => name.Length <= 32 && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_') ? name : "A parameter";
}
