using System.Text.Json;
using BlazorJwt.Tests.Api;
using BlazorJwt.Tests.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Conformance;

/// <summary>An app whose issuer is its own address, so that a client finds it by its metadata; and what a client is given: a service
/// account with a secret and a key, a person who signs in, and a manager's token for introspection.</summary>
internal sealed class OtherClients : IAsyncDisposable
{
    /// <summary>What each client does, a line for each step.</summary>
    public static readonly string[] Steps =
    [
        "discovery: true",
        "client_secret_basic: 200",
        "client_secret_post: 200",
        "private_key_jwt: 200",
        "private_key_jwt without kid: 200",
        "a wrong secret: invalid_client",
        "refresh: 200, rotated: true",
        "introspection: true",
        "revocation: 401",
        "introspection after it: false",
    ];

    private readonly RunningApp _app;

    private OtherClients(RunningApp app, string issuer, SigningClient client, string secret) =>
        (_app, Issuer, Client, Secret) = (app, issuer, client, secret);

    public string Issuer { get; }

    /// <summary>The service account's key.</summary>
    public SigningClient Client { get; }

    public string Secret { get; }

    public string Password => _app.DemoPassword("alice");

    public string ManagersToken => new Visitor(_app).Token(role: "manager");

    public static async Task<OtherClients> StartAsync()
    {
        var port = FreePort.Next();
        var issuer = $"http://127.0.0.1:{port}";
        var app = AppFixture.Start([("Tokens:Issuer", issuer)], port: port);
        var world = new MachineWorld(app);
        var account = await world.RegisterAsync();
        return new(app, issuer, new(world, TimeProvider.System, account.Account.ClientId), account.Secret!);
    }

    /// <summary>All of it as a script reads it.</summary>
    public string ToJson() => JsonSerializer.Serialize(new
    {
        issuer = Issuer,
        clientId = Client.Id,
        secret = Secret,
        key = Client.Key.ExportPkcs8PrivateKeyPem(),
        keyId = Client.KeyId,
        user = "alice",
        password = Password,
        manager = ManagersToken,
        token = new Visitor(_app).Token(Client.Id, scopes: "orders.read"),
    });

    /// <summary>The lines that a script wrote.</summary>
    public static string[] Lines(string output) => output.ReplaceLineEndings("\n").TrimEnd().Split('\n');

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
