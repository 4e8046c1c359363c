using BlazorJwt.Redis;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Tests.Redis;

/// <summary>Two servers and one denylist: a token that was revoked on one is refused on the other, and where nobody can tell nobody is let
/// in.</summary>
[Trait("needs", "redis")]
public sealed class SharedDenylistTests(RedisFixture fixture) : IAsyncLifetime
{
    private SharedRedis _redis = null!;
    private SharedServer _one = null!;
    private SharedServer _other = null!;

    public async ValueTask InitializeAsync()
    {
        _redis = new(await fixture.EmptyDatabaseAsync());
        _one = await _redis.StartServerAsync();
        _other = await _redis.StartServerAsync(_one.World.Clock);
    }

    [Fact]
    public async Task A_token_that_was_revoked_on_one_server_is_refused_on_the_other()
    {
        var token = await _one.World.AssertAccepted(_one.World.Token());
        await _other.World.AssertAccepted(token.EncodedToken);

        await _one.World.Service.RevokeAsync(token);

        await _one.World.AssertRefused(token.EncodedToken, TokenCheckKind.Revocation);
        await Becomes.TrueAsync(async () => !(await _other.World.Check(token.EncodedToken)).Accepted);
        Assert.Equal("This token was revoked before it expired.", (await _other.World.Check(token.EncodedToken)).Refusal!.Explanation);
        await _other.World.AssertAccepted(_one.World.Token());
    }

    [Fact]
    public async Task What_was_issued_to_a_client_that_was_revoked_is_refused_on_the_other_server()
    {
        var token = _one.World.Token();
        await _other.World.AssertAccepted(token);

        await _one.World.Service.RevokeClientAsync("tests");

        await Becomes.TrueAsync(async () => !(await _other.World.Check(token)).Accepted);
        Assert.Equal("This token was revoked, with the service account it was issued to.",
            (await _other.World.Check(token)).Refusal!.Explanation);
    }

    [Fact]
    public async Task A_token_that_nobody_was_given_is_discarded_on_both()
    {
        var token = await _one.World.AssertAccepted(_one.World.Token());

        _one.World.Service.Discard(token);

        await _one.World.AssertRefused(token.EncodedToken, TokenCheckKind.Revocation);
        await Becomes.TrueAsync(async () => !(await _other.World.Check(token.EncodedToken)).Accepted);
    }

    [Fact]
    public async Task A_server_that_starts_knows_what_was_revoked_before()
    {
        var token = await _one.World.AssertAccepted(_one.World.Token());
        await _one.World.Service.RevokeAsync(token);
        // More than Redis hands out at once.
        await _one.Store.WriteAsync(
            [.. Enumerable.Range(0, 2500)
                .Select(number => new DenylistEntry("issuer", $"{number}", false, _one.World.Clock.GetUtcNow().AddHours(1)))]);

        using var late = await _redis.StartServerAsync(_one.World.Clock);

        Assert.Equal(2501, late.World.Denylist.Count);
        await late.World.AssertRefused(token.EncodedToken, TokenCheckKind.Revocation);
    }

    [Fact]
    public async Task A_server_that_has_not_heard_for_a_second_lets_nobody_in_until_it_hears_again()
    {
        using var one = await _redis.StartServerAsync(_one.World.Clock, RedisDenylist.Lease);
        var token = one.World.Token();
        ValidatedToken? good = null;
        await Becomes.TrueAsync(async () => await one.World.Check(token) is { IsRemembered: true } verdict
            && (good = verdict.Token) is not null);

        using var again = _redis.WatchFor(one.Store, one.World);
        one.Watch.Dispose();
        await Becomes.TrueAsync(async () => !(await one.World.Check(token)).Accepted);

        var refusal = (await one.World.Check(token)).Refusal!;
        Assert.Equal((TokenCheckKind.Revocation, true, StoreUnreachableException.Sentence),
            (refusal.Kind, refusal.IsOutage, refusal.Explanation));
        Assert.Equal(TokenStatus.Unknown, one.World.Service.StatusOf(good!));
        // Nor is a key that another server may have made held against a token.
        Assert.True((await one.World.Check(new BlazorJwt.Tests.Tokens.TokenWorld().Token())).Refusal!.IsOutage);
        // Who asks no denylist is not kept waiting.
        await one.World.AssertAccepted(token, one.World.Service.Policy with { AsksDenylist = false });

        await again.StartAsync(TestContext.Current.CancellationToken);
        await Becomes.TrueAsync(async () => (await one.World.Check(token)).Accepted
            && one.World.Service.StatusOf(good!) is TokenStatus.Valid);
    }

    [Fact]
    public async Task When_Redis_comes_back_empty_servers_write_again_what_they_took_back_before_anybody_is_let_in()
    {
        var token = await _one.World.AssertAccepted(_one.World.Token());
        await _one.World.Service.RevokeAsync(token);
        await Becomes.TrueAsync(() => _other.World.Denylist.IsRevoked(token));
        _other.Dispose();
        _redis.Empty();

        // Its copy stays: there is no moment at which the token is good.
        await Becomes.TrueAsync(async () =>
        {
            Assert.False((await _one.World.Check(token.EncodedToken)).Accepted);
            return _redis.Connection.Database.SortedSetLength(RedisNames.Denylist) == 1;
        });
        // Somebody may have more to write: until that was possible nobody says of any token that it was not revoked.
        Assert.True(_redis.Connection.Database.KeyExists(RedisNames.Settling));
        using var newcomer = await _redis.StartServerAsync(_one.World.Clock);
        Assert.True((await newcomer.World.Check(newcomer.World.Token())).Refusal!.IsOutage);
        // The signing keys are written again after the list: who comes in between knows neither yet, and lets the token in no more than the
        // others.
        await Becomes.TrueAsync(async () =>
        {
            var refusal = (await newcomer.World.Check(token.EncodedToken)).Refusal;
            Assert.NotNull(refusal);
            return refusal.Kind is TokenCheckKind.Revocation;
        });

        _redis.Connection.Database.KeyDelete(RedisNames.Settling);
        await Becomes.TrueAsync(async () => (await newcomer.World.Check(newcomer.World.Token())).Accepted);
        await newcomer.World.AssertRefused(token.EncodedToken, TokenCheckKind.Revocation);
    }

    [Fact]
    public async Task What_could_not_be_written_is_an_error_refused_here_at_once_and_written_when_Redis_takes_it()
    {
        // A Redis that is full: it answers, and takes nothing.
        await using var server = await RedisServer.StartAsync();
        using var redis = new SharedRedis($"127.0.0.1:{server.Port},allowAdmin=true");
        using var one = await redis.StartServerAsync();
        using var other = await redis.StartServerAsync(one.World.Clock);
        var token = await one.World.AssertAccepted(one.World.Token());
        redis.Connection.Database.Execute("CONFIG", "SET", "maxmemory", "1");

        await Assert.ThrowsAsync<StoreUnreachableException>(() => one.World.Service.RevokeAsync(token));

        Assert.False((await one.World.Check(token.EncodedToken)).Accepted);
        Assert.False(other.World.Denylist.IsRevoked(token));
        redis.Connection.Database.Execute("CONFIG", "SET", "maxmemory", "0");
        await Becomes.TrueAsync(() => other.World.Denylist.IsRevoked(token));
    }

    [Fact]
    public async Task Entries_leave_Redis_some_time_after_their_tokens_are_over()
    {
        await _one.Store.WriteAsync([new("issuer", "old", false, _one.World.Clock.GetUtcNow().AddMinutes(2)),
            new("issuer", "young", true, _one.World.Clock.GetUtcNow().AddHours(1))]);
        _one.World.Clock.Advance(TimeSpan.FromMinutes(6));
        await _one.Store.WriteAsync([]);
        Assert.Equal(2, _redis.Connection.Database.SortedSetLength(RedisNames.Denylist));

        _one.World.Clock.Advance(TimeSpan.FromMinutes(2));
        await _one.Store.WriteAsync([]);

        Assert.Equal(1, _redis.Connection.Database.SortedSetLength(RedisNames.Denylist));
        Assert.Equal(1, _redis.Connection.Database.SortedSetLength(RedisNames.DenylistEnds));
    }

    public ValueTask DisposeAsync()
    {
        _one.Dispose();
        _other.Dispose();
        _redis.Dispose();
        return ValueTask.CompletedTask;
    }
}
