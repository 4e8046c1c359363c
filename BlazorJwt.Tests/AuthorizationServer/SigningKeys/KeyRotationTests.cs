using BlazorJwt.AuthorizationServer.SigningKeys;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Tests.AuthorizationServer.SigningKeys;

/// <summary>Each stage of a key's life, by a clock that the test turns. The same tests run on keys that several servers share.</summary>
public class KeyRotationTests
{
    private protected static readonly TimeSpan Announce = TimeSpan.FromMinutes(10);
    private protected static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    private readonly Func<TokenOptions, TokenWorld> _make;
    private protected readonly TokenWorld _world;

    public KeyRotationTests() : this(options => new(options))
    {
    }

    private protected KeyRotationTests(Func<TokenOptions, TokenWorld> make) =>
        (_make, _world) = (make, make(new() { KeyAnnounce = Announce }));

    /// <summary>How long a key that signed nothing is kept once it signs no more.</summary>
    private protected virtual TimeSpan Kept => TimeSpan.Zero;

    [Theory]
    [InlineData("ES256")]
    [InlineData("RS256")]
    [InlineData("PS256")]
    public void A_new_key_is_published_first_and_signs_after_the_announce_time(string algorithm)
    {
        var former = _world.Key(algorithm);

        var next = _world.Keys.Rotate(algorithm).Next!;

        Assert.Equal((KeyStage.Announced, _world.Clock.GetUtcNow(), _world.Clock.GetUtcNow() + Announce),
            (next.Stage, next.Since, next.Until));
        Assert.Equal([former.KeyId, next.KeyId], _world.Keys.Existing.Select(key => key.KeyId));
        Assert.Same(former, _world.Key(algorithm));

        _world.Clock.Advance(Announce - Moment);
        Assert.Same(former, _world.Key(algorithm));

        _world.Clock.Advance(Moment);
        Assert.Equal(next.KeyId, _world.Key(algorithm).KeyId);
        Assert.Equal(KeyStage.Signing, Stage(next.KeyId));
    }

    [Fact]
    public async Task The_former_key_verifies_until_its_last_token_is_over_and_then_goes()
    {
        var former = _world.Key();
        _world.Keys.Rotate("ES256");
        _world.Clock.Advance(Announce - Moment);
        var last = _world.Issue(lifetime: TimeSpan.FromMinutes(40));
        var shorter = _world.Issue(lifetime: TimeSpan.FromMinutes(1));
        _world.Clock.Advance(Moment);
        var end = GoneAt(last);
        Assert.Equal((KeyStage.Retiring, end), (Stage(former.KeyId), Status(former.KeyId).Until));
        await _world.AssertAccepted(shorter.Text);

        _world.Clock.Advance(last.ExpiresAt + _world.Options.ClockSkew - _world.Clock.GetUtcNow() - Moment);
        await _world.AssertAccepted(last.Text);
        Assert.Contains(former, _world.Keys.Existing);

        _world.Clock.Advance(end - _world.Clock.GetUtcNow());
        Assert.DoesNotContain(former, _world.Keys.Existing);
        Assert.Null(_world.Keys.Find(former.KeyId));
        Assert.Equal(KeyStage.Gone, Stage(former.KeyId));
        Assert.Equal(end, Status(former.KeyId).Since);
    }

    [Fact]
    public void A_key_that_signed_nothing_goes_the_moment_it_stops_signing()
    {
        var former = _world.Key();
        _world.Keys.Rotate("ES256");

        _world.Clock.Advance(Announce + Kept);

        Assert.Null(_world.Keys.Find(former.KeyId));
        Assert.Equal(KeyStage.Gone, Stage(former.KeyId));
    }

    [Fact]
    public virtual async Task A_token_of_a_key_that_is_gone_is_refused_though_it_was_remembered()
    {
        // Longer than any the ring knows of: only a token that the service did not issue can outlive its key.
        var (issued, key) = (_world.Issue(lifetime: TimeSpan.FromMinutes(1)), _world.Key());
        var outliving = Forge.Change(issued.Text, key, payload: json => json["exp"] = _world.Now + 3000);
        await _world.AssertAccepted(outliving);
        Assert.True((await _world.Check(outliving)).IsRemembered);
        var token = (await _world.Check(outliving)).Token!;
        _world.Keys.Rotate("ES256");

        _world.Clock.Advance(Announce - Moment);
        Assert.True((await _world.Check(outliving)).IsRemembered);
        Assert.True(_world.Service.IsStillValid(token));
        _world.Clock.Advance(Moment);

        await _world.AssertRefused(outliving, TokenCheckKind.Key);
        Assert.False(_world.Service.IsStillValid(token));
    }

    [Fact]
    public async Task An_announced_key_is_trusted_already_so_that_a_server_whose_clock_runs_ahead_hurts_nobody()
    {
        var issued = _world.Token();
        var next = _world.Keys.Find(_world.Keys.Rotate("ES256").Next!.KeyId)!;

        await _world.AssertAccepted(Forge.Change(issued, next, header: json => json["kid"] = next.KeyId));
    }

    [Fact]
    public void One_rotation_of_an_algorithm_is_under_way_at_a_time_and_another_algorithm_is_not_held_up()
    {
        _world.Keys.Rotate("ES256");
        _world.Clock.Advance(TimeSpan.FromMinutes(9));

        var again = _world.Keys.Rotate("ES256");

        Assert.Null(again.Next);
        Assert.Equal("A rotation is under way: the new ES256 key signs in 60 s.", again.Problem);
        Assert.Equal(2, _world.Keys.Existing.Count());
        Assert.NotNull(_world.Keys.Rotate("HS256").Next);
    }

    [Fact]
    public async Task The_keys_of_an_algorithm_are_bounded_and_the_sentence_says_when_there_is_room()
    {
        var tokens = new List<string>();
        for (var count = 0; count < 3; count++)
        {
            tokens.Add(_world.Issue(lifetime: TimeSpan.FromHours(1)).Text);
            Assert.NotNull(_world.Keys.Rotate("ES256").Next);
            _world.Clock.Advance(Announce);
        }

        var wait = Math.Ceiling((_world.Keys.Status()[0].Until!.Value - _world.Clock.GetUtcNow()).TotalMinutes);
        Assert.InRange(wait, 31, 41);
        Assert.Equal($"3 former ES256 keys still verify. The first of them goes in {wait} min: rotate then.",
            _world.Keys.Rotate("ES256").Problem);
        Assert.Equal(4, _world.Keys.Existing.Count());
        foreach (var token in tokens) await _world.AssertAccepted(token);
        _world.Clock.Advance(TimeSpan.FromMinutes(wait));
        Assert.NotNull(_world.Keys.Rotate("ES256").Next);
    }

    [Fact]
    public async Task A_shared_secret_is_published_to_nobody_so_its_successor_signs_at_once()
    {
        var (former, token) = (_world.Key("HS256"), _world.Issue("HS256", TimeSpan.FromMinutes(5)));

        var next = _world.Keys.Rotate("HS256").Next!;

        Assert.Equal((KeyStage.Signing, false), (next.Stage, next.IsPublic));
        Assert.Equal(next.KeyId, _world.Key("HS256").KeyId);
        await _world.AssertAccepted(token.Text);
        await _world.AssertAccepted(_world.Token("HS256"));
        _world.Clock.Advance(TimeSpan.FromMinutes(5) + _world.Options.ClockSkew + Kept);
        Assert.Null(_world.Keys.Find(former.KeyId));
    }

    [Fact]
    public void A_key_from_the_settings_is_rotated_in_the_settings()
    {
        using var made = System.Security.Cryptography.ECDsa.Create(System.Security.Cryptography.ECCurve.NamedCurves.nistP256);
        var world = _make(new() { Keys = { ES256 = made.ExportPkcs8PrivateKeyPem() } });

        var rotation = world.Keys.Rotate("ES256");

        Assert.Null(rotation.Next);
        Assert.Contains("Tokens:Keys:ES256", rotation.Problem, StringComparison.Ordinal);
        Assert.True(Assert.Single(world.Keys.Status()).IsConfigured);
        // A key that leaked is another matter, wherever it came from.
        world.Keys.Distrust("ES256");
        Assert.Empty(world.Keys.Existing);
        Assert.NotNull(world.Keys.Rotate("ES256").Next);
    }

    [Fact]
    public void Without_a_setting_no_key_is_rotated_by_itself()
    {
        var former = _world.Key();

        _world.Clock.Advance(TimeSpan.FromDays(400));

        Assert.Same(former, _world.Key());
    }

    [Fact]
    public async Task Rotating_by_itself_announces_a_new_key_in_time_and_leaves_keys_alone_that_nobody_asked_for()
    {
        var world = _make(new() { KeyAnnounce = Announce, RotateEvery = TimeSpan.FromDays(90) });
        var untilGone = TimeSpan.FromMinutes(6) + Kept;
        var keys = new List<string> { world.Key().KeyId };
        for (var round = 0; round < 3; round++)
        {
            world.Clock.Advance(TimeSpan.FromDays(90) - TimeSpan.FromMinutes(1) - (round == 0 ? TimeSpan.Zero : untilGone));
            Assert.Single(world.Keys.Existing);
            var token = world.Token();

            world.Clock.Advance(TimeSpan.FromMinutes(1));
            Assert.Equal(2, world.Keys.Existing.Count());
            world.Clock.Advance(Announce);
            await world.AssertAccepted(token);
            world.Clock.Advance(untilGone);

            keys.Add(Assert.Single(world.Keys.Existing).KeyId);
        }

        Assert.Equal(4, keys.Distinct().Count());
        Assert.All(world.Keys.Status(), key => Assert.Equal("ES256", key.Algorithm));
    }

    [Fact]
    public void Who_listens_is_told_of_each_stage()
    {
        using var told = new SemaphoreSlim(0);
        _world.Keys.Changed += () => told.Release();
        Tell(() => _world.Issue(lifetime: TimeSpan.FromMinutes(15)));
        Tell(() => _world.Keys.Rotate("ES256"));
        Tell(() => _world.Clock.Advance(Announce));
        Tell(() => _world.Clock.Advance(TimeSpan.FromMinutes(5) + _world.Options.ClockSkew + Kept));
        Assert.Equal(KeyStage.Gone, _world.Keys.Status()[0].Stage);

        void Tell(Action what)
        {
            what();
            Assert.True(told.Wait(Patience.Most, TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public void A_gone_key_is_let_go_of_without_anybody_asking()
    {
        var gone = Rotated();

        for (var count = 0; count < 10 && gone.IsAlive; count++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        Assert.False(gone.IsAlive, "Something still holds the private key.");
    }

    [Fact]
    public async Task Issuing_and_rotating_at_once_leaves_no_token_without_its_key()
    {
        var world = _make(new() { KeyAnnounce = TimeSpan.FromSeconds(1), KeySetAge = TimeSpan.Zero, RememberedTokens = 0 });
        var tokens = new System.Collections.Concurrent.ConcurrentBag<string>();
        await Parallel.ForAsync(0, 400, TestContext.Current.CancellationToken, (count, _) =>
        {
            if (count % 40 == 0) world.Keys.Rotate("HS256");
            if (count % 50 == 0) world.Clock.Advance(TimeSpan.FromMilliseconds(500));
            tokens.Add(world.Issue(count % 2 == 0 ? "HS256" : "ES256").Text);
            if (count % 60 == 0) world.Keys.Rotate("ES256");
            return ValueTask.CompletedTask;
        });

        foreach (var token in tokens) await world.AssertAccepted(token);
        Assert.All(world.Keys.Status().GroupBy(key => key.Algorithm),
            keys => Assert.InRange(keys.Count(key => key.Stage is not KeyStage.Gone), 1, 5));
    }

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.NoInlining)]
    private WeakReference Rotated()
    {
        var issued = _world.Issue(lifetime: TimeSpan.FromMinutes(1));
        var key = new WeakReference(_world.Key().SecurityKey);
        // The library derives something from the key for signing and for checking, and keeps it beside the key.
        Assert.True(_world.Service.VerifySignature(issued.Text, _world.Keys, ["ES256"]).Accepted);
        _world.Keys.Rotate("ES256");
        _world.Clock.Advance(Announce + TimeSpan.FromMinutes(2) + Kept);
        return key;
    }

    /// <summary>When the former key goes, just after another took over.</summary>
    private protected virtual DateTimeOffset GoneAt(IssuedToken last) => last.ExpiresAt + _world.Options.ClockSkew;

    private KeyStage Stage(string keyId) => Status(keyId).Stage;

    private KeyStatus Status(string keyId) => _world.Keys.Status().Single(key => key.KeyId == keyId);
}
