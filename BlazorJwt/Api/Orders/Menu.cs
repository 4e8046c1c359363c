namespace BlazorJwt.Api.Orders;

/// <summary>Something the orders API sells.</summary>
/// <param name="Id">What an order names.</param>
/// <param name="Name">What a person reads.</param>
/// <param name="Price">In euros.</param>
internal sealed record MenuItem(string Id, string Name, decimal Price);

/// <summary>What there is to order. Fixed, and no order holds free text: what one visitor writes can never reach another's page.</summary>
internal static class Menu
{
    public static IReadOnlyList<MenuItem> Items { get; } =
    [
        new("espresso", "Espresso", 2.40m),
        new("cappuccino", "Cappuccino", 3.60m),
        new("tea", "Pot of tea", 3.20m),
        new("croissant", "Butter croissant", 2.80m),
        new("soup", "Soup of the day", 6.50m),
    ];

    /// <summary>The item with this id, to the letter; null when there is none.</summary>
    public static MenuItem? Find(string id) => Items.FirstOrDefault(item => string.Equals(item.Id, id, StringComparison.Ordinal));
}
