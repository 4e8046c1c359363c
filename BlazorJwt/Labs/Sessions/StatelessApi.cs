using System.Security.Claims;
using BlazorJwt.Api;
using BlazorJwt.Api.Orders;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Validation;
using Microsoft.AspNetCore.Authorization;

namespace BlazorJwt.Labs.Sessions;

/// <summary>
/// Two orders APIs with an audience of their own, so that no token of the app's own opens them, and theirs open nothing else. The first has no memory of tokens: the
/// same check as the API's, but for the denylist. What a signature says is enough, so it looks nothing up to know who asks; and so it lets a token in that was
/// revoked. The second asks the denylist. The orders are the API's own.
/// </summary>
internal static class StatelessApi
{
    /// <summary>Where the one without a memory is.</summary>
    public const string Orders = "/labs/stateless/orders";

    /// <summary>Where the one with a denylist is.</summary>
    public const string ListedOrders = "/labs/stateless/listed-orders";

    private const string Scheme = "Bearer ";

    public static void MapStatelessApi(this IEndpointRouteBuilder routes)
    {
        routes.MapGet(Orders, (HttpContext context, StatelessTokens stateless, OrderBook orders) => SeeAsync(context, stateless.Policy, orders)).WithMetadata(new ChecksTokenItself()).ExcludeFromDescription();
        routes.MapGet(ListedOrders, (HttpContext context, StatelessTokens stateless, OrderBook orders) => SeeAsync(context, stateless.ListedPolicy, orders)).WithMetadata(new ChecksTokenItself()).ExcludeFromDescription();
        routes.MapPost(ListedOrders, PlaceAsync).WithMetadata(new ChecksTokenItself()).ExcludeFromDescription();
    }

    private static async Task SeeAsync(HttpContext context, TokenPolicy policy, OrderBook orders)
    {
        if (await CallerAsync(context, policy, ApiPolicies.ReadOrders) is { } caller) await context.Response.WriteAsJsonAsync(orders.Of(caller));
    }

    private static async Task PlaceAsync(HttpContext context, StatelessTokens stateless, OrderBook orders)
    {
        if (await CallerAsync(context, stateless.ListedPolicy, ApiPolicies.WriteOrders) is not { } caller) return;
        var (item, problem) = await OrderBody.ReadAsync(context.Request);
        await (item is null ? problem! : Results.Json(orders.Place(caller, item), statusCode: StatusCodes.Status201Created)).ExecuteAsync(context);
    }

    // Whoever the token speaks for; null when it was refused, and then the answer is written.
    private static async Task<Caller?> CallerAsync(HttpContext context, TokenPolicy policy, string scope)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (context.Request.Headers.Authorization is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            await BearerChallenges.Answer(context, StatusCodes.Status401Unauthorized, BearerChallenges.SendToken, error: null);
            return null;
        }

        var verdict = await context.RequestServices.GetRequiredService<TokenService>().ValidateAsync(header[Scheme.Length..].Trim(), policy);
        context.Features.Set(new RequestVerdict(verdict));
        if (verdict is not { Identity: { } identity })
        {
            await (verdict.Refusal!.IsOutage ? BearerChallenges.Unavailable(context) : BearerChallenges.Answer(context, StatusCodes.Status401Unauthorized, verdict.Refusal.Explanation, "invalid_token"));
            return null;
        }

        var caller = new ClaimsPrincipal(identity);
        if (!(await context.RequestServices.GetRequiredService<IAuthorizationService>().AuthorizeAsync(caller, context, scope)).Succeeded)
        {
            await BearerChallenges.Answer(context, StatusCodes.Status403Forbidden, $"The token lacks the scope {scope}.", "insufficient_scope", scope);
            return null;
        }

        context.TellLookUps();
        return Caller.Of(caller);
    }
}
