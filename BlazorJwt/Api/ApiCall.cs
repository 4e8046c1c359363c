using BlazorJwt.Wire;

namespace BlazorJwt.Api;

/// <summary>A request to the order desk.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path, from the root.</param>
/// <param name="Body">What is sent as JSON; null for no body.</param>
public sealed record ApiCall(HttpMethod Method, string Path, object? Body = null)
{
    /// <summary>Asks for the menu.</summary>
    public static ApiCall Menu { get; } = new(HttpMethod.Get, "/api/menu");

    /// <summary>Asks for the caller's own orders.</summary>
    public static ApiCall Orders { get; } = new(HttpMethod.Get, "/api/orders");

    /// <summary>Asks for the takings.</summary>
    public static ApiCall Takings { get; } = new(HttpMethod.Get, "/api/takings");

    /// <summary>Asks for what this app says of itself as an issuer (RFC 8414).</summary>
    public static ApiCall Metadata { get; } = new(HttpMethod.Get, "/.well-known/openid-configuration");

    /// <summary>Asks for the public keys (RFC 7517).</summary>
    public static ApiCall KeySet { get; } = new(HttpMethod.Get, "/.well-known/jwks.json");

    /// <summary>Rotates a key.</summary>
    /// <param name="algorithm">The algorithm it is for.</param>
    public static ApiCall RotateKey(string algorithm) => new(HttpMethod.Post, $"/api/keys/{Uri.EscapeDataString(algorithm)}/rotation");

    /// <summary>Places an order.</summary>
    /// <param name="item">An id on the menu.</param>
    public static ApiCall PlaceOrder(string item) => new(HttpMethod.Post, "/api/orders", new OrderRequest(item));
}

/// <summary>What became of a call.</summary>
/// <param name="Status">The status code; null when no answer came.</param>
/// <param name="Body">The body of the answer, bounded; null when there is none.</param>
/// <param name="Exchange">The exchange as it went over the wire.</param>
/// <param name="Failure">Why there is no answer, or none that makes sense, in a sentence; null when there is one, a refusal included.</param>
public sealed record ApiAnswer(int? Status, string? Body, Exchange Exchange, string? Failure)
{
    /// <summary>True for an answer of the 200s that makes sense.</summary>
    public bool Succeeded => Failure is null && Status is >= 200 and < 300;

    /// <summary>Says how the call ended, not what was in the answer.</summary>
    public override string ToString() => Failure ?? $"status {Status} (redacted)";
}
