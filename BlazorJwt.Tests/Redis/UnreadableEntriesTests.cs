using System.Net;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Hosting;
using BlazorJwt.Redis;
using BlazorJwt.Tests.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.AuthorizationServer.TokenEndpoint;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace BlazorJwt.Tests.Redis;

/// <summary>One entry in Redis that can't be read: it is skipped and refused, said once, and named by the health reports until it is
/// removed.</summary>
[Trait("needs", "redis"), Trait("needs", "server")]
public sealed class UnreadableEntriesTests(RedisFixture redis) : IAsyncLifetime
{
    private RunningApp _app = null!;
    private RedisConnection _redis = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IDatabase Database => _redis.Database;

    public async ValueTask InitializeAsync()
    {
        var connection = await redis.EmptyDatabaseAsync();
        _redis = SharedRedis.Connect(connection);
        _app = AppFixture.Start([("ConnectionStrings:Redis", connection)]);
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("{\"Issuer\":null,\"Name\":\"x\",\"IsClient\":false,\"Until\":\"2026-01-01T00:00:00Z\"}")]
    public async Task A_denylist_entry_is_skipped_the_rest_is_enforced_and_the_log_says_what_is_not(string entry)
    {
        using var visitor = await _app.SignInAsync("alice", Cancellation);
        var token = visitor.Token!;
        // At once, as servers write it: they may revoke something of their own at the same time, and a number is given once.
        Database.ScriptEvaluate(
            "return redis.call('ZADD', KEYS[1], redis.call('INCR', KEYS[2]), ARGV[1])",
                [RedisNames.Denylist, RedisNames.DenylistLast], [entry]);

        await Becomes.TrueAsync(async () => await SharedAsync() == (HttpStatusCode.ServiceUnavailable,
            "Degraded\nRedis: Can't be read: denylist entry (1). The log says what follows from it."));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Health.Ready));
        Assert.Equal(HttpStatusCode.OK, await OrdersAsync(token));
        // Written behind it, by another server.
        var other = _app.Services.GetRequiredService<TokenService>()
            .Issue(new() { Subject = "alice", ClientId = Clients.Web, Scopes = ["orders.read"] });
        var issuer = _app.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<TokenOptions>>().Value.Issuer;
        await new RedisDenylist(_redis, TimeProvider.System)
            .WriteAsync([new(issuer, other.JwtId, false, DateTimeOffset.UtcNow.AddHours(1))]);
        await Becomes.TrueAsync(async () => await OrdersAsync(other.Text) is HttpStatusCode.Unauthorized);
        Assert.Single(Lines("can't be read:"));
        Assert.Contains("What it revokes can't be refused", Lines("can't be read:")[0], StringComparison.Ordinal);

        Database.SortedSetRemove(RedisNames.Denylist, entry);
        await Becomes.TrueAsync(async () => await SharedAsync() == (HttpStatusCode.OK, "Healthy"));
        Assert.Equal(HttpStatusCode.OK, await OrdersAsync(token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Signing_keys_leave_those_that_are_known_as_they_are_until_they_are_mended(bool otherType)
    {
        using var visitor = await _app.SignInAsync("alice", Cancellation);
        var (name, kept) = (RedisNames.KeySchedule("ES256"), Database.KeyDump(RedisNames.KeySchedule("ES256"))!);
        if (otherType)
        {
            Database.KeyDelete(name);
            Database.StringSet(name, "not a list of keys");
        }
        else
        {
            Database.HashSet(name, [new("version", "not a number"), new("keys", "not keys")]);
        }

        Database.StringIncrement(RedisNames.KeyChanges);
        await Becomes.TrueAsync(async () => (await SharedAsync()).Text.Contains("list of signing keys (1)", StringComparison.Ordinal));

        Assert.Equal(HttpStatusCode.OK, await OrdersAsync(visitor.Token!));
        (await _app.SignInAsync("mira", Cancellation)).Dispose();
        Assert.Single(Lines("A list of signing keys in Redis can't be read"));

        Database.KeyDelete(name);
        Database.KeyRestore(name, kept);
        await Becomes.TrueAsync(async () => await SharedAsync() == (HttpStatusCode.OK, "Healthy"));
        Assert.Equal(HttpStatusCode.OK, await OrdersAsync(visitor.Token!));
    }

    [Theory]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("{\"Nodes\":[null]}")]
    [InlineData("{\"Nodes\":[{}]}")]
    [InlineData("{\"Id\":\"a\",\"Nodes\":[{}]}")]
    [InlineData(null)]
    public async Task A_refresh_family_is_refused_and_nobody_else_notices(string? text)
    {
        var first = await _app.TokensAsync();
        var family = Assert.Single(Keys(RedisNames.Families.ToString()));
        var kept = (string)Database.HashGet(family, "family")!;
        Database.HashSet(family, "family",
            text ?? System.Text.RegularExpressions.Regex.Replace(kept, "\"Nodes\":\\[[^]]+\\]", "\"Nodes\":[null]"));

        using (var refused = await _app.RefreshAsync(first.Refresh)) Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal(HttpStatusCode.OK, await OrdersAsync((await _app.TokensAsync("mira")).Access));
        Assert.Contains("refresh family (1)", (await SharedAsync()).Text, StringComparison.Ordinal);

        Database.KeyDelete(family);
        await Becomes.TrueAsync(async () => await SharedAsync() == (HttpStatusCode.OK, "Healthy"));
    }

    [Fact]
    public async Task A_service_account_is_refused_and_its_owner_s_others_are_listed()
    {
        var world = new MachineWorld(_app);
        var (bad, good) = (await world.RegisterAsync(), await world.RegisterAsync());
        Database.HashSet(RedisNames.Accounts + bad.Account.ClientId, "account", "not json");

        using (var refused = await world.SendAsync(HttpMethod.Get, "/api/orders", ("X-Api-Key", bad.Secret!)))
            Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        using (var answer = await world.SendAsync(HttpMethod.Get, "/api/orders", ("X-Api-Key", good.Secret!)))
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(good.Account.ClientId, Assert.Single(await world.Accounts.OfAsync(world.Visitor)).ClientId);
        Assert.Contains("service account (1)", (await SharedAsync()).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_of_Data_Protection_that_is_no_xml_does_not_keep_a_server_from_starting()
    {
        var connection = await redis.EmptyDatabaseAsync();
        using (var own = SharedRedis.Connect(connection)) own.Database.ListRightPush(RedisNames.DataProtection, "no xml");

        await using var app = AppFixture.Start([("ConnectionStrings:Redis", connection)]);

        (await app.SignInAsync("alice", Cancellation)).Dispose();
        Assert.Contains("A key of Data Protection in Redis can't be read", app.LogText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_denylist_that_is_something_else_lets_nobody_in_and_that_is_said_once()
    {
        using var visitor = await _app.SignInAsync("alice", Cancellation);
        Database.KeyDelete(RedisNames.Denylist);
        Database.StringSet(RedisNames.Denylist, "not a list");
        Database.StringIncrement(RedisNames.DenylistLast);

        await Becomes.TrueAsync(async () => await OrdersAsync(visitor.Token!) is HttpStatusCode.ServiceUnavailable);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(Health.Ready));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, (await SharedAsync()).Status);
        // It is looked for once a second, and on a busy machine nobody is let in before that.
        await Becomes.TrueAsync(() => Said().Length > 0);

        Database.KeyDelete(RedisNames.Denylist);
        await Becomes.TrueAsync(async () => await OrdersAsync(visitor.Token!) is HttpStatusCode.OK);
        Assert.Single(Said());

        string[] Said() => Lines("A denylist in Redis can't be read: {blazorjwt}:denylist, a String.");
    }

    [Fact]
    public async Task A_write_that_redis_refuses_is_answered_with_503_and_said_by_log_and_report_until_it_takes_it()
    {
        // A Redis that is full: it answers, and takes nothing.
        await using var server = await RedisServer.StartAsync();
        await using var app = AppFixture.Start([("ConnectionStrings:Redis", $"127.0.0.1:{server.Port}")]);
        using var own = SharedRedis.Connect($"127.0.0.1:{server.Port},allowAdmin=true");
        await app.TokensAsync();
        own.Database.Execute("CONFIG", "SET", "maxmemory", "1");

        for (var count = 0; count < 2; count++)
        {
            using var answer = await app.PostFormAsync("/token", ("grant_type", "password"), ("username", "alice"),
                ("password", app.DemoPassword("alice")));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        }

        using var client = app.CreateClient();
        using (var report = await client.SendGetAsync(Health.Shared))
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "Degraded\nRedis: Can't be read: answer of Redis (1). The log says what " +
                "follows from it."), (report.StatusCode, await report.TextAsync()));
        Assert.Single(app.LogText.Split('\n'),
            line => line.Contains("Redis answers with an error, and what needs that answer is refused: OOM", StringComparison.Ordinal));
        own.Database.Execute("CONFIG", "SET", "maxmemory", "0");
        Assert.NotNull((await app.TokensAsync()).Access);
        await Becomes.TrueAsync(async () =>
        {
            using var report = await client.SendGetAsync(Health.Shared);
            return report.StatusCode is HttpStatusCode.OK;
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _redis.Dispose();
    }

    private string[] Lines(string part) => [.. _app.LogText.Split('\n').Where(line => line.Contains(part, StringComparison.Ordinal))];

    private string[] Keys(string beginning) =>
        [.. ((RedisResult[])Database.Execute("KEYS", beginning.Replace("{", "\\{", StringComparison.Ordinal) + "*")!).Select(
            key => (string)key!)];

    private async Task<(HttpStatusCode Status, string Text)> SharedAsync()
    {
        using var client = _app.CreateClient();
        using var answer = await client.SendGetAsync(Health.Shared);
        return (answer.StatusCode, await answer.TextAsync());
    }

    private async Task<HttpStatusCode> StatusAsync(string path)
    {
        using var client = _app.CreateClient();
        using var answer = await client.SendGetAsync(path);
        return answer.StatusCode;
    }

    private async Task<HttpStatusCode> OrdersAsync(string token)
    {
        using var client = _app.CreateClient();
        client.DefaultRequestHeaders.Authorization = new("Bearer", token);
        using var answer = await client.SendGetAsync("/api/orders");
        return answer.StatusCode;
    }
}
