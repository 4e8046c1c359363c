using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Tests.AuthorizationServer.ServiceAccounts;

/// <summary>How many service accounts there may be, whose they are, and which one makes room: in memory, and in Redis by the class that
/// derives from this one.</summary>
public class ServiceAccountBoundsTests
{
    private readonly TokenWorld _world = new();
    private readonly IServiceAccountStore _store;
    private readonly ServiceAccountRegistry _accounts;

    public ServiceAccountBoundsTests() : this(new ServiceAccountsInMemory())
    {
    }

    private protected ServiceAccountBoundsTests(IServiceAccountStore store) =>
        (_store, _accounts) = (store, new(store, _world.Service, Options.Create(_world.Options), _world.Clock));

    [Fact]
    public async Task The_bound_of_one_visitor_is_no_bound_of_another_and_revoking_makes_room()
    {
        var first = await RegisterAsync("ann");
        for (var count = 1; count < ServiceAccountRegistry.PerVisitor; count++) await RegisterAsync("ann");
        Assert.Equal(new(null, "You have 5 service accounts. Revoke one first."),
            await _accounts.RegisterAsync("ann", "one more", ["orders.read"]));

        await RegisterAsync("ben");
        Assert.True(await _accounts.RevokeAsync("ann", first.Account.ClientId));
        await RegisterAsync("ann");

        Assert.Equal((5, 1), ((await _accounts.OfAsync("ann")).Count, (await _accounts.OfAsync("ben")).Count));
        Assert.NotNull((await _accounts.RegisterAsync("ann", "one more", ["orders.read"])).Problem);
    }

    [Fact]
    public async Task When_all_places_are_taken_the_oldest_account_goes_with_its_secret_and_its_tokens()
    {
        var oldest = await RegisterAsync("visitor 0");
        var token = _world.Service.Issue(
            new() { Subject = oldest.Account.ClientId, ClientId = oldest.Account.ClientId, Scopes = ["orders.read"] }).Text;
        _world.Clock.Advance(TimeSpan.FromSeconds(1));
        var next = await RegisterAsync("visitor 1");
        for (var count = 2; count < ServiceAccountRegistry.Most; count++) await RegisterAsync($"visitor {count}");
        Assert.NotNull(await _accounts.BySecretAsync(oldest.Secret));
        Assert.True((await _world.Check(token)).Accepted);

        await RegisterAsync("one too many");

        Assert.Null(await _accounts.BySecretAsync(oldest.Secret));
        Assert.Empty(await _accounts.OfAsync("visitor 0"));
        Assert.Equal(TokenCheckKind.Revocation, (await _world.Check(token)).Refusal!.Kind);
        Assert.NotNull(await _accounts.BySecretAsync(next.Secret));
        Assert.Single(await _accounts.OfAsync("one too many"));
    }

    [Fact]
    public async Task When_all_places_are_taken_the_address_that_has_most_loses_its_oldest()
    {
        var oldest = await RegisterAsync("ann");
        var crowd = new List<HandedOut>();
        for (var number = 1; number < ServiceAccountRegistry.Most;
        number++) crowd.Add((await _accounts.RegisterAsync($"visitor {number}", "one of many", ["orders.read"], "one address")).Given!);

        for (var number = 0; number < 10; number++) await RegisterAsync($"newcomer {number}");

        Assert.NotNull(await _accounts.BySecretAsync(oldest.Secret));
        foreach (var account in crowd[..10]) Assert.Null(await _accounts.BySecretAsync(account.Secret));
        Assert.NotNull(await _accounts.BySecretAsync(crowd[10].Secret));
    }

    [Fact]
    public async Task Accounts_that_go_to_another_owner_are_listed_and_revoked_there_alone()
    {
        var given = await RegisterAsync("ann");
        var id = given.Account.ClientId;

        await _store.MoveAsync(ClaimsPrincipalExtensions.SessionOf("ann"), ClaimsPrincipalExtensions.SessionOf("ben"));

        Assert.Empty(await _accounts.OfAsync("ann"));
        Assert.Equal(id, Assert.Single(await _accounts.OfAsync("ben")).ClientId);
        Assert.NotNull(await _accounts.BySecretAsync(given.Secret));
        Assert.False(await _accounts.RevokeAsync("ann", id));
        Assert.NotNull((await _accounts.RotateSecretAsync("ben", id))!.Secret);
        Assert.True(await _accounts.RevokeAsync("ben", id));
        Assert.Null(await _accounts.BySecretAsync(given.Secret));
    }

    private async Task<HandedOut> RegisterAsync(string visitor) =>
        (await _accounts.RegisterAsync(visitor, "report", ["orders.read"])).Given!;
}
