using System.Security.Cryptography;
using System.Text.Json.Nodes;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Tests.Tokens.Validation;

/// <summary>
/// What the library takes when only issuer, audience and key are set, and the service refuses. Every test shows both. A test that
/// fails because the library has become stricter is good news: the page that teaches it must then be changed.
/// </summary>
public sealed class AcceptedByDefaultTests
{
    private readonly TokenWorld _world = new();

    [Theory]
    [InlineData("""["b64"]""")]
    [InlineData("""["nobody-knows-this"]""")]
    [InlineData("[]")]
    public Task A_critical_extension_that_nobody_understands_is_refused(string extensions) =>
        _world.AssertOnlyTheGateRefuses(Changed(header: json => json["crit"] = JsonNode.Parse(extensions)), TokenCheckKind.Critical);

    [Fact]
    public async Task A_claim_that_stands_twice_is_refused_though_the_library_takes_the_last()
    {
        var token = Forge.Rewrite(_world.Token(), _world.Key(),
            payload => payload.Replace("\"sub\":\"alice\"", "\"sub\":\"alice\",\"sub\":\"admin\"", StringComparison.Ordinal));

        Assert.Equal("admin", (await _world.AskTheLibrary(token)).Claims["sub"]);
        await _world.AssertOnlyTheGateRefuses(token, TokenCheckKind.Json);
    }

    [Fact]
    public Task A_claim_that_stands_twice_in_two_spellings_is_refused() =>
        _world.AssertOnlyTheGateRefuses(
            Forge.Rewrite(_world.Token(), _world.Key(),
                payload => payload.Replace("\"sub\":\"alice\"", "\"sub\":\"alice\",\"s\\u0075b\":\"admin\"", StringComparison.Ordinal)),
            TokenCheckKind.Json);

    [Fact]
    public Task A_member_that_stands_twice_deep_inside_a_claim_is_refused() =>
        _world.AssertOnlyTheGateRefuses(
            Forge.Rewrite(_world.Token(), _world.Key(), payload => payload[..^1] + ",\"act\":{\"sub\":\"bob\",\"sub\":\"admin\"}}"),
            TokenCheckKind.Json);

    [Fact]
    public Task A_header_member_that_stands_twice_is_refused()
    {
        var token = _world.Token();
        var header = Forge.Json(token, 0).Replace("\"alg\":", "\"alg\":\"none\",\"alg\":", StringComparison.Ordinal);
        return _world.AssertOnlyTheGateRefuses(Forge.Sign(header, Forge.Json(token, 1), _world.Key()), TokenCheckKind.Json);
    }

    [Fact]
    public Task An_unknown_key_id_is_refused_though_a_trusted_key_verifies() =>
        _world.AssertOnlyTheGateRefuses(Changed(header: json => json["kid"] = "some-other-key"), TokenCheckKind.Key);

    [Fact]
    public Task A_key_id_in_another_case_is_refused() =>
        _world.AssertOnlyTheGateRefuses(Changed(header: json => json["kid"] = SwapCase(_world.Key().KeyId)), TokenCheckKind.Key);

    [Fact]
    public Task A_missing_key_id_is_refused_though_a_trusted_key_verifies() =>
        _world.AssertOnlyTheGateRefuses(Changed(header: json => json.Remove("kid")), TokenCheckKind.Key);

    [Fact]
    public Task PS256_with_the_key_of_RS256_is_refused()
    {
        var key = _world.Key(SigningAlgorithms.RS256);
        var token = _world.Token(SigningAlgorithms.RS256);
        var header = Forge.Json(token, 0).Replace("RS256", "PS256", StringComparison.Ordinal);
        return _world.AssertOnlyTheGateRefuses(Forge.Sign(header, Forge.Json(token, 1), key, "PS256"), TokenCheckKind.Key, key);
    }

    [Theory]
    [InlineData("HS384")]
    [InlineData("HS512")]
    public Task Another_HMAC_with_the_key_of_HS256_is_refused(string algorithm)
    {
        // A secret of 64 bytes is long enough for all three, so length is not what refuses it.
        var key = TokenKey.FromSecret(RandomNumberGenerator.GetBytes(64));
        var header = $$"""{"alg":"{{algorithm}}","kid":"{{key.KeyId}}","typ":"at+jwt"}""";
        var policy = _world.Service.Policy with { Keys = new FixedKeySet(key) };
        return _world.AssertOnlyTheGateRefuses(Forge.Sign(header, Forge.Json(_world.Token(), 1), key, algorithm),
            TokenCheckKind.Algorithm, key, policy);
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(2056)]
    public Task An_RSA_key_of_a_size_that_is_weak_or_odd_is_refused(int bits)
    {
        using var rsa = RSA.Create(bits);
        var key = TokenKey.FromRsa(rsa, SigningAlgorithms.RS256);
        var header = $$"""{"alg":"RS256","kid":"{{key.KeyId}}","typ":"at+jwt"}""";
        var policy = _world.Service.Policy with { Keys = new FixedKeySet(key) };
        return _world.AssertOnlyTheGateRefuses(Forge.Sign(header, Forge.Json(_world.Token(), 1), key), TokenCheckKind.Key, key, policy);
    }

    [Fact]
    public Task A_token_that_expired_four_minutes_ago_is_refused() =>
        _world.AssertOnlyTheGateRefuses(Changed(payload: json =>
        {
            json["iat"] = _world.Now - 600;
            json["nbf"] = _world.Now - 600;
            json["exp"] = _world.Now - 240;
        }), TokenCheckKind.Expiry);

    [Fact]
    public Task An_expiry_in_milliseconds_is_refused() =>
        _world.AssertOnlyTheGateRefuses(Changed(payload: json => json["exp"] = (_world.Now + 60) * 1000), TokenCheckKind.ClaimTypes);

    [Fact]
    public Task An_expiry_far_in_the_future_is_refused() =>
        _world.AssertOnlyTheGateRefuses(Changed(payload: json => json["exp"] = _world.Now + 3601), TokenCheckKind.Lifetime);

    [Fact]
    public Task An_expiry_written_as_a_string_is_refused() =>
        _world.AssertOnlyTheGateRefuses(Changed(payload: json => json["exp"] = $"{_world.Now + 60}"), TokenCheckKind.ClaimTypes);

    [Fact]
    public Task A_token_that_says_it_has_not_been_made_yet_is_refused() =>
        _world.AssertOnlyTheGateRefuses(Changed(payload: json =>
        {
            json["iat"] = _world.Now + 31;
            json["exp"] = _world.Now + 600;
        }), TokenCheckKind.IssuedAt);

    [Theory]
    [InlineData("logout+jwt")]
    [InlineData("JWT")]
    [InlineData("dpop+jwt")]
    public Task A_token_of_another_type_is_refused(string type) =>
        _world.AssertOnlyTheGateRefuses(Changed(header: json => json["typ"] = type), TokenCheckKind.Type);

    [Fact]
    public Task A_token_without_a_type_is_refused() =>
        _world.AssertOnlyTheGateRefuses(Changed(header: json => json.Remove("typ")), TokenCheckKind.Type);

    [Fact]
    public Task An_audience_with_one_slash_more_is_refused() =>
        _world.AssertOnlyTheGateRefuses(Changed(payload: json => json["aud"] = _world.Options.Audience + "/"), TokenCheckKind.Audience);

    [Fact]
    public Task A_token_of_more_than_eight_kilobytes_is_refused() =>
        _world.AssertOnlyTheGateRefuses(Changed(payload: json => json["note"] = new string('x', 150_000)), TokenCheckKind.Size);

    private string Changed(Action<JsonObject>? header = null, Action<JsonObject>? payload = null) =>
        Forge.Change(_world.Token(), _world.Key(), header, payload);

    private static string SwapCase(string text) =>
        string.Concat(
            text.Select(letter => char.IsAsciiLetterLower(letter) ? char.ToUpperInvariant(letter) : char.ToLowerInvariant(letter)));
}
