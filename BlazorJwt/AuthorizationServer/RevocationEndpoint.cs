using BlazorJwt.AuthorizationServer.Metadata;
using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.AuthorizationServer.TokenEndpoint;
using BlazorJwt.Hosting;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.AuthorizationServer;

/// <summary>
/// Takes a token back (RFC 7009). The clients that people sign in with are public: who holds a token may end it, and says with
/// <c>client_id</c> whose it is. A service account proves who it is, as at the token endpoint (section 2.1). A refresh token takes its
/// family and all access tokens of it along; an access token ends alone.
/// </summary>
internal static class RevocationEndpoint
{
    // RFC 7009 section 2.2.1.
    private const string UnsupportedType = "unsupported_token_type";

    public static void MapRevocation(this IEndpointRouteBuilder routes) => routes.MapPostOnly(ServerMetadata.RevocationPath, RevokeAsync)
        .DescribeForm("Revokes a token (RFC 7009). A service account authenticates as at the token endpoint.",
            "token", "token_type_hint", "client_id", "client_secret", "client_assertion_type", "client_assertion")
        .Produces(StatusCodes.Status200OK)
        .Produces<OAuthError>(StatusCodes.Status401Unauthorized);

    // token_type_hint only speeds up a search (section 2.1). Both kinds are told apart at a glance here, so it is not looked at.
    private static async Task<IResult> RevokeAsync(HttpContext context, TokenService tokens, RefreshTokens refresh,
        ClientAuthentication authentication)
    {
        var (fields, text, problem) = await context.Request.ReadParametersAsync("token");
        if (problem is not null) return problem;
        var (client, refused) = await authentication.FindAsync(context, fields);
        if (refused is not null) return refused;
        if (client.Account is null && !Clients.IsPublic(client.Id)) return ClientAuthentication.Invalid();

        if (await refresh.FindAsync(text) is { } family)
        {
            if (family.Grant.ClientId != client.Id) return Foreign();
            await refresh.EndAsync(family.Id, RefreshEndReason.Revoked);
            return Results.Ok();
        }

        var verdict = await tokens.ValidateAsync(text);
        if (verdict.Token is { } token)
        {
            // The API may accept it on. To answer 200 would promise what can't be kept.
            if (token.Issuer != tokens.Policy.Issuer)
                return OAuthErrors.Error(UnsupportedType, "Another server issued this token. Revoke it there.");
            if (!IsOf(token, client.Id)) return Foreign();
            await tokens.RevokeAsync(token);
        }
        else if (verdict.Refusal!.IsOutage)
        {
            // Nobody can tell whether it was revoked before: revoke it here, and say that the others could not be told.
            var unasked = await tokens.ValidateAsync(text, tokens.Policy with { AsksDenylist = false });
            if (unasked.Token is { } held && IsOf(held, client.Id)) await tokens.RevokeAsync(held);
            throw new StoreUnreachableException();
        }
        else if (tokens.Decode(text).Header.Text("typ") is { } type && !TokenTypeName.IsOneOf(type, ["at+jwt"]))
        {
            return OAuthErrors.Error(UnsupportedType,
                "Access tokens and refresh tokens can be revoked here. This is another kind of token.");
        }

        // Unknown, expired, or revoked before: what the client wanted is so (section 2.2).
        return Results.Ok();
    }

    private static bool IsOf(ValidatedToken token, string clientId) =>
        token.TryGetPayloadValue<string>("client_id", out var issuedTo) && issuedTo == clientId;

    private static IResult Foreign() => OAuthErrors.Error("invalid_grant", "The token was issued to another client.");
}
