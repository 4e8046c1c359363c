using System.Text;
using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Redis;
using BlazorJwt.Tests.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tests.Tokens;
using Microsoft.Extensions.Options;
using StackExchange.Redis;

namespace BlazorJwt.Tests.Redis;

/// <summary>The service accounts of several servers: what holds for those of one server holds for them, and what one server does holds on
/// the other.</summary>
[Trait("needs", "redis")]
public sealed class ServiceAccountsInRedisTests : ServiceAccountRegistryTests, IDisposable
{
    private readonly SharedRedis _redis;

    public ServiceAccountsInRedisTests(RedisFixture redis) : this(SharedRedis.Open(redis))
    {
    }

    private ServiceAccountsInRedisTests(SharedRedis redis) : base(redis.Accounts()) => _redis = redis;

    [Fact]
    public async Task Of_two_servers_that_rotate_one_secret_at_once_each_change_is_kept()
    {
        var (one, other) = (Server(), Server());
        var id = (await one.RegisterAsync("ann", "till 4", ["orders.read"])).Given!.Account.ClientId;

        var given = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(number => (number % 2 == 0 ? one : other).RotateSecretAsync("ann", id)));

        // The current one, and the one before that. The rest ended at once.
        var accepted = 0;
        foreach (var handed in given) accepted += await one.BySecretAsync(handed!.Secret) is null ? 0 : 1;
        Assert.Equal(2, accepted);
        Assert.Equal(2, (await other.OfAsync("ann"))[0].Credentials.Count);
    }

    [Fact]
    public async Task What_a_revoked_account_left_in_redis_is_nothing()
    {
        var accounts = Server();
        var given = (await accounts.RegisterAsync("ann", "till 4", ["orders.read"])).Given!;
        await accounts.RotateKeyAsync("ann", given.Account.ClientId);
        await accounts.BySecretAsync(given.Secret);

        await accounts.RevokeAsync("ann", given.Account.ClientId);

        Assert.Equal([RedisNames.AccountCount.ToString()], Keys().Where(key => key.Contains("account", StringComparison.Ordinal)));
    }

    private protected override bool Holds(byte[] bytes)
    {
        var kept = Keys().Select(key => _redis.Connection.Database.KeyType(key) switch
        {
            RedisType.Hash => string.Join(' ', _redis.Connection.Database.HashGetAll(key)),
            RedisType.SortedSet => string.Join(' ', _redis.Connection.Database.SortedSetRangeByRank(key)),
            _ => (string?)_redis.Connection.Database.StringGet(key) ?? "",
        });
        string[] ways = [Encoding.Latin1.GetString(bytes), Convert.ToHexStringLower(bytes),
            Convert.ToBase64String(bytes).Replace("+", "\\u002B", StringComparison.Ordinal)];
        return kept.Any(text => ways.Any(way => text.Contains(way, StringComparison.Ordinal)));
    }

    public void Dispose() => _redis.Dispose();

    // Each server has tokens of its own here: what is shared is what is asked about.
    private ServiceAccountRegistry Server()
    {
        var world = new TokenWorld();
        return new(_redis.Accounts(), world.Service, Options.Create(world.Options), world.Clock);
    }

    private string[] Keys() => [.. ((RedisResult[])_redis.Connection.Database.Execute("KEYS", "*")!).Select(key => (string)key!)];
}
