using System.Security.Claims;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tests.Tokens.Validation;

/// <summary>The cache of validated tokens saves the work that would come to the same, and nothing that may have changed.</summary>
public sealed class ValidatedTokenCacheTests
{
    private readonly TokenWorld _world = new();

    [Fact]
    public async Task The_same_token_again_is_accepted_as_the_first_time()
    {
        var token = _world.Token();

        var (first, again) = (await _world.Check(token), await _world.Check(token));

        Assert.True(first is { Accepted: true, IsRemembered: false });
        Assert.True(again is { Accepted: true, IsRemembered: true });
        Verdicts.AssertConsistent(again);
        Assert.Equal(first.Checks, again.Checks);
        Assert.Equal(first.LookUps, again.LookUps);
        Assert.Equal(first.Token!.EncodedToken, again.Token!.EncodedToken);
        Assert.IsType<CaseSensitiveClaimsIdentity>(again.Identity);
        Assert.Equal(Claims(first.Identity!), Claims(again.Identity!));
        Assert.Equal(Named(first.Identity!), Named(again.Identity!));
    }

    [Fact]
    public async Task The_token_rides_on_the_identity_whether_it_was_remembered_or_not()
    {
        var token = _world.Token();

        foreach (var verdict in (TokenVerdict[])[await _world.Check(token), await _world.Check(token), await _world.Check(token)])
        {
            Assert.Same(verdict.Token, new ClaimsPrincipal(verdict.Identity!).Token());
            Assert.Same(verdict, verdict.Token!.Verdict);
        }
    }

    [Fact]
    public async Task A_revoked_token_is_not_accepted_from_the_cache()
    {
        var token = await Remembered(_world.Token());

        await _world.Service.RevokeAsync(token);

        await _world.AssertRefused(token.EncodedToken, TokenCheckKind.Revocation);
    }

    [Fact]
    public async Task An_expired_token_is_not_accepted_from_the_cache()
    {
        var token = await Remembered(_world.Issue(lifetime: TimeSpan.FromMinutes(5)).Text);

        _world.Clock.Advance(TimeSpan.FromMinutes(5) + _world.Options.ClockSkew - TimeSpan.FromMilliseconds(1));
        Assert.True((await _world.Check(token.EncodedToken)).IsRemembered);
        _world.Clock.Advance(TimeSpan.FromMilliseconds(1));

        await _world.AssertRefused(token.EncodedToken, TokenCheckKind.Expiry);
    }

    [Theory]
    [InlineData("nbf", TokenCheckKind.NotBefore)]
    [InlineData("iat", TokenCheckKind.IssuedAt)]
    public async Task A_clock_that_was_set_back_is_asked_too(string _, TokenCheckKind at)
    {
        var issued = _world.Token();
        var text = at is TokenCheckKind.NotBefore
            ? issued : Forge.Sign(Forge.Json(issued, 0), Forge.Json(issued, 1).Replace("\"nbf\"", "\"other\"", StringComparison.Ordinal),
                _world.Key());
        await Remembered(text);

        _world.Clock.AdjustTime(_world.Clock.GetUtcNow() - TimeSpan.FromMinutes(1));

        await _world.AssertRefused(text, at);
    }

    [Fact]
    public async Task A_token_ends_with_its_key()
    {
        var (token, other) = (await Remembered(_world.Token()), await Remembered(_world.Token("HS256")));

        _world.Keys.Distrust("ES256");

        await _world.AssertRefused(token.EncodedToken, TokenCheckKind.Key);
        Assert.True((await _world.Check(other.EncodedToken)).IsRemembered);
        await Remembered(_world.Token());
    }

    [Fact]
    public async Task A_single_bit_turned_over_is_never_accepted_from_the_cache()
    {
        var token = (await Remembered(_world.Token())).EncodedToken;

        for (var bit = 0; bit < token.Length * 7; bit++)
        {
            var letters = token.ToCharArray();
            letters[bit / 7] ^= (char)(1 << (bit % 7));
            var verdict = await _world.Check(new(letters));
            Assert.False(verdict.Accepted || verdict.IsRemembered, $"bit {bit}: {verdict}");
        }

        Assert.True((await _world.Check(token)).IsRemembered);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(5)]
    public async Task With_and_without_the_cache_the_decision_is_the_same(int seed)
    {
        var without = new TokenService(Microsoft.Extensions.Options.Options.Create(new TokenOptions { RememberedTokens = 0 }), _world.Keys,
            _world.Denylist, _world.Clock);
        var mutations = new Mutations(_world, seed);
        var (seen, remembered) = (new List<string>(), 0);

        for (var count = 0; count < 600; count++)
        {
            seen.Add(mutations.Next());
            // One that was seen before, some time later: as it was, or a letter of it changed.
            foreach (var token in (string[])[seen[^1], seen[count * 7 % seen.Count], seen[count * 11 % seen.Count][..^1] + "A"])
            {
                var (here, there) = (await _world.Check(token), await without.ValidateAsync(token));
                Assert.True(here.Refusal?.Kind == there.Refusal?.Kind, $"{here} with the cache, {there} without, for {token}");
                Verdicts.AssertConsistent(here);
                if (here.IsRemembered) remembered++;
                if (here.IsRemembered && remembered % 20 == 0) await _world.Service.RevokeAsync(here.Token!);
            }

            if (count % 50 == 0) _world.Clock.Advance(TimeSpan.FromSeconds(20));
        }

        Assert.InRange(remembered, 100, 1000);
    }

    [Fact]
    public async Task A_refusal_is_not_remembered()
    {
        var issued = _world.Service.Issue(
            new() { Subject = "alice", ClientId = "tests", IssuedAt = _world.Clock.GetUtcNow().AddMinutes(2) });
        await _world.AssertRefused(issued.Text, TokenCheckKind.NotBefore);

        _world.Clock.Advance(TimeSpan.FromMinutes(2));

        Assert.True(await _world.Check(issued.Text) is { Accepted: true, IsRemembered: false });
    }

    [Fact]
    public async Task What_one_request_does_to_its_identity_no_other_sees()
    {
        var token = _world.Token();
        foreach (var _ in Enumerable.Range(0, 3))
        {
            var verdict = await _world.Check(token);
            Assert.False(verdict.Identity!.HasClaim("role", "manager"));
            verdict.Identity.AddClaim(new("role", "manager"));
            verdict.Identity.RemoveClaim(verdict.Identity.FindFirst("sub"));
        }

        var (one, other) = (await _world.Check(token), await _world.Check(token));
        Assert.NotSame(one.Identity, other.Identity);
        Assert.Equal("alice", one.Identity!.FindFirst("sub")!.Value);
    }

    [Fact]
    public async Task Each_request_has_a_verdict_of_its_own_time()
    {
        var token = _world.Token();
        await _world.Check(token);
        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        var second = await _world.Check(token);
        _world.Clock.Advance(TimeSpan.FromMinutes(1));
        var third = await _world.Check(token);

        Assert.Same(second, second.Token!.Verdict);
        Assert.Same(third, third.Token!.Verdict);
        Assert.Equal(TimeSpan.FromMinutes(1), third.At - second.At);
    }

    [Fact]
    public async Task A_policy_that_a_visitor_tries_out_is_not_accepted_from_the_cache()
    {
        var token = await Remembered(_world.Token());

        Assert.False(
            (await _world.Check(token.EncodedToken, _world.Service.Policy with { MaxLifetime = TimeSpan.FromHours(2) })).IsRemembered);
        await _world.AssertRefused(token.EncodedToken, TokenCheckKind.Audience, _world.Service.Policy with { Audience = "another" });
    }

    [Fact]
    public async Task With_none_to_remember_every_token_is_computed_each_time()
    {
        var world = new TokenWorld(new() { RememberedTokens = 0 });
        var token = world.Token();

        Assert.False((await world.Check(token)).IsRemembered);
        Assert.False((await world.Check(token)).IsRemembered);
    }

    [Fact]
    public async Task The_cache_does_not_grow_past_its_bound_and_keeps_answering()
    {
        var (valid, cache) = (await Sample(), new ValidatedTokenCache(10));

        for (var count = 0; count < 1000; count++)
        {
            cache.Add($"token {count}", valid, _world.Clock.GetUtcNow());
            Assert.Same(valid, cache.Find($"token {count}"));
            Assert.InRange(cache.Count, 1, 10);
        }
    }

    [Fact]
    public async Task Expired_tokens_make_room_and_the_others_stay()
    {
        var (cache, old) = (new ValidatedTokenCache(10), await Sample());
        for (var count = 0; count < 9; count++) cache.Add($"token {count}", old, _world.Clock.GetUtcNow());
        _world.Clock.Advance(TimeSpan.FromMinutes(30));
        var fresh = await _world.AssertAccepted(_world.Issue(lifetime: TimeSpan.FromHours(1)).Text);
        cache.Add("fresh", fresh, _world.Clock.GetUtcNow());

        _world.Clock.Advance(TimeSpan.FromMinutes(31));
        cache.Add("one more", fresh, _world.Clock.GetUtcNow());

        Assert.Equal(2, cache.Count);
        Assert.Same(fresh, cache.Find("fresh"));
    }

    [Fact]
    public async Task A_text_that_differs_in_one_character_is_another_token()
    {
        var cache = new ValidatedTokenCache(10);
        cache.Add("token", await Sample(), _world.Clock.GetUtcNow());

        Assert.All((string[])["tokem", "Token", "token ", "toke", "\u0442oken", ""], text => Assert.Null(cache.Find(text)));
        Assert.Null(cache.Find(null));
    }

    [Fact]
    public async Task Many_requests_at_once_find_and_forget_without_harm()
    {
        var tokens = Enumerable.Range(0, 12).Select(_ => _world.Token("HS256")).ToArray();
        var world = new TokenService(Microsoft.Extensions.Options.Options.Create(new TokenOptions { RememberedTokens = 8 }), _world.Keys,
            _world.Denylist, _world.Clock);

        await Parallel.ForAsync(0, 20_000, TestContext.Current.CancellationToken, async (count, _) =>
        {
            var token = tokens[count % tokens.Length];
            var verdict = await world.ValidateAsync(token);
            if (verdict.Token?.EncodedToken != token || verdict.Identity!.FindFirst("jti")!.Value != verdict.Token!.Id)
                Assert.Fail($"Another token’s answer: {verdict}");
        });
    }

    private async Task<ValidatedToken> Remembered(string token)
    {
        await _world.AssertAccepted(token);
        var verdict = await _world.Check(token);
        Assert.True(verdict.IsRemembered, verdict.ToString());
        return verdict.Token!;
    }

    private Task<ValidatedToken> Sample() => _world.AssertAccepted(_world.Token());

    private static (string?, string, string) Named(ClaimsIdentity identity) =>
        (identity.AuthenticationType, identity.NameClaimType, identity.RoleClaimType);

    private static IEnumerable<string> Claims(ClaimsIdentity identity) => identity.Claims.Select(claim => $"{claim.Type}={claim.Value}");
}
