using BlazorJwt.Api.Orders;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BlazorJwt.Api.Description;

/// <summary>Describes the request to place an order. Its handler reads the body itself, so the description must be told what to
/// expect.</summary>
internal static class OrderDescription
{
    // Not by Accepts: that would refuse other media types without a word.
    public static RouteHandlerBuilder DescribeOrder(this RouteHandlerBuilder endpoint) => endpoint
        .AddOpenApiOperationTransformer(async (operation, context, cancellation) => operation.RequestBody = new OpenApiRequestBody
        {
            Required = true,
            Content = new Dictionary<string, OpenApiMediaType>
            {
                ["application/json"] = new() { Schema = await context.GetOrCreateSchemaAsync(typeof(OrderRequest), null, cancellation) },
            },
        })
        .Produces<Order>(StatusCodes.Status201Created)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType);
}
