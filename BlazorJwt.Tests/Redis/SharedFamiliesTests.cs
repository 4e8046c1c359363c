using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.Tests.AuthorizationServer.Refresh;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Redis;

/// <summary>A sign-in that one server began, and another goes on with: rotated there, ended there, and found out there when its token comes
/// twice.</summary>
[Trait("needs", "redis")]
public sealed class SharedFamiliesTests(RedisFixture fixture) : IAsyncLifetime
{
    private readonly RefreshOptions _strict = new() { Grace = TimeSpan.Zero };
    private SharedRedis _redis = null!;
    private SharedServer[] _servers = null!;
    private RefreshWorld _one = null!;
    private RefreshWorld _other = null!;

    public async ValueTask InitializeAsync()
    {
        _redis = new(await fixture.EmptyDatabaseAsync());
        var first = await _redis.StartServerAsync();
        _servers = [first, await _redis.StartServerAsync(first.World.Clock)];
        (_one, _other) = (new(_strict, _redis.Families, _servers[0].World), new(_strict, _redis.Families, _servers[1].World));
    }

    [Fact]
    public async Task Each_server_goes_on_where_the_other_was()
    {
        var first = await _one.SignInAsync();

        var second = await _other.RefreshAsync(first.Refresh);
        var third = await _one.RefreshAsync(second.Refresh);

        Assert.Equal(3, third.Family.Generation);
        foreach (var pair in (TokenPair[])[first, second, third])
            Assert.True(await _one.IsGoodAsync(pair) && await _other.IsGoodAsync(pair));
        Assert.Equal([first.Family.Id], (await _other.Service.OfAsync("owner")).Select(family => family.Id));
        Assert.Equal(first.Family.Id, (await _other.Service.OfAccessTokenAsync("owner", second.Access.JwtId))!.Id);
    }

    [Fact]
    public async Task A_token_that_was_used_on_one_server_ends_the_family_when_it_comes_to_the_other()
    {
        var first = await _one.SignInAsync();
        var second = await _one.RefreshAsync(first.Refresh);

        await _other.AssertRefusedAsync(first.Refresh, RefreshRefusal.Reused);

        await _one.AssertRefusedAsync(second.Refresh, RefreshRefusal.Ended);
        Assert.False(await _other.IsGoodAsync(second));
        await Becomes.TrueAsync(async () => !await _one.IsGoodAsync(first) && !await _one.IsGoodAsync(second));
    }

    [Fact]
    public async Task Of_many_that_bring_the_same_token_to_two_servers_at_once_exactly_one_gets_the_next()
    {
        var first = await _one.SignInAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 24).Select(number => Task.Run(
            () => (number % 2 == 0 ? _one : _other).Service.RefreshAsync(first.Refresh, RefreshWorld.Client),
                TestContext.Current.CancellationToken)));

        var winner = Assert.Single(answers, answer => answer.Pair is not null);
        Assert.Equal(1, answers.Count(answer => answer.Refusal is RefreshRefusal.Reused));
        Assert.Equal(22, answers.Count(answer => answer.Refusal is RefreshRefusal.Ended));
        await _one.AssertRefusedAsync(winner.Pair!.Refresh, RefreshRefusal.Ended);
        await Becomes.TrueAsync(async () => !await _one.IsGoodAsync(winner.Pair) && !await _other.IsGoodAsync(winner.Pair));
    }

    [Fact]
    public async Task Who_signs_out_on_one_server_is_signed_out_on_the_other()
    {
        var (mine, another) = (await _one.SignInAsync(), await _one.SignInAsync());

        Assert.True(await _other.Service.EndAsync(mine.Family.Id, RefreshEndReason.SignedOut));

        Assert.False(await _one.Service.EndAsync(mine.Family.Id, RefreshEndReason.SignedOut));
        await _one.AssertRefusedAsync(mine.Refresh, RefreshRefusal.Ended);
        await Becomes.TrueAsync(async () => !await _one.IsGoodAsync(mine));
        Assert.True(await _one.IsGoodAsync(another));
    }

    [Fact]
    public async Task What_Redis_keeps_of_a_family_is_no_token()
    {
        var pair = await _one.SignInAsync();

        var kept = (string)_redis.Connection.Database.HashGet(BlazorJwt.Redis.RedisNames.Families + pair.Family.Id, "family")!;

        Assert.Contains(pair.Access.JwtId, kept, StringComparison.Ordinal);
        Assert.DoesNotContain(pair.Refresh![^43..], kept, StringComparison.Ordinal);
        Assert.DoesNotContain(pair.Access.Text.Split('.')[1], kept, StringComparison.Ordinal);
        var life = _redis.Connection.Database.KeyTimeToLive(BlazorJwt.Redis.RedisNames.Families + pair.Family.Id)!.Value;
        Assert.InRange(life, TimeSpan.FromHours(36), TimeSpan.FromHours(37));
    }

    public ValueTask DisposeAsync()
    {
        foreach (var server in _servers) server.Dispose();
        _redis.Dispose();
        return ValueTask.CompletedTask;
    }
}
