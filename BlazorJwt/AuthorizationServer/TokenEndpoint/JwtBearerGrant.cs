using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Tokens;

namespace BlazorJwt.AuthorizationServer.TokenEndpoint;

/// <summary>A signed assertion as the grant itself (RFC 7523 section 2.1). It needs no client authentication beside it (RFC 7521 section
/// 4.1).</summary>
internal sealed class JwtBearerGrant(Assertions assertions, TokenService tokens) : IGrant
{
    public string Type => GrantTypes.JwtBearer;

    public async Task<IResult> AnswerAsync(HttpContext context, IFormCollection fields, Client client)
    {
        if (fields["assertion"].ToString() is not { Length: > 0 } text)
            return OAuthErrors.Error("invalid_request", "assertion is missing.");
        var (asserted, problem) = await assertions.CheckAsync(text, client.Named, AssertionUse.Grant);
        return asserted is not null
            ? ClientCredentialsGrant.Issue(tokens, asserted.Account,
                fields["scope"].ToString() is { Length: > 0 } scope ? scope : asserted.Scope)
            : OAuthErrors.Error("invalid_grant", problem!);
    }
}
