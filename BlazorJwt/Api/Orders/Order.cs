namespace BlazorJwt.Api.Orders;

// What is said of these records is the description of their schemas at /openapi/v1.json.

/// <summary>An order that was placed.</summary>
/// <param name="Number">Counts the orders of one session, from 1.</param>
/// <param name="Item">The id on the menu.</param>
/// <param name="Name">What was ordered, for a person.</param>
/// <param name="Price">In euros.</param>
/// <param name="PlacedAt">When.</param>
internal sealed record Order(int Number, string Item, string Name, decimal Price, DateTimeOffset PlacedAt);

/// <summary>What a caller sends to place an order.</summary>
/// <param name="Item">An id on the menu.</param>
internal sealed record OrderRequest(string Item);

/// <summary>What a session took in: the orders of all its people.</summary>
/// <param name="Orders">How many orders.</param>
/// <param name="Total">In euros.</param>
/// <param name="Items">The same, item by item.</param>
internal sealed record SalesTotal(int Orders, decimal Total, IReadOnlyList<ItemSales> Items);

/// <summary>What one item brought.</summary>
/// <param name="Item">The id on the menu.</param>
/// <param name="Count">How often it was ordered.</param>
/// <param name="Total">In euros.</param>
internal sealed record ItemSales(string Item, int Count, decimal Total);
