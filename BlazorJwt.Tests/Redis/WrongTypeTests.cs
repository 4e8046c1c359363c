using System.Net;
using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Hosting;
using BlazorJwt.Labs.Sessions;
using BlazorJwt.Redis;
using BlazorJwt.Tests.AuthorizationServer.ServiceAccounts;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.AuthorizationServer.TokenEndpoint;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using Microsoft.AspNetCore.Authentication;
using Microsoft.Extensions.DependencyInjection;
using StackExchange.Redis;

namespace BlazorJwt.Tests.Redis;

/// <summary>
/// Each key of this app in Redis, replaced by something of another type: an entry is skipped, whatever can't be answered without the key is
/// refused, and nothing fails. The log says it once, and the health report for as long as it is so.
/// </summary>
[Trait("needs", "redis"), Trait("needs", "server")]
public sealed class WrongTypeTests(AppWithRedis with, AppFixture shared) : IClassFixture<AppWithRedis>, IAsyncLifetime
{
    private const string Refused = "503";

    private RunningApp _app = null!;
    private MachineWorld _world = null!;
    private SigningClient _client = null!;
    private VisitorSession _visitor = null!;
    private HandedOut _account = null!;
    private TokensOfAScript _tokens = null!;

    private IDatabase Database => with.Redis.Database;

    /// <summary>The name; the request that needs it; and its answer.</summary>
    public static TheoryData<string, string, string> Cases => new()
    {
        { nameof(RedisNames.DataProtection), "orders", "200" },
        { nameof(RedisNames.KeySchedules), "orders", "200" },
        { nameof(RedisNames.KeyChanges), "orders", Refused },
        { nameof(RedisNames.DataSet), "orders", Refused },
        { nameof(RedisNames.Settling), "orders", Refused },
        { nameof(RedisNames.Denylist), "revoke", Refused },
        { nameof(RedisNames.DenylistEnds), "revoke", Refused },
        { nameof(RedisNames.DenylistLast), "orders", Refused },
        { nameof(RedisNames.Families), "refresh", "400" },
        { nameof(RedisNames.FamiliesByOwner), "sign in", Refused },
        { nameof(RedisNames.FamiliesByUse), "token", Refused },
        { nameof(RedisNames.FamilyCount), "sign in", Refused },
        { nameof(RedisNames.Attempts), "token", Refused },
        { nameof(RedisNames.Settings), "token", "200" },
        { nameof(RedisNames.Tickets), "ticket", "none" },
        { nameof(RedisNames.Accounts), "api key", "401" },
        { nameof(RedisNames.AccountsBySecret), "api key", Refused },
        { nameof(RedisNames.AllAccounts), "register", Refused },
        { nameof(RedisNames.AccountsByOwner), "list", Refused },
        { nameof(RedisNames.AccountsBySource), "register", Refused },
        { nameof(RedisNames.AccountSources), "register", Refused },
        { nameof(RedisNames.AccountCount), "register", Refused },
        { nameof(RedisNames.UsedAssertions), "assertion", Refused },
        { nameof(RedisNames.FirstKey), "token", "200" },
    };

    public async ValueTask InitializeAsync()
    {
        _app = await with.StartedAsync();
        _world = new(_app);
        _account = await _world.RegisterAsync();
        _client = new(_world, TimeProvider.System, _account.Account.ClientId);
        _visitor = await _app.SignInAsync("mira", SignInForms.Cancellation);
        _tokens = await _app.TokensAsync();
        await Sessions.PutAsync("a ticket", new(new(), "a scheme"));
    }

    [Fact]
    public void Each_name_has_a_case()
    {
        var names = typeof(RedisNames).GetFields().Where(field => field.FieldType == typeof(RedisName)).ToArray();

        Assert.Equal(names.Select(name => (RedisName)name.GetValue(null)!), RedisNames.All, ReferenceEqualityComparer.Instance);
        Assert.Equal(names.Select(name => name.Name).Order(), Cases.Select(row => row.Data.Item1).Order());
    }

    [Fact]
    public async Task What_the_app_writes_has_the_names_and_types_of_the_list()
    {
        foreach (var request in (string[])["revoke", "refresh", "assertion", "register"]) await SendAsync(request);

        Assert.All(Keys(), key => Assert.Equal(RedisNames.Of(key).Type, Database.KeyType(key)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task A_key_of_another_type_is_skipped_or_refuses_what_needs_it_and_log_and_report_say_so(string field, string request,
        string answer)
    {
        var name = (RedisName)typeof(RedisNames).GetField(field)!.GetValue(null)!;
        var keys = name.IsPrefix ? Keys().Where(key => RedisNames.Of(key) == name).ToArray() : [name];
        Assert.NotEmpty(keys);
        var kept = keys.Select(key => (Key: key, Dump: Database.KeyDump(key))).ToArray();
        var logged = _app.LogText.Length;
        try
        {
            await ReplaceAsync(keys);
            await AssertSaidAsync(name, keys, request, answer, logged);
        }
        finally
        {
            foreach (var (key, dump) in kept)
            {
                if (dump is null) Database.KeyDelete(key);
                // Servers may have written it again.
                else Database.Execute("RESTORE", key, 0, dump, "REPLACE");
            }

            await Becomes.TrueAsync(async () => await ReportAsync(Health.Shared) == (HttpStatusCode.OK, "Healthy"));
        }

        await Becomes.TrueAsync(async () => await SendAsync("orders") == "200");
        Assert.Equal("200", await SendAsync("token"));
    }

    // In one step: between two the app, which is running, could write a key again.
    private async Task ReplaceAsync(RedisKey[] keys)
    {
        var replacing = Database.CreateTransaction();
        foreach (var key in keys)
        {
            _ = replacing.KeyDeleteAsync(key);
            _ = replacing.StreamAddAsync(key, "of", "another program");
        }

        Assert.True(await replacing.ExecuteAsync());
    }

    private async Task AssertSaidAsync(RedisName name, RedisKey[] keys, string request, string answer, int logged)
    {
        await Becomes.TrueAsync(async () => await SendAsync(request) == answer);
        await Becomes.TrueAsync(async () => (await ReportAsync(Health.Shared)) is (HttpStatusCode.ServiceUnavailable, var text)
            && text.Contains($"{name.Kind} (", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, (await ReportAsync(Health.Ready)).Status);
        // Asked again and again, nothing else happens: no failure, and no further line in the log.
        foreach (var other in (string[])["orders", "token", "sign in", "refresh", "revoke", "api key", "register", "list",
            "assertion", "ticket"])
            Assert.Contains(await SendAsync(other), (string[])["200", "303", "400", "401", Refused, "none", "found"]);
        var log = _app.LogText[logged..].Split('\n');
        var said = log.Where(line => line.Contains($"A {name.Kind} in Redis can't be read: {name}", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(said);
        Assert.Equal(said.Distinct(), said);
        Assert.All(said, line => Assert.Contains($", a Stream. {name.Consequence}", line, StringComparison.Ordinal));
        Assert.DoesNotContain(log, line => line.Contains("unhandled", StringComparison.OrdinalIgnoreCase)
            || line.Contains("Redis answers with an error", StringComparison.Ordinal));
    }

    public ValueTask DisposeAsync()
    {
        _visitor.Dispose();
        return ValueTask.CompletedTask;
    }

    private ISessionStore Sessions => _app.Services.GetRequiredService<ISessionStore>();

    private RedisKey[] Keys() => [.. ((RedisResult[])Database.Execute("KEYS", "*")!).Select(key => (RedisKey)(string)key!)];

    private async Task<string> SendAsync(string request)
    {
        try
        {
            switch (request)
            {
                case "ticket":
                    return await Sessions.FindAsync("a ticket") is null ? "none" : "found";
                case "list":
                    await _world.Accounts.OfAsync(_world.Visitor);
                    return "200";
                case "register":
                    return (await _world.Accounts.RegisterAsync(_world.Visitor, "another",
                        ["orders.read"])).Given is { Account.ClientId: var id } && await _world.Accounts.RevokeAsync(_world.Visitor, id)
                            ? "200" : "400";
                case "sign in":
                    using (var session = new VisitorSession(_app.BaseAddress))
                    {
                        foreach (var cookie in _visitor.Cookies.Names) session.Cookies[cookie] = _visitor.Cookies[cookie];
                        var field = await session.AntiforgeryFieldAsync("/sign-in", "/account/sign-in", SignInForms.Cancellation);
                        using var signedIn = await session.Client.PostFieldsAsync("/account/sign-in", ("name", "mira"),
                            ("password", shared.DemoPassword("mira")), field);
                        return Status(signedIn);
                    }

                default:
                    using (var answer = await (request switch
                    {
                        "token" => _app.PostFormAsync("/token", ("grant_type", "password"), ("username", "alice"),
                            ("password", _app.DemoPassword("alice"))),
                        "refresh" => _app.RefreshAsync(_tokens.Refresh),
                        "revoke" => _app.PostFormAsync("/revoke", ("token", _tokens.Access)),
                        "api key" => _world.SendAsync(HttpMethod.Get, "/api/orders", ("X-Api-Key", _account.Secret!)),
                        "assertion" => _world.TokenAsync(null, ("grant_type", MachineWorld.Grant), ("assertion", _client.Assertion())),
                        _ => _world.SendAsync(HttpMethod.Get, "/api/orders", ("Authorization", $"Bearer {with.Token}")),
                    })) return Status(answer);
            }
        }
        catch (StoreUnreachableException)
        {
            // What a page shows then, it is tested elsewhere.
            return Refused;
        }

        static string Status(HttpResponseMessage answer) => $"{(int)answer.StatusCode}";
    }

    private async Task<(HttpStatusCode Status, string Text)> ReportAsync(string path)
    {
        using var client = _app.CreateClient();
        using var answer = await client.SendGetAsync(path);
        return (answer.StatusCode, await answer.TextAsync());
    }
}

/// <summary>One app with a Redis of its own for all tests of a class.</summary>
public sealed class AppWithRedis(RedisFixture redis) : IAsyncDisposable
{
    private RunningApp? _app;

    internal RedisConnection Redis { get; private set; } = null!;

    /// <summary>A token that no test revokes.</summary>
    internal string Token { get; private set; } = "";

    internal async Task<RunningApp> StartedAsync()
    {
        if (_app is not null) return _app;
        var connection = await redis.EmptyDatabaseAsync();
        Redis = SharedRedis.Connect(connection);
        _app = AppFixture.Start([("ConnectionStrings:Redis", connection), ("Accounts:AttemptsByAddress", "10000"),
            ("Accounts:AttemptsByVisitorAndName", "100"), ("Accounts:TokenRequestsByAddress", "10000")]);
        Token = (await _app.TokensAsync()).Access;
        return _app;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_app is not null) await _app.DisposeAsync();
        Redis?.Dispose();
    }
}
