namespace BlazorJwt.AuthorizationServer;

/// <summary>The scopes that this server puts into tokens (RFC 6749 section 3.3).</summary>
internal static class Scopes
{
    /// <summary>To see one's own orders.</summary>
    public const string ReadOrders = "orders.read";

    /// <summary>To place an order.</summary>
    public const string WriteOrders = "orders.write";

    /// <summary>Both.</summary>
    public static IReadOnlyList<string> All { get; } = [ReadOrders, WriteOrders];
}
