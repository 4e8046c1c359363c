using System.Security.Claims;
using BlazorJwt.Api;
using BlazorJwt.Api.Orders;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Validation;
using Microsoft.AspNetCore.Authorization;

namespace BlazorJwt.Labs.Sessions;

/// <summary>
/// Two orders endpoints with an audience of their own: they reject every token of the app, and their tokens are rejected everywhere else.
/// The first validates a token as the API does, but asks no denylist. So it looks nothing up, and accepts a token that was revoked. The
/// second asks the denylist. The orders are the API's own.
/// </summary>
internal static class StatelessApi
{
    private const string Orders = "/labs/stateless/orders";
    private const string ListedOrders = "/labs/stateless/listed-orders";
    private const string Scheme = "Bearer ";

    public static void MapStatelessApi(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("").ExcludeFromDescription().WithMetadata(new ChecksTokenItself());
        api.MapGet(Orders, (HttpContext context, StatelessTokens tokens, OrderBook orders) => ReadAsync(context, tokens.Policy, orders));
        api.MapGet(ListedOrders, (HttpContext context, StatelessTokens tokens, OrderBook orders) =>
            ReadAsync(context, tokens.ListedPolicy, orders));
        api.MapPost(ListedOrders, PlaceAsync);
    }

    private static async Task ReadAsync(HttpContext context, TokenPolicy policy, OrderBook orders)
    {
        if (await CallerAsync(context, policy, ApiPolicies.ReadOrders) is { } caller)
            await context.Response.WriteAsJsonAsync(orders.Of(caller));
    }

    private static async Task PlaceAsync(HttpContext context, StatelessTokens stateless, OrderBook orders)
    {
        if (await CallerAsync(context, stateless.ListedPolicy, ApiPolicies.WriteOrders) is not { } caller) return;
        var (item, problem) = await OrderBody.ReadAsync(context.Request);
        var answer = item is null ? problem! : Results.Json(orders.Place(caller, item), statusCode: StatusCodes.Status201Created);
        await answer.ExecuteAsync(context);
    }

    // Null when the token was rejected: then the answer is written.
    private static async Task<Caller?> CallerAsync(HttpContext context, TokenPolicy policy, string scope)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (context.Request.Headers.Authorization is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            await BearerChallenges.Answer(context, StatusCodes.Status401Unauthorized, BearerChallenges.SendToken, error: null);
            return null;
        }

        var services = context.RequestServices;
        var verdict = await services.GetRequiredService<TokenService>().ValidateAsync(header[Scheme.Length..].Trim(), policy);
        context.Features.Set(new RequestVerdict(verdict));
        if (verdict is not { Identity: { } identity })
        {
            await (verdict.Refusal!.IsOutage
                ? BearerChallenges.Unavailable(context)
                : BearerChallenges.Answer(context, StatusCodes.Status401Unauthorized, verdict.Refusal.Explanation, "invalid_token"));
            return null;
        }

        var caller = new ClaimsPrincipal(identity);
        if (!(await services.GetRequiredService<IAuthorizationService>().AuthorizeAsync(caller, context, scope)).Succeeded)
        {
            var problem = $"The token lacks the scope {scope}.";
            await BearerChallenges.Answer(context, StatusCodes.Status403Forbidden, problem, "insufficient_scope", scope);
            return null;
        }

        context.TellLookUps();
        return Caller.Of(caller);
    }
}
