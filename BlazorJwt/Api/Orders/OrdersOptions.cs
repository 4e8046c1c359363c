namespace BlazorJwt.Api.Orders;

/// <summary>The settings of the orders API and of its client, section <c>Api</c>.</summary>
internal sealed class OrdersOptions
{
    public const string Section = "Api";

    /// <summary>Where the API is: everything below is its own.</summary>
    public const string Path = "/api";

    /// <summary>How many orders are kept for a caller; the oldest goes first.</summary>
    public int OrdersPerCaller { get; set; } = 50;

    /// <summary>For how many sessions; the one that was quiet longest goes first.</summary>
    public int Sessions { get; set; } = 1000;

    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Where the client finds the API. Null: at the address this server itself listens on.</summary>
    public Uri? Address { get; set; }
}
