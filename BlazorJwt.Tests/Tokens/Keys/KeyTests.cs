using System.Security.Cryptography;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tests.Tokens.Keys;

/// <summary>One key, one algorithm; made when needed; named by its thumbprint.</summary>
public sealed class KeyTests
{
    private readonly TokenWorld _world = new();

    [Fact]
    public void No_key_is_made_before_somebody_asks_for_it()
    {
        var world = new TokenWorld(new());
        Assert.Empty(world.Keys.Existing);

        world.Token();

        Assert.Equal(["ES256"], world.Keys.Existing.Select(key => key.Algorithm));
    }

    [Fact]
    public void A_made_RSA_key_has_3072_bits()
    {
        var world = new TokenWorld(new());

        Assert.Equal(3072, world.Key("RS256").Bits);
        Assert.Equal(3072, world.Key("PS256").Bits);
        Assert.NotEqual(world.Key("RS256").KeyId, world.Key("PS256").KeyId);
    }

    [Fact]
    public void The_key_id_is_the_thumbprint_of_RFC_7638()
    {
        var jwk = _world.Key().PublicJwk()!;
        var members = $$"""{"crv":"P-256","kty":"EC","x":"{{jwk.X}}","y":"{{jwk.Y}}"}""";

        Assert.Equal(Base64UrlEncoder.Encode(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(members))), _world.Key().KeyId);
    }

    [Fact]
    public void The_example_of_RFC_7638_has_the_id_that_the_RFC_gives()
    {
        // RFC 7638 section 3.1.
        using var rsa = RSA.Create(new RSAParameters
        {
            Exponent = [1, 0, 1],
            Modulus = Base64UrlEncoder.DecodeBytes(
                "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"),
        });

        Assert.Equal("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", TokenKey.FromRsa(rsa, "RS256").KeyId);
    }

    [Theory]
    [InlineData("ES256")]
    [InlineData("RS256")]
    public void A_published_key_has_nothing_private(string algorithm)
    {
        var jwk = _world.Key(algorithm).PublicJwk()!;

        Assert.False(jwk.HasPrivateKey);
        Assert.All([jwk.D, jwk.P, jwk.Q, jwk.DP, jwk.DQ, jwk.QI, jwk.K], Assert.Null);
        Assert.Equal((algorithm, "sig", _world.Key(algorithm).KeyId), (jwk.Alg, jwk.Use, jwk.Kid));
    }

    [Fact]
    public async Task A_token_can_be_checked_with_the_published_half_alone()
    {
        var token = _world.Token("RS256");
        var published = new TokenWorld().AskTheLibrary(token, _world.Key("RS256"));
        Assert.True((await published).IsValid);

        var parameters = _world.OutOfTheBox(_world.Key("RS256"));
        parameters.IssuerSigningKey = _world.Key("RS256").PublicJwk();
        Assert.True((await new Microsoft.IdentityModel.JsonWebTokens.JsonWebTokenHandler().ValidateTokenAsync(token, parameters)).IsValid);
    }

    [Fact]
    public void A_shared_secret_has_no_published_half() => Assert.Null(_world.Key("HS256").PublicJwk());

    [Fact]
    public void A_curve_that_is_not_P256_is_weak_for_ES256()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);

        Assert.Contains("P-256", TokenKey.FromEcdsa(curve, "ES256").Weakness, StringComparison.Ordinal);
        Assert.Null(_world.Key().Weakness);
    }

    [Theory]
    [InlineData("nistP256", "ES256")]
    [InlineData("nistP384", "ES384")]
    [InlineData("nistP521", "ES512")]
    public void The_curve_says_the_algorithm(string curve, string algorithm)
    {
        using var ecdsa = ECDsa.Create(ECCurve.CreateFromFriendlyName(curve));

        Assert.Equal((algorithm, null), (TokenKey.FromEcdsa(ecdsa).Algorithm, TokenKey.FromEcdsa(ecdsa).Weakness));
    }

    [Fact]
    public async Task A_key_on_another_curve_is_not_taken_for_ES256()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        var key = TokenKey.FromEcdsa(curve, "ES256");
        var token = Forge.Change(_world.Token(), key, header: json => json["kid"] = key.KeyId);

        await _world.AssertRefused(token, TokenCheckKind.Key, _world.Service.Policy with { Keys = new FixedKeySet(key) });
    }

    [Fact]
    public void An_RSA_key_with_a_small_exponent_is_weak()
    {
        using var rsa = RSA.Create(new RSAParameters
        {
            Exponent = [3],
            Modulus = ((RsaSecurityKey)_world.Key("RS256").SecurityKey).Rsa.ExportParameters(false).Modulus
        });

        Assert.Contains("exponent", TokenKey.FromRsa(rsa, "RS256").Weakness, StringComparison.Ordinal);
    }

    [Fact]
    public void An_RSA_key_is_for_an_RSA_algorithm()
    {
        using var rsa = RSA.Create(2048);

        Assert.Throws<ArgumentOutOfRangeException>(() => TokenKey.FromRsa(rsa, "HS256"));
    }

    [Fact]
    public async Task A_key_whose_cryptography_is_gone_refuses_instead_of_throwing()
    {
        var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var key = TokenKey.FromEcdsa(ecdsa);
        var policy = _world.Service.Policy with { Keys = new FixedKeySet(key) };
        var token = Forge.Change(_world.Token(), key, header: json => json["kid"] = key.KeyId);
        await _world.AssertAccepted(token, policy);

        ecdsa.Dispose();

        await _world.AssertRefused(token, TokenCheckKind.Signature, policy);
    }

    [Fact]
    public async Task A_key_taken_out_of_the_set_refuses_its_tokens()
    {
        var policy = _world.Service.Policy with { Keys = new FixedKeySet() };

        await _world.AssertRefused(_world.Token(), TokenCheckKind.Key, policy);
    }

    [Theory]
    [InlineData("ES256")]
    [InlineData("RS256")]
    [InlineData("HS256")]
    public async Task Many_threads_sign_and_check_with_one_key(string algorithm)
    {
        var good = new System.Collections.Concurrent.ConcurrentBag<bool>();

        await Parallel.ForEachAsync(Enumerable.Range(0, 64), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, _) =>
        {
            var token = _world.Token(algorithm);
            good.Add((await _world.Check(token)).Accepted);
            good.Add(!(await _world.Check(Forge.Change(token, TokenKey.Create("ES256")))).Accepted);
        });

        Assert.Equal(128, good.Count);
        Assert.All(good, Assert.True);
        Assert.Single(_world.Keys.Existing, key => key.Algorithm == algorithm);
    }
}
