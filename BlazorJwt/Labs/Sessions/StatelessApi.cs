using BlazorJwt.Api;
using BlazorJwt.Api.Orders;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.AuthorizationServer.TokenEndpoint;
using BlazorJwt.Hosting;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Validation;
using Microsoft.AspNetCore.Authentication.JwtBearer;
using Microsoft.AspNetCore.Authorization;

namespace BlazorJwt.Labs.Sessions;

/// <summary>
/// An authorization server without a memory, and two orders endpoints for its tokens, each with a JwtBearer scheme of its own. The first
/// validates a token as the API does, but asks no denylist. So it looks nothing up, and accepts a token that was revoked. The second asks
/// the denylist.
/// </summary>
internal static class StatelessApi
{
    private const string Stateless = "Lab stateless";
    private const string Listed = "Lab with denylist";

    public static void AddStatelessApi(this IServiceCollection services)
    {
        services.AddSingleton<StatelessTokens>();
        services.AddScheme(Stateless, lab => lab.Policy);
        services.AddScheme(Listed, lab => lab.ListedPolicy);
    }

    public static void MapStatelessApi(this IEndpointRouteBuilder routes)
    {
        var lab = routes.MapLab("/labs/stateless");
        var oauth = lab.MapGroup("").WithMetadata(OAuthErrors.Json);
        oauth.MapPostOnly("token", IssueAsync);
        oauth.MapPostOnly("revoke", RevokeAsync).AddEndpointFilter(TokenRequestLimit.Bound);
        var api = lab.MapGroup("").WithMetadata(AnswersInJson.AsProblem).AddEndpointFilter((call, next) =>
        {
            call.HttpContext.TellLookUps();
            return next(call);
        });
        api.MapGet("orders", OrderEndpoints.SeeOrders).RequireAuthorization(Ask(Stateless, ApiPolicies.ReadOrders));
        api.MapGet("listed-orders", OrderEndpoints.SeeOrders).RequireAuthorization(Ask(Listed, ApiPolicies.ReadOrders));
        api.MapPost("listed-orders", OrderEndpoints.PlaceOrder).RequireAuthorization(Ask(Listed, ApiPolicies.WriteOrders));
    }

    private static void AddScheme(this IServiceCollection services, string scheme, Func<StatelessTokens, TokenPolicy> policy)
    {
        services.AddAuthentication().AddJwtBearer(scheme);
        services.AddOptions<JwtBearerOptions>(scheme).Configure<TokenService, StatelessTokens>((options, tokens, lab) =>
        {
            options.MapInboundClaims = false;
            options.TokenHandlers.Clear();
            options.TokenHandlers.Add(new GuardedTokenHandler(tokens, policy(lab)));
            options.Events = new()
            {
                OnTokenValidated = context => Keep(context.HttpContext, (context.SecurityToken as ValidatedToken)?.Verdict),
                OnAuthenticationFailed = context => Keep(context.HttpContext, (context.Exception as TokenRefusedException)?.Verdict),
                OnChallenge = BearerChallenges.Challenge,
                OnForbidden = BearerChallenges.Forbid,
            };
        });
    }

    private static Task Keep(HttpContext context, TokenVerdict? verdict)
    {
        if (verdict is not null) context.Features.Set(new RequestVerdict(verdict, FromCookie: false));
        return Task.CompletedTask;
    }

    private static AuthorizeAttribute Ask(string scheme, string policy) => new(policy) { AuthenticationSchemes = scheme };

    private static async Task<IResult> IssueAsync(HttpContext context, PasswordGrant password, StatelessTokens tokens)
    {
        var (fields, type, problem) = await context.Request.ReadParametersAsync("grant_type");
        if (problem is not null) return problem;
        if (type is not GrantTypes.Password)
            return OAuthErrors.Error("unsupported_grant_type", "The only value of grant_type here is password.");
        return await password.SignInAsync(
            context, fields, (person, scopes) => Task.FromResult(TokenAnswer.Of(tokens.Issue(person, scopes), scopes)));
    }

    // RFC 7009. The answer is the same for a token that is not valid (section 2.2).
    private static async Task<IResult> RevokeAsync(HttpContext context, TokenService service, StatelessTokens tokens)
    {
        var (_, text, problem) = await context.Request.ReadParametersAsync("token");
        if (problem is not null) return problem;
        if ((await service.ValidateAsync(text, tokens.Policy)).Token is { } token) await service.RevokeAsync(token);
        return Results.Ok();
    }
}
