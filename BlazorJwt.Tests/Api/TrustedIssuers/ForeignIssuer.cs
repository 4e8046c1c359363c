using System.Net;
using System.Text.Json.Nodes;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tests.Tokens.Keys;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BlazorJwt.Tests.Api.TrustedIssuers;

/// <summary>Somebody else's issuer on a real port: metadata, key set, and tokens of any shape under its keys.</summary>
internal sealed class ForeignIssuer : IAsyncDisposable
{
    private readonly WebApplication _server;
    private TokenKey[] _published;
    private int _questions;

    private ForeignIssuer(WebApplication server, TokenKey key) => (_server, _published, Key) = (server, [key], key);

    /// <summary>Its <c>iss</c>.</summary>
    public string Issuer => new Uri(_server.Urls.First()).GetLeftPart(UriPartial.Authority);

    /// <summary>What it signs with.</summary>
    public TokenKey Key { get; private set; }

    /// <summary>How often its key set was asked for.</summary>
    public int Questions => Volatile.Read(ref _questions);

    /// <summary>The name that its metadata gives it; null for its own.</summary>
    public string? Claimed { get; set; }

    /// <summary>What its metadata says in <c>access_token_issuer</c>, as that of AD FS does; null for nothing.</summary>
    public string? TokenIssuer { get; set; }

    /// <summary>Another issuer on the same host, whose metadata stands where this one's is looked for first; null for none.</summary>
    public string? HostsAnother { get; set; }

    /// <summary>What it answers when asked for its key set; null for its keys.</summary>
    public string? KeySet { get; set; }

    public static async Task<ForeignIssuer> StartAsync(string algorithm = SigningAlgorithms.RS256, int port = 0)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var server = builder.Build();
        var issuer = new ForeignIssuer(server, KeyStock.Key(algorithm));
        server.Map("/.well-known/openid-configuration",
            () => Results.Text($$"""{"issuer":"{{issuer.Claimed ?? issuer.Issuer}}","jwks_uri":"{{issuer.Issuer}}/keys"{{(
                issuer.TokenIssuer is { } name ? $",\"access_token_issuer\":\"{name}\"" : "")}}}""", "application/json"));
        server.Map("/.well-known/oauth-authorization-server",
            () => issuer.HostsAnother is { } other
                ? Results.Text($$"""{"issuer":"{{other}}","jwks_uri":"{{issuer.Issuer}}/keys-of-the-other"}""", "application/json")
                : Results.NotFound());
        server.Map("/keys", () =>
        {
            Interlocked.Increment(ref issuer._questions);
            return Results.Text(issuer.KeySet ?? issuer.Published(), "application/json");
        });
        await server.StartAsync(TestContext.Current.CancellationToken);
        return issuer;
    }

    /// <summary>Signs with a new key from now on, and publishes it beside the former one.</summary>
    public void Rotate()
    {
        Key = KeyStock.AnotherKey(Key.Algorithm);
        _published = [.. _published, Key];
    }

    /// <summary>Publishes a key no more.</summary>
    public void Withdraw(string keyId) => _published = [.. _published.Where(key => key.KeyId != keyId)];

    /// <summary>An access token for this audience, changed as the test says.</summary>
    public string Token(string? audience = "orders-here", Action<JsonObject>? payload = null, Action<JsonObject>? header = null,
        TokenKey? key = null)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var head = new JsonObject { ["alg"] = Key.Algorithm, ["kid"] = (key ?? Key).KeyId, ["typ"] = "at+jwt" };
        var body = new JsonObject
        {
            ["iss"] = Issuer,
            ["sub"] = "alice",
            ["aud"] = audience,
            ["iat"] = now,
            ["exp"] = now + 600,
            ["client_id"] = "shop",
            ["jti"] = Guid.NewGuid().ToString("N"),
            ["scope"] = "orders.read",
        };
        header?.Invoke(head);
        payload?.Invoke(body);
        return Forge.Sign(head.ToJsonString(), body.ToJsonString(), key ?? Key);
    }

    /// <summary>The settings that make an app trust it, with changes: a null takes one away.</summary>
    public IEnumerable<(string Name, string? Value)> Settings(params (string Name, string? Value)[] changes) => SettingsAt(0, changes);

    /// <inheritdoc cref="Settings"/>
    public IEnumerable<(string Name, string? Value)> SettingsAt(int index, params (string Name, string? Value)[] changes)
    {
        var settings = new Dictionary<string, string?>
        {
            ["Authority"] = Issuer,
            ["Audience"] = "orders-here",
            ["Algorithms:0"] = Key.Algorithm,
            ["Types:0"] = "at+jwt",
        };
        foreach (var (name, value) in changes) settings[name] = value;
        // How long the app waits for an issuer is another test's matter; this one is slow only where the machine is.
        return settings.Where(setting => setting.Value is not null)
            .Select(setting => ($"TrustedIssuers:{index}:{setting.Key}", setting.Value))
            .Concat(index == 0 ? [("Issuers:Timeout", "00:01:00")] : []);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private string Published() => new JsonObject { ["keys"] = new JsonArray([.. _published.Select(Jwk)]) }.ToJsonString();

    // As issuers write it: members that do not apply are left out.
    private static JsonObject Jwk(TokenKey key)
    {
        var jwk = key.PublicJwk()!;
        var json = new JsonObject { ["kty"] = jwk.Kty, ["kid"] = jwk.Kid, ["use"] = "sig" };
        foreach (var (name, value) in new[] { ("crv", jwk.Crv), ("x", jwk.X), ("y", jwk.Y), ("n", jwk.N), ("e", jwk.E) })
        {
            if (value is not null) json[name] = value;
        }

        return json;
    }
}
