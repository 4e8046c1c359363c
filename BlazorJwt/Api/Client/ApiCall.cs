using BlazorJwt.Api.Orders;
using BlazorJwt.HttpLog;

namespace BlazorJwt.Api.Client;

/// <summary>A request to the orders API.</summary>
/// <param name="Body">What is sent: as a form when it is a list of names and values, otherwise as JSON; null for no body.</param>
public sealed record ApiCall(HttpMethod Method, string Path, object? Body = null)
{
    /// <summary>Asks for the menu.</summary>
    public static ApiCall Menu { get; } = new(HttpMethod.Get, "/api/menu");

    /// <summary>Asks for the caller's own orders.</summary>
    public static ApiCall Orders { get; } = new(HttpMethod.Get, "/api/orders");

    /// <summary>Asks for the sales total.</summary>
    public static ApiCall SalesTotal { get; } = new(HttpMethod.Get, "/api/sales-total");

    /// <summary>Asks for what this app says of itself as an issuer (RFC 8414).</summary>
    public static ApiCall Metadata { get; } = new(HttpMethod.Get, "/.well-known/openid-configuration");

    /// <summary>Asks for the public keys (RFC 7517).</summary>
    public static ApiCall KeySet { get; } = new(HttpMethod.Get, "/.well-known/jwks.json");

    /// <summary>Rotates a key.</summary>
    public static ApiCall RotateKey(string algorithm) => new(HttpMethod.Post, $"/api/keys/{Uri.EscapeDataString(algorithm)}/rotation");

    /// <summary>Places an order.</summary>
    public static ApiCall PlaceOrder(string item) => new(HttpMethod.Post, "/api/orders", new OrderRequest(item));

    /// <summary>Asks the token endpoint for the tokens of a person (RFC 6749 section 4.3).</summary>
    /// <param name="password">The password; the HTTP log masks it.</param>
    public static ApiCall SignIn(string name, string password) =>
        Form("/token", ("grant_type", "password"), ("username", name), ("password", password));

    /// <summary>Exchanges a refresh token for the next (RFC 6749 section 6).</summary>
    /// <param name="refreshToken">The token; the HTTP log masks it.</param>
    public static ApiCall Refresh(string refreshToken) => Form("/token", ("grant_type", "refresh_token"), ("refresh_token", refreshToken));

    /// <summary>Takes a token back (RFC 7009).</summary>
    public static ApiCall Revoke(string token) => Form("/revoke", ("token", token));

    /// <summary>Asks the token endpoint for a token of a service account.</summary>
    /// <param name="fields">The fields of the form; the HTTP log masks secrets and assertions.</param>
    public static ApiCall MachineToken(params IEnumerable<(string Name, string Value)> fields) => Form("/token", fields);

    /// <summary>Names the request, never what is sent in it.</summary>
    public override string ToString() => $"{Method} {Path} (redacted)";

    private static ApiCall Form(string path, params IEnumerable<(string Name, string Value)> fields) =>
        new(HttpMethod.Post, path, fields.Select(field => KeyValuePair.Create(field.Name, field.Value)).ToArray());
}

/// <summary>What became of a call.</summary>
/// <param name="Status">The status code; null when no answer came.</param>
/// <param name="Body">The body of the answer, bounded; null when there is none.</param>
/// <param name="Exchange">The request and the response.</param>
/// <param name="Failure">Why there is no answer, or none that makes sense, in a sentence; null when there is one, a refusal
/// included.</param>
public sealed record ApiAnswer(int? Status, string? Body, Exchange Exchange, string? Failure)
{
    /// <summary>True for an answer of the 200s that makes sense.</summary>
    public bool Succeeded => Failure is null && Status is >= 200 and < 300;

    /// <summary>Says how the call ended, not what was in the answer.</summary>
    public override string ToString() => Failure ?? $"status {Status} (redacted)";
}
