using BlazorJwt.Tests.AuthorizationServer.SigningKeys;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Tests.Redis;

/// <summary>The life of a key that several servers share: what holds for the keys of one server holds for it, but that it is kept
/// longer.</summary>
[Trait("needs", "redis")]
public sealed class KeyRotationInRedisTests : KeyRotationTests, IDisposable
{
    private static readonly TimeSpan UntilAllHeard = TimeSpan.FromSeconds(10);

    private readonly SharedRedis _redis;

    public KeyRotationInRedisTests(RedisFixture redis) : this(SharedRedis.Open(redis))
    {
    }

    private KeyRotationInRedisTests(SharedRedis redis) : base(options => new(options, redis.KeySchedules)) => _redis = redis;

    // Nobody knows what the other servers signed with it last.
    private protected override TimeSpan Kept => UntilAllHeard + _world.Options.LongestLifetime + _world.Options.ClockSkew;

    [Fact]
    public override async Task A_token_of_a_key_that_is_gone_is_refused_though_it_was_remembered()
    {
        // No token outlives such a key, so it goes before its time.
        var token = await _world.AssertAccepted(_world.Token());
        Assert.True((await _world.Check(token.EncodedToken)).IsRemembered);

        _world.Keys.Distrust("ES256");

        await _world.AssertRefused(token.EncodedToken, TokenCheckKind.Key);
        Assert.False(_world.Service.IsStillValid(token));
    }

    public void Dispose() => _redis.Dispose();

    private protected override DateTimeOffset GoneAt(IssuedToken last) => _world.Clock.GetUtcNow() + Kept;
}
