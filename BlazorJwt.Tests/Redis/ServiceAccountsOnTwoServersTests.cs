using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.AuthorizationServer.TokenEndpoint;
using BlazorJwt.Tests.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Redis;

/// <summary>A program carries no cookie, so a proxy sends it to any server: what was registered at one is known at all.</summary>
[Trait("needs", "redis"), Trait("needs", "server")]
public sealed class ServiceAccountsOnTwoServersTests(RedisFixture redis) : IAsyncLifetime
{
    private RunningApp _one = null!;
    private RunningApp _other = null!;
    private MachineWorld _here = null!;
    private MachineWorld _there = null!;

    public async ValueTask InitializeAsync()
    {
        (string, string?)[] settings = [("ConnectionStrings:Redis", await redis.EmptyDatabaseAsync())];
        (_one, _other) = (AppFixture.Start(settings), AppFixture.Start(settings));
        (_here, _there) = (new(_one), new(_other));
    }

    [Fact]
    public async Task What_a_program_was_given_at_one_server_works_at_the_other_until_it_is_revoked_at_either()
    {
        var given = await _here.RegisterAsync();
        var (id, secret) = (given.Account.ClientId, given.Secret!);

        var token = await TokenAsync(_there, id, secret);
        Assert.Equal(HttpStatusCode.OK, await OrdersAsync(_there, ("X-Api-Key", secret)));
        Assert.Equal(HttpStatusCode.OK, await OrdersAsync(_here, ("X-Api-Key", secret)));
        Assert.Equal(HttpStatusCode.OK, await OrdersAsync(_here, ("Authorization", $"Bearer {token}")));
        Assert.NotNull(Assert.Single((await _here.Accounts.OfAsync(_here.Visitor))[0].Credentials).LastUsedAt);
        // Rotated twice at the other: the first secret ends at once at both.
        var current = (await _there.Accounts.RotateSecretAsync(_here.Visitor, id))!.Secret!;
        await _there.Accounts.RotateSecretAsync(_here.Visitor, id);
        Assert.Equal(HttpStatusCode.Unauthorized, await OrdersAsync(_here, ("X-Api-Key", secret)));
        Assert.Equal(HttpStatusCode.OK, await OrdersAsync(_here, ("X-Api-Key", current)));

        Assert.True(await _there.Accounts.RevokeAsync(_here.Visitor, id));

        Assert.Equal(HttpStatusCode.Unauthorized, await OrdersAsync(_here, ("X-Api-Key", current)));
        using (var refused = await AskAsync(_here, id, current)) Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        await Becomes.TrueAsync(async () => await OrdersAsync(_here, ("Authorization", $"Bearer {token}")) is HttpStatusCode.Unauthorized);
        Assert.Empty(await _here.Accounts.OfAsync(_here.Visitor));
    }

    [Fact]
    public async Task A_signed_assertion_is_accepted_once_by_both_servers_together()
    {
        var given = await _here.RegisterAsync();
        var file = (await _here.Accounts.RotateKeyAsync(_here.Visitor, given.Account.ClientId))!.KeyFile!;
        var assertion = KeyFile.Assert(file, DateTimeOffset.UtcNow, AssertionUse.Grant);

        using var first = await _there.TokenAsync(null, ("grant_type", MachineWorld.Grant), ("assertion", assertion));
        using var second = await _here.TokenAsync(null, ("grant_type", MachineWorld.Grant), ("assertion", assertion));

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, second.StatusCode);
        Assert.Contains("invalid_grant", await second.TextAsync(), StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _one.DisposeAsync();
        await _other.DisposeAsync();
    }

    private static Task<HttpResponseMessage> AskAsync(MachineWorld world, string id, string secret) =>
        world.TokenAsync(MachineWorld.Basic(id, secret), ("grant_type", GrantTypes.ClientCredentials));

    private static async Task<string> TokenAsync(MachineWorld world, string id, string secret)
    {
        using var answer = await AskAsync(world, id, secret);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(SignInForms.Cancellation)).GetProperty("access_token").GetString()!;
    }

    private static async Task<HttpStatusCode> OrdersAsync(MachineWorld world, (string Name, string Value) header)
    {
        using var answer = await world.SendAsync(HttpMethod.Get, "/api/orders", header);
        return answer.StatusCode;
    }
}
