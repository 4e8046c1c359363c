using System.Net.Http.Headers;
using System.Text;

namespace BlazorJwt.AuthorizationServer.ServiceAccounts;

/// <summary>How a client at the token and revocation endpoints proves who it is: one way, and one only (RFC 6749 section 2.3).</summary>
internal sealed record ClientProof
{
    /// <summary>The value of <c>client_assertion_type</c> (RFC 7523 section 2.2).</summary>
    public const string AssertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    public string? ClientId { get; init; }

    /// <summary>The secret, by header or form; null for none.</summary>
    public string? Secret { get; init; }

    public string? Assertion { get; init; }

    public bool ByHeader { get; init; }

    /// <summary>True when there is something to check, good or bad; a bare <c>client_id</c> proves nothing and claims to prove
    /// nothing.</summary>
    public bool IsGiven => ByHeader || Secret is not null || Assertion is not null;

    public string? Problem { get; init; }

    public static ClientProof Read(HttpRequest request, IFormCollection fields)
    {
        string? Field(string name) => fields[name].ToString() is { Length: > 0 } value ? value : null;
        var (id, secret, assertion, type) =
            (Field("client_id"), Field("client_secret"), Field("client_assertion"), Field("client_assertion_type"));
        var header = request.Headers.Authorization;
        var ways = (header.Count > 0 ? 1 : 0) + (secret is not null ? 1 : 0) + (assertion is not null || type is not null ? 1 : 0);
        if (ways > 1 || header.Count > 1)
            return new()
            {
                Problem = "The client proves who it is in one way only: in the Authorization header, with client_secret, or " +
                "with client_assertion."
            };
        if (header.Count == 1) return Basic(header[0]!, id);
        if (assertion is null && type is null) return new() { ClientId = id, Secret = secret };
        return assertion is null || type != AssertionType
            ? new() { Problem = $"client_assertion goes with client_assertion_type={AssertionType}." }
            : new() { ClientId = id, Assertion = assertion };
    }

    // RFC 6749 section 2.3.1: id and secret are form-encoded before they are put together.
    private static ClientProof Basic(string header, string? id)
    {
        var unreadable = new ClientProof { ByHeader = true };
        if (!AuthenticationHeaderValue.TryParse(header, out var value) || !"Basic".Equals(value.Scheme, StringComparison.OrdinalIgnoreCase))
            return unreadable;
        var bytes = new byte[value.Parameter?.Length ?? 0];
        if (!Convert.TryFromBase64String(value.Parameter ?? "", bytes, out var length)
            || Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is not [var name, var secret]) return unreadable;
        var named = System.Net.WebUtility.UrlDecode(name);
        if (id is not null && id != named) return new() { Problem = "client_id and the Authorization header name two clients." };
        // A public client has no secret, and an empty one is the same as none: some libraries always send the header.
        return secret is "" && Clients.IsPublic(named)
            ? new() { ClientId = named }
            : new() { ClientId = named, Secret = System.Net.WebUtility.UrlDecode(secret), ByHeader = true };
    }

    public override string ToString() => "client credentials (redacted)";
}
