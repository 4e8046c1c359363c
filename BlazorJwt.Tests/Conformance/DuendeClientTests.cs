using System.Text.Json.Nodes;
using BlazorJwt.Tests.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Tests.Support;
using Duende.IdentityModel.Client;

namespace BlazorJwt.Tests.Conformance;

/// <summary>Our authorization server, used by the client library of another .NET company: Duende.IdentityModel.</summary>
[Trait("needs", "server")]
public sealed class DuendeClientTests : IDisposable
{
    private readonly HttpClient _http = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_finds_the_server_and_uses_all_it_offers()
    {
        await using var world = await OtherClients.StartAsync();
        var server = await _http.GetDiscoveryDocumentAsync(world.Issuer, Cancellation);
        List<string> steps = [$"discovery: {Lower(server.Issuer == world.Issuer)}"];

        foreach (var (way, request) in Ways(world))
        {
            request.Address = server.TokenEndpoint;
            var token = await _http.RequestClientCredentialsTokenAsync(request, Cancellation);
            steps.Add($"{way}: {(token.IsError ? token.Error : await CallApiAsync(world, token.AccessToken))}");
        }

        var first = await _http.RequestPasswordTokenAsync(new()
        {
            Address = server.TokenEndpoint,
            ClientId = "blazorjwt-scripts",
            UserName = "alice",
            Password = world.Password,
        }, Cancellation);
        var second = await _http.RequestRefreshTokenAsync(new()
        {
            Address = server.TokenEndpoint,
            ClientId = "blazorjwt-scripts",
            RefreshToken = first.RefreshToken!,
        }, Cancellation);
        var rotated = Lower(first.RefreshToken != second.RefreshToken);
        steps.Add($"refresh: {await CallApiAsync(world, second.AccessToken)}, rotated: {rotated}");
        steps.Add($"introspection: {await IsActiveAsync(world, server, second.AccessToken)}");
        await _http.RevokeTokenAsync(new()
        {
            Address = server.RevocationEndpoint,
            ClientId = "blazorjwt-scripts",
            Token = second.RefreshToken!,
        }, Cancellation);
        steps.Add($"revocation: {await CallApiAsync(world, second.AccessToken)}");
        steps.Add($"introspection after it: {await IsActiveAsync(world, server, second.AccessToken)}");

        Assert.Equal(OtherClients.Steps, steps);
    }

    public void Dispose() => _http.Dispose();

    private static IEnumerable<(string Way, ClientCredentialsTokenRequest Request)> Ways(OtherClients world)
    {
        ClientCredentialsTokenRequest BySecret(ClientCredentialStyle style, string secret) =>
            new() { ClientId = world.Client.Id, ClientSecret = secret, ClientCredentialStyle = style };
        ClientCredentialsTokenRequest BySignature(Action<JsonObject>? header = null) => new()
        {
            ClientId = world.Client.Id,
            ClientCredentialStyle = ClientCredentialStyle.PostBody,
            ClientAssertion = new()
            {
                Type = MachineWorld.AssertionType,
                Value = world.Client.Proof(header, claims => claims["aud"] = world.Issuer),
            },
        };
        yield return ("client_secret_basic", BySecret(ClientCredentialStyle.AuthorizationHeader, world.Secret));
        yield return ("client_secret_post", BySecret(ClientCredentialStyle.PostBody, world.Secret));
        yield return ("private_key_jwt", BySignature());
        yield return ("private_key_jwt without kid", BySignature(header => header.Remove("kid")));
        yield return ("a wrong secret", BySecret(ClientCredentialStyle.PostBody, "wrong"));
    }

    private async Task<int> CallApiAsync(OtherClients world, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{world.Issuer}/api/orders");
        request.SetBearerToken(token!);
        using var answer = await _http.SendAsync(request, Cancellation);
        return (int)answer.StatusCode;
    }

    private async Task<string> IsActiveAsync(OtherClients world, DiscoveryDocumentResponse server, string? token)
    {
        using var request = new TokenIntrospectionRequest { Address = server.IntrospectionEndpoint, Token = token! };
        request.SetBearerToken(world.ManagersToken);
        return Lower((await _http.IntrospectTokenAsync(request, Cancellation)).IsActive);
    }

    private static string Lower(bool value) => value ? "true" : "false";
}
