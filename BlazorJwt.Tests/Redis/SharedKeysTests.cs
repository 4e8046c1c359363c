using System.Security.Cryptography;
using System.Text;
using BlazorJwt.AuthorizationServer.SigningKeys;
using BlazorJwt.Redis;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Microsoft.AspNetCore.DataProtection;

namespace BlazorJwt.Tests.Redis;

/// <summary>Signing keys that two servers share: one makes them, both sign and verify with them, and what happens to them on one happens on
/// both.</summary>
[Trait("needs", "redis")]
public sealed class SharedKeysTests : IDisposable
{
    private readonly SharedRedis _redis;
    private readonly TokenWorld _one;
    private readonly TokenWorld _other;

    public SharedKeysTests(RedisFixture redis)
    {
        _redis = SharedRedis.Open(redis);
        _one = new(new() { KeyAnnounce = TimeSpan.FromMinutes(10) }, _redis.KeySchedules);
        _other = new(_one.Options, _redis.KeySchedules, _one.Clock);
    }

    [Theory]
    [InlineData("ES256")]
    [InlineData("HS256")]
    public async Task Servers_that_ask_for_the_first_key_at_once_get_the_same_one(string algorithm)
    {
        TokenWorld[] servers = [_one, _other, new(_one.Options, _redis.KeySchedules, _one.Clock),
            new(_one.Options, _redis.KeySchedules, _one.Clock)];

        var tokens = await Task.WhenAll(
            servers.Select(server => Task.Run(() => server.Token(algorithm), TestContext.Current.CancellationToken)));

        Assert.Single(servers.Select(server => server.Key(algorithm).KeyId).Distinct());
        foreach (var server in servers)
        {
            foreach (var token in tokens) await server.AssertAccepted(token);
        }
    }

    [Theory]
    [InlineData("ES256")]
    [InlineData("HS256")]
    public async Task A_token_by_a_key_that_was_made_a_moment_ago_is_looked_up_and_accepted(string algorithm)
    {
        await _other.AssertRefused(new TokenWorld().Token(algorithm), TokenCheckKind.Key);
        // Not asked more often than ten times a second, no matter who sends unknown key ids.
        var token = _one.Token(algorithm);

        await Becomes.TrueAsync(async () => (await _other.Check(token)).Accepted);

        _one.Keys.Rotate("HS256");
        if (algorithm is "HS256") await Becomes.TrueAsync(async () => (await _other.Check(_one.Token("HS256"))).Accepted);
    }

    [Fact]
    public async Task A_rotation_on_one_server_is_one_on_the_other()
    {
        var former = _one.Key().KeyId;
        var next = _one.Keys.Rotate("ES256").Next!;

        _other.Keys.Learn();

        Assert.Equal([former, next.KeyId], _other.Keys.Existing.Select(key => key.KeyId));
        Assert.Equal(KeyStage.Announced, _other.Keys.Status()[1].Stage);
        Assert.Equal("A rotation is under way: the new ES256 key signs in 10 min.", _other.Keys.Rotate("ES256").Problem);
        _one.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.Equal((next.KeyId, next.KeyId), (_one.Key().KeyId, _other.Key().KeyId));
        await _one.AssertAccepted(_other.Token());
    }

    [Fact]
    public async Task Of_two_servers_that_rotate_at_once_one_does()
    {
        _one.Token();

        var rotations = await Task.WhenAll(
            ((TokenWorld[])[_one, _other]).Select(
                server => Task.Run(() => server.Keys.Rotate("ES256"), TestContext.Current.CancellationToken)));

        Assert.Single(rotations, rotation => rotation.Next is not null);
        _one.Keys.Learn();
        _other.Keys.Learn();
        Assert.Equal(2, _one.Keys.Existing.Count());
        Assert.Equal(_one.Keys.Existing.Select(key => key.KeyId), _other.Keys.Existing.Select(key => key.KeyId));
    }

    [Fact]
    public async Task A_key_that_leaked_is_trusted_by_neither_once_one_was_told()
    {
        var token = _other.Token();
        await _other.AssertAccepted(token);
        _one.Keys.Learn();

        _one.Keys.Distrust("ES256");
        _other.Keys.Learn();

        await _one.AssertRefused(token, TokenCheckKind.Key);
        await _other.AssertRefused(token, TokenCheckKind.Key);
        Assert.Empty(_other.Keys.Existing);
        var fresh = _other.Token();
        _one.Keys.Learn();
        await _one.AssertAccepted(fresh);
    }

    [Fact]
    public async Task A_key_from_the_settings_of_both_is_distrusted_on_both()
    {
        using var made = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var options = new TokenOptions { Keys = { ES256 = made.ExportPkcs8PrivateKeyPem() } };
        var before = _one.Token();
        var (one, other) = (new TokenWorld(options, _redis.KeySchedules, _one.Clock),
            new TokenWorld(options, _redis.KeySchedules, _one.Clock));
        var token = one.Token();
        await other.AssertAccepted(token);
        Assert.True(other.Keys.Status()[^1].IsConfigured);
        // What was signed before there was a setting is good until it expires.
        await other.AssertAccepted(before);

        one.Keys.Distrust("ES256");
        other.Keys.Learn();

        await other.AssertRefused(token, TokenCheckKind.Key);
        await other.AssertRefused(before, TokenCheckKind.Key);
    }

    [Fact]
    public async Task Keys_outlive_every_server()
    {
        var token = _one.Token();

        var restarted = new TokenWorld(_one.Options, _redis.KeySchedules, _one.Clock);

        Assert.Equal(_one.Key().KeyId, Assert.Single(restarted.Keys.Existing).KeyId);
        await restarted.AssertAccepted(token);
    }

    [Fact]
    public async Task When_Redis_comes_back_empty_a_server_writes_its_keys_again()
    {
        var token = _one.Token();
        _redis.Empty();

        _one.Keys.Learn();

        await new TokenWorld(_one.Options, _redis.KeySchedules, _one.Clock).AssertAccepted(token);
        Assert.Equal(_one.Key().KeyId, _other.Key().KeyId);
    }

    [Fact]
    public async Task When_another_server_was_first_at_the_empty_Redis_the_tokens_of_before_stay_good()
    {
        var (token, announced) = (_one.Token(), _one.Keys.Rotate("ES256").Next!);
        _redis.Empty();
        var newcomer = _other.Token();

        _one.Keys.Learn();
        _other.Keys.Learn();

        foreach (var server in (TokenWorld[])[_one, _other])
        {
            await server.AssertAccepted(token);
            await server.AssertAccepted(newcomer);
            Assert.Equal(3, server.Keys.Existing.Count());
            Assert.NotEqual(announced.KeyId, server.Key().KeyId);
        }

        Assert.Equal(_one.Key().KeyId, _other.Key().KeyId);
    }

    [Fact]
    public void Redis_alone_gives_no_key_away()
    {
        string[] algorithms = ["ES256", "RS256", "HS256"];
        var materials = algorithms.Select(algorithm => _one.Key(algorithm).Material()).ToArray();
        var database = _redis.Connection.Database;

        var held = algorithms.SelectMany(algorithm => database.HashGetAll(RedisNames.KeySchedule(algorithm)))
            .Select(field => (byte[])field.Value!).ToArray();

        Assert.Equal(9, held.Length);
        Assert.All(materials, material => Assert.DoesNotContain(held, value =>
            value.AsSpan().IndexOf(material) >= 0
                || Encoding.Latin1.GetString(value).Contains(Convert.ToBase64String(material)[..40], StringComparison.Ordinal)));
        // Nor to a server with other Data Protection keys.
        Assert.Throws<UnreadableEntryException>(
            () => new RedisKeySchedules(_redis.Connection, new EphemeralDataProtectionProvider()).Stored("ES256"));
        Assert.Equal("stored key (redacted)", _redis.KeySchedules.Stored("ES256")!.Keys[0].ToString());
    }

    public void Dispose() => _redis.Dispose();
}
