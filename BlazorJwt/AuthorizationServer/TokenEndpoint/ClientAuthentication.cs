using BlazorJwt.AuthorizationServer.ServiceAccounts;

namespace BlazorJwt.AuthorizationServer.TokenEndpoint;

/// <summary>
/// Client authentication (RFC 6749 section 2.3), the same for every grant and for revocation. Where it is not required it may be left out;
/// if it is there it must be right (sections 4.3.2 and 6, RFC 7009 section 2.1). An unknown client and a wrong secret get the same answer;
/// so do an unknown client and a wrong key.
/// </summary>
internal sealed class ClientAuthentication(ServiceAccountRegistry accounts, Assertions assertions)
{
    public async Task<(Client Client, IResult? Refused)> FindAsync(HttpContext context, IFormCollection fields)
    {
        var proof = ClientProof.Read(context.Request, fields);
        var client = new Client(proof.ClientId, null);
        if (proof.Problem is { } problem) return (client, OAuthErrors.Error("invalid_request", problem));
        if (!proof.IsGiven) return (client, null);
        if (proof.Assertion is { } assertion)
        {
            var (asserted, why) = await assertions.CheckAsync(assertion, proof.ClientId, AssertionUse.ClientAuthentication);
            return asserted is not null ? (new(asserted.Account.ClientId, asserted.Account), null)
                : (client, OAuthErrors.Error("invalid_client", why!));
        }

        if (await accounts.BySecretAsync(proof.Secret, proof.ClientId ?? "") is { } account) return (new(account.ClientId, account), null);

        // RFC 6749 section 5.2: a client that tried the Authorization header is told how it is used.
        if (proof.ByHeader) context.Response.Headers.WWWAuthenticate = "Basic realm=\"token endpoint\"";
        return (client, Invalid(proof.ByHeader ? StatusCodes.Status401Unauthorized : StatusCodes.Status400BadRequest));
    }

    public static IResult Invalid(int status = StatusCodes.Status400BadRequest) =>
        OAuthErrors.Error("invalid_client", "The client could not be authenticated.", status);
}

/// <param name="Named">The <c>client_id</c> that it named, or that was proven; null for none.</param>
/// <param name="Account">The service account that it proved to be; null for a public client, which proves nothing (RFC 6749 section
/// 3.2.1).</param>
internal sealed record Client(string? Named, ServiceAccount? Account)
{
    public string Id => Named ?? Clients.Scripts;

    /// <summary>The answer that refuses it where people sign in; null for a client that they may sign in with.</summary>
    public IResult? RefusedForPeople() =>
        Account is not null ? OAuthErrors.Error("unauthorized_client", "A service account signs nobody in. Use client_credentials.")
        : Id is Clients.Web ? OAuthErrors.Error("unauthorized_client", "This client signs in by its own form, and not here.")
        : Clients.IsPublic(Id) ? null
        : ClientAuthentication.Invalid();
}
