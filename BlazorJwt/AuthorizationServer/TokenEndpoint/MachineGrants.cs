using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.AuthorizationServer.TokenEndpoint;

/// <summary>
/// Tokens for programs: client credentials (RFC 6749 section 4.4), proven by a secret or by a signed assertion (RFC 7523 section 2.2), and an assertion as
/// the grant itself (section 2.1). Who is refused learns that, and not why: an unknown client and a wrong secret get the same answer. There is no refresh
/// token (RFC 6749 section 4.4.3): the program has its credentials and comes again.
/// </summary>
internal sealed class MachineGrants(ServiceAccountRegistry accounts, Assertions assertions, TokenService tokens)
{
    /// <summary>The grant of a client that asks in its own name.</summary>
    public const string ClientCredentials = "client_credentials";

    /// <summary>The grant that is a signed assertion.</summary>
    public const string JwtBearer = "urn:ietf:params:oauth:grant-type:jwt-bearer";

    public async Task<IResult> AnswerAsync(HttpContext context, IFormCollection fields, string grant)
    {
        var proof = ClientProof.Read(context.Request, fields);
        if (proof.Problem is { } problem) return OAuthErrors.Error("invalid_request", problem);
        if (grant is JwtBearer && !proof.IsGiven) return await ByAssertionAsync(fields, proof.ClientId);

        // RFC 7521 section 4.1: an assertion needs no client credentials beside it, but those that are there must be good.
        if (await AccountOf(proof) is not { } account) return InvalidClient(context, proof.ByHeader);
        return grant is JwtBearer ? await ByAssertionAsync(fields, account.ClientId) : Issue(account, fields["scope"]);
    }

    /// <summary>
    /// The client that a request comes from where client authentication is not required, at the other grants and at revocation: if it is there it
    /// must be right (RFC 6749 sections 4.3.2 and 6, RFC 7009 section 2.1).
    /// </summary>
    /// <returns>The service account that was proven; or the id of the client that was named, null for none; or the answer that refuses it.</returns>
    public async Task<(ServiceAccount? Account, string? Named, IResult? Refused)> ClientOfAsync(HttpContext context, IFormCollection fields)
    {
        var proof = ClientProof.Read(context.Request, fields);
        if (proof.Problem is { } problem) return (null, null, OAuthErrors.Error("invalid_request", problem));
        // Who names one and proves nothing is refused like who proves it wrongly.
        if (!proof.IsGiven && proof.ClientId?.StartsWith(ServiceAccountRegistry.ClientMark, StringComparison.Ordinal) is not true) return (null, proof.ClientId, null);
        return await AccountOf(proof) is { } account ? (account, null, null) : (null, null, InvalidClient(context, proof.ByHeader));
    }

    private async Task<ServiceAccount?> AccountOf(ClientProof proof) => proof.Assertion is { } assertion
        ? (await assertions.CheckAsync(assertion, proof.ClientId, AssertionUse.ClientAuthentication))?.Account
        : await accounts.BySecretAsync(proof.Secret, proof.ClientId ?? "");

    private async Task<IResult> ByAssertionAsync(IFormCollection fields, string? clientId)
    {
        if (fields["assertion"].ToString() is not { Length: > 0 } text) return OAuthErrors.Error("invalid_request", "assertion is missing.");
        return await assertions.CheckAsync(text, clientId, AssertionUse.Grant) is { } asserted
            ? Issue(asserted.Account, fields["scope"].ToString() is { Length: > 0 } scope ? scope : asserted.Scope)
            : OAuthErrors.Error("invalid_grant", "The assertion is not good.");
    }

    private IResult Issue(ServiceAccount account, string? scope)
    {
        // RFC 6749 section 3.3. None asked for: all that it has.
        string[] scopes = string.IsNullOrEmpty(scope) ? [.. account.Scopes] : [.. scope.Split(' ').Distinct(StringComparer.Ordinal)];
        if (scopes.Except(account.Scopes, StringComparer.Ordinal).Any()) return OAuthErrors.Error("invalid_scope", $"This service account may ask for: {string.Join(' ', account.Scopes)}.");
        var token = tokens.Issue(new() { Subject = account.ClientId, ClientId = account.ClientId, SessionId = account.ClientId, Scopes = scopes });
        return Results.Json(new Dictionary<string, object>
        {
            ["access_token"] = token.Text,
            ["token_type"] = "Bearer",
            ["expires_in"] = (int)token.Lifetime.TotalSeconds,
            ["scope"] = string.Join(' ', scopes),
        });
    }

    // RFC 6749 section 5.2: who tried the Authorization header is told how it is used.
    private static IResult InvalidClient(HttpContext context, bool byHeader)
    {
        if (byHeader) context.Response.Headers.WWWAuthenticate = "Basic realm=\"token endpoint\"";
        return OAuthErrors.Error("invalid_client", "The client could not be authenticated.", byHeader ? StatusCodes.Status401Unauthorized : StatusCodes.Status400BadRequest);
    }
}
