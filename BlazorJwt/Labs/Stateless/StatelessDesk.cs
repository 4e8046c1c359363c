using System.Security.Claims;
using BlazorJwt.Accounts;
using BlazorJwt.Api;
using BlazorJwt.Tokens;
using Microsoft.AspNetCore.Authorization;

namespace BlazorJwt.Labs.Stateless;

/// <summary>
/// An order desk without a memory of tokens: the same check as the API's, but for the denylist. What a signature says is enough, so it looks
/// nothing up to know who asks; and so it lets a token in that was taken back. The orders are the API's own.
/// </summary>
internal static class StatelessDesk
{
    /// <summary>Where it is.</summary>
    public const string Orders = "/labs/stateless/orders";

    private const string Scheme = "Bearer ";

    public static void MapStatelessDesk(this IEndpointRouteBuilder routes) =>
        routes.MapGet(Orders, SeeOrdersAsync).WithMetadata(new ChecksTokenItself()).ExcludeFromDescription();

    private static async Task SeeOrdersAsync(HttpContext context, TokenService tokens, OrderBook orders, IAuthorizationService authorization)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (context.Request.Headers.Authorization is not [{ } header] || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
        {
            await BearerAnswers.Answer(context, StatusCodes.Status401Unauthorized, BearerAnswers.SendToken, error: null);
            return;
        }

        var verdict = await tokens.ValidateAsync(header[Scheme.Length..].Trim(), tokens.Policy with { AsksDenylist = false });
        context.Features.Set(new RequestVerdict(verdict));
        if (verdict is not { Identity: { } identity })
        {
            await (verdict.Refusal!.IsOutage ? BearerAnswers.Unavailable(context) : BearerAnswers.Answer(context, StatusCodes.Status401Unauthorized, verdict.Refusal.Explanation, "invalid_token"));
            return;
        }

        var caller = new ClaimsPrincipal(identity);
        if (!(await authorization.AuthorizeAsync(caller, context, ApiPolicies.ReadOrders)).Succeeded)
        {
            await BearerAnswers.Answer(context, StatusCodes.Status403Forbidden, $"The token lacks the scope {ApiPolicies.ReadOrders}.", "insufficient_scope", ApiPolicies.ReadOrders);
            return;
        }

        context.TellLookUps();
        await context.Response.WriteAsJsonAsync(orders.Of(Caller.Of(caller)));
    }
}
