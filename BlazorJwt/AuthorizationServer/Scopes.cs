namespace BlazorJwt.AuthorizationServer;

/// <summary>The scopes that this server puts into tokens (RFC 6749 section 3.3).</summary>
internal static class Scopes
{
    public const string ReadOrders = "orders.read";

    public const string WriteOrders = "orders.write";

    public static IReadOnlyList<string> All { get; } = [ReadOrders, WriteOrders];
}
