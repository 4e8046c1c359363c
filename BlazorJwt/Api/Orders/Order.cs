namespace BlazorJwt.Api.Orders;

/// <param name="Number">Counts the orders of one session, from 1.</param>
/// <param name="Price">In euros.</param>
internal sealed record Order(int Number, string Item, string Name, decimal Price, DateTimeOffset PlacedAt);

internal sealed record OrderRequest(string Item);

/// <summary>What a session took in: the orders of all its people.</summary>
/// <param name="Total">In euros.</param>
internal sealed record SalesTotal(int Orders, decimal Total, IReadOnlyList<ItemSales> Items);

/// <param name="Total">In euros.</param>
internal sealed record ItemSales(string Item, int Count, decimal Total);
