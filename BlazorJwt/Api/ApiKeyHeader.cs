using BlazorJwt.Api.Orders;

namespace BlazorJwt.Api;

/// <summary>How a service account sends its secret as an API key. <see cref="ApiKeyHandler"/> checks it.</summary>
internal static class ApiKeyHeader
{
    public const string Name = "X-Api-Key";

    public const string Scheme = "ApiKey";

    /// <summary>The claim that names the service account, on an identity made from a key.</summary>
    public const string ClientClaim = "client_id";

    /// <summary>True when the key decides who is asking: at the API, where no Authorization header came.</summary>
    public static bool Speaks(HttpRequest request) =>
        request.Headers.ContainsKey(Name) && request.Headers.Authorization.Count == 0
        && request.Path.StartsWithSegments(OrdersOptions.Path);
}
