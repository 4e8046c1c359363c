using System.Text.Json;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Jws;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tests.Tokens.Keys;

/// <summary>A key that was written is read again as the same key, for every algorithm and in every form it has.</summary>
public sealed class KeyRoundtripTests
{
    public static TheoryData<string> All => [.. SigningAlgorithms.Jose];

    public static TheoryData<string> Asymmetric => [.. SigningAlgorithms.Jose.Where(algorithm => algorithm[0] != 'H')];

    [Theory]
    [MemberData(nameof(All))]
    public void A_private_JWK_signs_what_the_key_verifies(string algorithm)
    {
        var key = KeyStock.Key(algorithm);

        var read = Read(KeyWriter.PrivateJwk(key), KeyForm.Jwk, "RS256");

        Assert.Equal((algorithm, key.KeyId, key.Thumbprint, true), (read.Algorithm, read.KeyId, read.Thumbprint, read.CanSign));
        AssertBelongTogether(read, key);
    }

    [Theory]
    [MemberData(nameof(Asymmetric))]
    public void A_private_PEM_signs_what_the_key_verifies(string algorithm)
    {
        var key = KeyStock.Key(algorithm);

        var read = Read(KeyWriter.PrivatePem(key), KeyForm.Pem, algorithm);

        Assert.Equal((algorithm, key.Thumbprint, true), (read.Algorithm, read.Thumbprint, read.CanSign));
        AssertBelongTogether(read, key);
    }

    [Theory]
    [MemberData(nameof(Asymmetric))]
    public void The_public_forms_verify_and_hold_nothing_private(string algorithm)
    {
        var key = KeyStock.Key(algorithm);

        foreach (var (text, form) in new[] { (KeyWriter.PublicPem(key), KeyForm.Pem), (KeyWriter.PublicJwk(key), KeyForm.Jwk) })
        {
            var read = Read(text, form, algorithm);

            Assert.Equal((algorithm, key.Thumbprint), (read.Algorithm, read.Thumbprint));
            Assert.False(read.HasPrivateHalf);
            Assert.False(read.CanSign);
            Assert.Throws<ArgumentException>(() => KeyWriter.PrivatePem(read));
            Assert.Throws<ArgumentException>(() => KeyWriter.PrivateJwk(read));
            AssertBelongTogether(key, read);
        }
    }

    [Theory]
    [MemberData(nameof(Asymmetric))]
    public void From_JWK_to_PEM_and_back_nothing_is_lost(string algorithm)
    {
        var jwk = KeyWriter.PrivateJwk(KeyStock.Key(algorithm));

        var pem = KeyWriter.PrivatePem(Read(jwk, KeyForm.Jwk, algorithm));

        Assert.Equal(jwk, KeyWriter.PrivateJwk(Read(pem, KeyForm.Pem, algorithm)));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_thumbprint_is_that_of_RFC_7638_and_of_the_library(string algorithm)
    {
        var jwk = KeyWriter.PrivateJwk(KeyStock.Key(algorithm));
        var key = Read(jwk, KeyForm.Jwk, algorithm);

        Assert.Equal(key.Thumbprint, JwkThumbprint.Of(JsonDocument.Parse(jwk).RootElement));
        Assert.Equal(key.Thumbprint, Base64UrlEncoder.Encode(new JsonWebKey(jwk).ComputeJwkThumbprint()));
    }

    [Theory]
    [MemberData(nameof(Asymmetric))]
    public void The_published_half_is_one_for_the_library_and_for_the_writer(string algorithm)
    {
        var key = KeyStock.Key(algorithm);
        var (ours, library) = (new JsonWebKey(KeyWriter.PublicJwk(key)), key.PublicJwk()!);

        Assert.False(ours.HasPrivateKey);
        Assert.Equal((library.Kty, library.Crv, library.X, library.Y, library.N, library.E, library.Kid, library.Alg),
            (ours.Kty, ours.Crv, ours.X, ours.Y, ours.N, ours.E, ours.Kid, ours.Alg));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void A_fresh_key_is_strong_and_signs(string algorithm)
    {
        var key = TokenKey.Create(algorithm);

        Assert.Equal((algorithm, null, true), (key.Algorithm, key.Weakness, key.CanSign));
        Assert.Equal(algorithm[0] switch
        {
            'H' => int.Parse(algorithm[2..]),
            'E' => algorithm == "ES512" ? 521 : int.Parse(algorithm[2..]),
            _ => 3072,
        }, key.Bits);
    }

    [Fact]
    public void A_secret_has_no_public_form_and_no_PEM()
    {
        var secret = KeyStock.Key("HS384");

        Assert.Throws<ArgumentException>(() => KeyWriter.PublicJwk(secret));
        Assert.Throws<ArgumentException>(() => KeyWriter.PublicPem(secret));
        Assert.Throws<ArgumentException>(() => KeyWriter.PrivatePem(secret));
    }

    private static TokenKey Read(string text, KeyForm form, string algorithm)
    {
        var reading = KeyReader.Read(text, form, algorithm);
        Assert.Null(reading.Problem);
        return Assert.Single(reading.Keys);
    }

    private static void AssertBelongTogether(TokenKey signer, TokenKey verifier)
    {
        var token = JwsSigner.Sign(JsonSerializer.SerializeToUtf8Bytes(new { alg = signer.Algorithm }), "any bytes \0"u8, signer);

        Assert.Null(JwsVerifier.Verify(token, new FixedKeySet([verifier]), SigningAlgorithms.Jose).Refusal);
        Assert.Equal(TokenCheckKind.Signature,
            JwsVerifier.Verify(token, new FixedKeySet([KeyStock.AnotherKey(signer.Algorithm)]), SigningAlgorithms.Jose).Refusal?.Kind);
    }
}
