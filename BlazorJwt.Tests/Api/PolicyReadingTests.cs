using BlazorJwt.Api.Client;
using BlazorJwt.Api.Orders;
using BlazorJwt.HttpLog;
using BlazorJwt.Tests.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Api;

/// <summary>What a page says that a policy asked of an API key: the key's account and its scopes, never a token that nobody sent.</summary>
[Trait("needs", "server")]
public sealed class PolicyReadingTests(AppFixture app)
{
    private readonly MachineWorld _world = new(app);

    [Fact]
    public async Task An_api_key_is_read_as_the_key_of_its_service_account()
    {
        var given = await _world.RegisterAsync();
        var account = given.Account.ClientId;

        Assert.Equal(
            [new("an accepted API key", RightOutcome.Held, $"the key of {account}"),
                new("scope orders.read", RightOutcome.Held, "scope: orders.read, of the service account")],
            await RightsAsync(ApiCall.Orders, given.Secret!));
        Assert.Equal(
            [
                new("an accepted API key", RightOutcome.Held, $"the key of {account}"),
                new("no write by another site's page", RightOutcome.Held, "an X-Api-Key header, which no browser adds by itself"),
                new("scope orders.write", RightOutcome.Lacking, "scope: orders.read, of the service account"),
            ],
            await RightsAsync(ApiCall.PlaceOrder("tea"), given.Secret!));
        Assert.Equal(new("role manager", RightOutcome.Lacking, "no claim role, of the service account"),
            (await RightsAsync(ApiCall.SalesTotal, given.Secret!))[^1]);
    }

    [Fact]
    public async Task A_key_that_is_not_good_leaves_nobody_to_ask()
    {
        Assert.Equal(
            [new("an accepted API key", RightOutcome.Lacking, "none"),
                new("scope orders.read", RightOutcome.NobodyToAsk, "no service account")],
            await RightsAsync(ApiCall.Orders, "bad"));
    }

    private async Task<IReadOnlyList<AskedRight>> RightsAsync(ApiCall call, string key)
    {
        var answer = await app.Services.GetRequiredService<OrdersClient>()
            .SendAsync(call, ApiCredentials.ApiKey(key), _world.Visitor, SignInForms.Cancellation);
        return answer.Exchange.Policy!.Rights;
    }
}
