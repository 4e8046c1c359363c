using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tests.AuthorizationServer.ServiceAccounts;

/// <summary>A program that holds a key file, and writes whatever it likes.</summary>
internal sealed class SigningClient
{
    private readonly TimeProvider _time;

    public SigningClient(MachineWorld world, TimeProvider time, string? id = null)
    {
        _time = time;
        Id = id ?? world.RegisterAsync().GetAwaiter().GetResult().Account.ClientId;
        using var file = JsonDocument.Parse(world.Accounts.RotateKeyAsync(world.Visitor, Id).GetAwaiter().GetResult()!.KeyFile!);
        Key.ImportFromPem(file.RootElement.GetProperty("private_key").GetString());
        KeyId = file.RootElement.GetProperty("private_key_id").GetString()!;
        Audience = file.RootElement.GetProperty("token_uri").GetString()!;
    }

    public string Id { get; }

    public string KeyId { get; }

    public ECDsa Key { get; } = ECDsa.Create();

    private string Audience { get; }

    public string Assertion(Action<JsonObject>? header = null, Action<JsonObject>? payload = null) =>
        Assertion(AssertionUse.Grant, header, payload);

    public string Proof(Action<JsonObject>? header = null, Action<JsonObject>? payload = null) =>
        Assertion(AssertionUse.ClientAuthentication, header, payload);

    public string Assertion(AssertionUse use, Action<JsonObject>? header = null, Action<JsonObject>? payload = null, ECDsa? signer = null)
    {
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        var authenticates = use is AssertionUse.ClientAuthentication;
        JsonObject head = new() { ["alg"] = "ES256", ["typ"] = authenticates ? "client-authentication+jwt" : "JWT", ["kid"] = KeyId };
        JsonObject body = new()
        {
            ["iss"] = Id,
            ["sub"] = Id,
            ["aud"] = authenticates ? new TokenOptions().Issuer : Audience,
            ["iat"] = now,
            ["exp"] = now + 60,
            ["jti"] = Guid.NewGuid().ToString("N"),
        };
        header?.Invoke(head);
        payload?.Invoke(body);
        var content = $"{Forge.Encode(head.ToJsonString())}.{Forge.Encode(body.ToJsonString())}";
        return $"{content}.{Base64UrlEncoder.Encode((signer ?? Key).SignData(Encoding.ASCII.GetBytes(content), HashAlgorithmName.SHA256))}";
    }
}
