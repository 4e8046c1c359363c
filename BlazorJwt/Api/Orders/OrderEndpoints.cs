using System.Security.Claims;
using BlazorJwt.Api.Description;
using BlazorJwt.Hosting;
using Microsoft.AspNetCore.Http.HttpResults;

namespace BlazorJwt.Api.Orders;

/// <summary>The protected API: an orders API. Each endpoint names its policy where it is mapped.</summary>
internal static class OrderEndpoints
{
    public static RouteGroupBuilder MapOrders(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup(OrdersOptions.Path).WithTags("Orders API").AnswerHead();

        api.MapGet("/menu", SeeMenu)
            .WithSummary("What there is to order. Open to all.");

        api.MapGet("/orders", SeeOrders).AskFor(ApiPolicies.ReadOrders)
            .WithSummary("The caller's own orders, newest first.");

        api.MapPost("/orders", PlaceOrder).AskFor(ApiPolicies.WriteOrders).DescribeOrder()
            .WithSummary("Places an order for the caller.");

        api.MapGet("/sales-total", SeeSalesTotal).AskFor(ApiPolicies.SeeSalesTotal)
            .WithSummary("What the people of the caller's session ordered, added up. For managers.");

        return api;
    }

    private static Ok<IReadOnlyList<MenuItem>> SeeMenu(HttpResponse response)
    {
        // It may be kept, but is asked for again each time: anyone who watches the wire shall see the request.
        response.Headers.CacheControl = "no-cache";
        return TypedResults.Ok(Menu.Items);
    }

    public static Ok<IReadOnlyList<Order>> SeeOrders(ClaimsPrincipal caller, OrderBook orders) =>
        TypedResults.Ok(orders.Of(Caller.Of(caller)));

    public static async Task<IResult> PlaceOrder(HttpRequest request, ClaimsPrincipal caller, OrderBook orders)
    {
        var (item, problem) = await OrderBody.ReadAsync(request);
        return item is null ? problem! : Results.Json(orders.Place(Caller.Of(caller), item), statusCode: StatusCodes.Status201Created);
    }

    private static Ok<SalesTotal> SeeSalesTotal(ClaimsPrincipal caller, OrderBook orders) =>
        TypedResults.Ok(orders.SalesTotal(Caller.Of(caller).Session));

    // The policy, and what follows from it: what was answered to one caller must not be served to another (RFC 9111 section 5.2.2.5).
    private static RouteHandlerBuilder AskFor(this RouteHandlerBuilder endpoint, string policy) => endpoint
        .RequireAuthorization(policy)
        .ProducesProblem(StatusCodes.Status400BadRequest)
        .ProducesProblem(StatusCodes.Status401Unauthorized)
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status503ServiceUnavailable)
        .AddEndpointFilter((context, next) =>
        {
            context.HttpContext.Response.Headers.CacheControl = "no-store";
            context.HttpContext.TellLookUps();
            return next(context);
        });
}
