using BlazorJwt.Tests.Tokens.Keys;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Tests.Tokens.Validation;

/// <summary>A policy that somebody edits may ask for less than the app's own, and the list of checks says what it does not ask for. The
/// app's own asks for all.</summary>
public sealed class ChosenPolicyTests
{
    private readonly TokenWorld _world = new();

    [Fact]
    public void The_policy_of_the_app_asks_for_everything()
    {
        var policy = _world.Service.Policy;

        Assert.Equal((_world.Options.Issuer, _world.Options.Audience, true, null),
            (policy.Issuer, policy.Audience, policy.KeyMustBeNamed, policy.At));
        Assert.Equal(["ES256", "RS256", "PS256", "HS256"], policy.Algorithms);
        Assert.Equal(["at+jwt", "application/at+jwt"], policy.Types);
        Assert.Equal(["sub", "client_id", "iat", "jti"], policy.RequiredClaims);
        Assert.Same(_world.Keys, policy.Keys);
    }

    [Theory]
    [InlineData("iss", TokenCheckKind.Issuer)]
    [InlineData("aud", TokenCheckKind.Audience)]
    public async Task What_is_null_is_not_asked_for_and_the_list_says_so(string claim, TokenCheckKind kind)
    {
        var lax = claim == "iss" ? _world.Service.Policy with { Issuer = null } : _world.Service.Policy with { Audience = null };
        var other = Forge.Change(_world.Token(), _world.Key(), payload: json => json[claim] = "somebody else");
        var none = Forge.Change(_world.Token(), _world.Key(), payload: json => json.Remove(claim));

        await _world.AssertRefused(other, kind);
        await _world.AssertRefused(none, kind);
        await _world.AssertAccepted(other, lax);
        await _world.AssertAccepted(none, lax);
        Assert.StartsWith("not asked for", (await _world.Check(none, lax)).Checks.Single(check => check.Kind == kind).Rule,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_types_any_type_will_do()
    {
        var any = _world.Service.Policy with { Types = [] };
        foreach (var type in new[] { "JWT", null })
        {
            var token = Forge.Change(_world.Token(), _world.Key(), header: json => json["typ"] = type);
            if (type is null) token = Forge.Change(_world.Token(), _world.Key(), header: json => json.Remove("typ"));

            await _world.AssertRefused(token, TokenCheckKind.Type);
            await _world.AssertAccepted(token, any);
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("another")]
    public async Task A_key_that_was_chosen_need_not_be_named(string? keyId)
    {
        var key = KeyStock.Key("ES256");
        var token = Forge.Change(_world.Token(), key, header: json =>
        {
            if (keyId is null) json.Remove("kid");
            else json["kid"] = keyId;
        });
        var chosen = _world.Service.Policy with { Keys = new FixedKeySet([key]), KeyMustBeNamed = false };

        await _world.AssertAccepted(token, chosen);
        await _world.AssertRefused(token, TokenCheckKind.Key);
        await _world.AssertRefused(token, TokenCheckKind.Key, chosen with { KeyMustBeNamed = true });
        await _world.AssertRefused(token, TokenCheckKind.Signature, chosen with { Keys = new FixedKeySet([KeyStock.AnotherKey("ES256")]) });
        await _world.AssertRefused(token, TokenCheckKind.Key, chosen with { Keys = new FixedKeySet([KeyStock.AnotherKey("ES256"), key]) });
        await _world.AssertAccepted(token, chosen with { Keys = new FixedKeySet([KeyStock.Key("HS256"), key]) });
    }

    [Fact]
    public async Task A_token_is_checked_for_the_moment_that_was_asked_for()
    {
        var token = _world.Token();
        var policy = _world.Service.Policy;

        await _world.AssertRefused(token, TokenCheckKind.Expiry, policy with { At = _world.Clock.GetUtcNow().AddHours(1) });
        await _world.AssertRefused(token, TokenCheckKind.NotBefore, policy with { At = _world.Clock.GetUtcNow().AddHours(-1) });
        _world.Clock.Advance(TimeSpan.FromHours(2));
        await _world.AssertRefused(token, TokenCheckKind.Expiry);
        await _world.AssertAccepted(token, policy with { At = _world.Clock.GetUtcNow().AddHours(-2) });
    }

    [Theory]
    [InlineData("ES384")]
    [InlineData("ES512")]
    [InlineData("RS384")]
    [InlineData("PS512")]
    [InlineData("HS384")]
    [InlineData("HS512")]
    public async Task Every_further_algorithm_goes_the_whole_way_by_a_policy_that_takes_it_and_never_by_the_app(string algorithm)
    {
        var key = KeyStock.Key(algorithm);
        var header = $$"""{"alg":"{{algorithm}}","kid":"{{key.KeyId}}","typ":"at+jwt"}""";
        var token = _world.Service.Sign(header, Forge.Json(_world.Token(), 1), key);

        await _world.AssertAccepted(token, _world.Service.Policy with { Keys = new FixedKeySet(key), Algorithms = SigningAlgorithms.Jose });
        await _world.AssertRefused(token, TokenCheckKind.Algorithm);
        await _world.AssertRefused(token, TokenCheckKind.Algorithm, _world.Service.Policy with { Keys = new FixedKeySet(key) });
    }
}
