using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Conformance;

/// <summary>Our authorization server and its tokens, used by packages for Node that other people wrote.</summary>
[Trait("needs", "node"), Trait("needs", "server")]
public sealed class NodeClientTests
{
    [Theory]
    [InlineData("openid-client.mjs")]
    [InlineData("oauth4webapi.mjs")]
    public async Task A_client_library_finds_the_server_and_uses_all_it_offers(string script)
    {
        await using var world = await OtherClients.StartAsync();

        Assert.Equal(OtherClients.Steps, await RunAsync(script, world));
    }

    [Fact]
    public async Task An_API_in_Express_takes_our_token_and_refuses_a_changed_one()
    {
        await using var world = await OtherClients.StartAsync();

        Assert.Equal(
            [
                $"our token: 200 {world.Client.Id}",
                "its scope: 200 read",
                "another scope: 403 insufficient_scope",
                "a changed token: 401 invalid_token",
                "no token: 401 none",
            ],
            await RunAsync("express-api.mjs", world));
    }

    private static async Task<string[]> RunAsync(string script, OtherClients world) => OtherClients.Lines(
        await NodeFolder.RunAsync("BlazorJwt.Tests/Conformance/Node", script, world.ToJson(), TestContext.Current.CancellationToken));
}
