using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.AuthorizationServer.SignIn;

namespace BlazorJwt.AuthorizationServer.TokenEndpoint;

/// <summary>A refresh token in, the next tokens out (RFC 6749 section 6).</summary>
internal sealed class RefreshGrant(RefreshTokens refresh, SignIns signIns) : IGrant
{
    public string Type => GrantTypes.RefreshToken;

    public async Task<IResult> AnswerAsync(HttpContext context, IFormCollection fields, Client client)
    {
        if (client.RefusedForPeople() is { } refused) return refused;
        if (fields["refresh_token"].ToString() is var text && text is "")
            return OAuthErrors.Error("invalid_request", "refresh_token is missing.");
        return await refresh.RefreshAsync(text, client.Id, TokenAnswer.Scopes(fields["scope"]), signIns.Renew) switch
        {
            { Pair: { } pair } => TokenAnswer.Of(pair),
            { Refusal: RefreshRefusal.ScopeTooWide } =>
                OAuthErrors.Error("invalid_scope", "A refresh may ask for the scopes of the sign-in or for fewer, not for more."),
            _ => OAuthErrors.InvalidRefreshToken(),
        };
    }
}
