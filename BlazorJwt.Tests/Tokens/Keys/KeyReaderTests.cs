using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tests.Tokens.Keys;

/// <summary>Each form of a key, and what is said of one that is none, weak or locked.</summary>
public sealed class KeyReaderTests
{
    [Fact]
    public void The_same_letters_are_three_secrets_by_what_they_are_said_to_be()
    {
        const string Text = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

        Assert.Equal(Encoding.UTF8.GetBytes(Text), Secret(Text, KeyForm.PlainSecret));
        Assert.Equal(Base64UrlEncoder.DecodeBytes(Text), Secret(Text, KeyForm.Base64UrlSecret));
        Assert.Equal(Convert.FromHexString(Text), Secret(Text, KeyForm.HexSecret));
    }

    [Fact]
    public void Spaces_of_a_plain_secret_count_and_are_told()
    {
        var reading = KeyReader.Read("a secret of thirty-two bytes, see\n", KeyForm.PlainSecret, "HS256");

        Assert.Contains("line break", Assert.Single(reading.Notes), StringComparison.Ordinal);
        Assert.Equal(34 * 8, reading.Keys[0].Bits);
    }

    [Fact]
    public void A_secret_that_everybody_knows_is_read_and_told()
    {
        var reading = KeyReader.Read("a-string-secret-at-least-256-bits-long", KeyForm.PlainSecret, "HS256");

        Assert.Null(Assert.Single(reading.Keys).Weakness);
        Assert.Contains("public examples", Assert.Single(reading.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("HS256", 31, true)]
    [InlineData("HS256", 32, false)]
    [InlineData("HS384", 47, true)]
    [InlineData("HS384", 48, false)]
    [InlineData("HS512", 63, true)]
    [InlineData("HS512", 64, false)]
    public void A_secret_shorter_than_the_hash_is_weak_and_signs_nothing(string algorithm, int bytes, bool isWeak)
    {
        var key = Assert.Single(KeyReader.Read(new string('k', bytes), KeyForm.PlainSecret, algorithm).Keys);

        Assert.Equal((algorithm, isWeak, !isWeak), (key.Algorithm, key.Weakness is not null, key.CanSign));
    }

    [Theory]
    [InlineData("zz", KeyForm.HexSecret, "not hexadecimal")]
    [InlineData("abc", KeyForm.HexSecret, "odd number")]
    [InlineData("ab cd", KeyForm.Base64UrlSecret, "not base64url")]
    [InlineData("abcde", KeyForm.Base64UrlSecret, "a length")]
    [InlineData("=", KeyForm.Base64UrlSecret, "empty")]
    [InlineData("", KeyForm.Jwk, "no key yet")]
    [InlineData("{", KeyForm.Pem, "a JWK")]
    [InlineData("-----BEGIN PUBLIC KEY-----", KeyForm.Jwk, "PEM")]
    [InlineData("-----BEGIN PUBLIC KEY-----", KeyForm.Pem, "breaks off")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----", KeyForm.Pem, "key")]
    [InlineData("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----", KeyForm.Pem, "not read here")]
    [InlineData("letters", KeyForm.Pem, "no PEM")]
    [InlineData("letters", KeyForm.Jwk, "not JSON")]
    [InlineData("{}", KeyForm.Jwk, "kty is missing")]
    [InlineData("{\"keys\":[]}", KeyForm.Jwk, "empty")]
    [InlineData("{\"keys\":7}", KeyForm.Jwk, "not an array")]
    [InlineData("{\"kty\":\"oct\",\"kty\":\"EC\"}", KeyForm.Jwk, "twice")]
    [InlineData("{\"kty\":7}", KeyForm.Jwk, "not a string")]
    [InlineData("{\"kty\":\"RSA\",\"n\":\"AA\",\"e\":\"AQAB\"}", KeyForm.Jwk, "n is no number")]
    [InlineData("{\"kty\":\"EC\",\"crv\":\"secp256k1\",\"x\":\"AA\",\"y\":\"AA\"}", KeyForm.Jwk, "none of the curves")]
    [InlineData("{\"kty\":\"AKP\",\"alg\":\"ML-DSA-65\",\"pub\":\"AA\"}", KeyForm.Jwk, "ML-DSA-65: cannot verify this algorithm here")]
    public void What_is_no_key_gets_a_sentence(string text, KeyForm form, string sentence)
    {
        var reading = KeyReader.Read(text, form, "ES256");

        Assert.Empty(reading.Keys);
        Assert.Contains(sentence, reading.Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(KeyForm.PlainSecret)]
    [InlineData(KeyForm.Jwk)]
    public void Half_a_character_is_no_key(KeyForm form) => Assert.NotNull(KeyReader.Read("{\"kty\":\"\ud800\"}", form, "HS256").Problem);

    [Theory]
    [InlineData("RSA PRIVATE KEY", true)]
    [InlineData("RSA PUBLIC KEY", false)]
    [InlineData("EC PRIVATE KEY", true)]
    public void The_older_kinds_of_PEM_are_read(string label, bool isPrivate)
    {
        using var rsa = RSA.Create(2048);
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP521);
        var pem = label switch
        {
            "RSA PRIVATE KEY" => rsa.ExportRSAPrivateKeyPem(),
            "RSA PUBLIC KEY" => rsa.ExportRSAPublicKeyPem(),
            _ => ecdsa.ExportECPrivateKeyPem(),
        };

        // As in an environment variable: one line.
        var key = Assert.Single(KeyReader.Read(pem.Replace("\n", "\\n", StringComparison.Ordinal), KeyForm.Pem, "PS384").Keys);

        Assert.Equal((label[0] == 'E' ? "ES512" : "PS384", isPrivate), (key.Algorithm, key.CanSign));
    }

    [Fact]
    public void A_certificate_gives_its_key_and_says_what_is_not_checked()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var certificate = new CertificateRequest("CN=test", ecdsa, HashAlgorithmName.SHA256)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1));

        var reading = KeyReader.Read(certificate.ExportCertificatePem() + "\n" + certificate.ExportCertificatePem(), KeyForm.Pem, "RS256");

        Assert.Equal((TokenKey.FromEcdsa(ecdsa).Thumbprint, false), (Assert.Single(reading.Keys).Thumbprint, reading.Keys[0].CanSign));
        Assert.Contains(reading.Notes, note => note.Contains("not checked", StringComparison.Ordinal));
        // With the private key beside it, as servers keep them, both are one key.
        Assert.True(
            Assert.Single(KeyReader.Read(certificate.ExportCertificatePem() + "\n" + ecdsa.ExportPkcs8PrivateKeyPem(), KeyForm.Pem,
                "RS256").Keys).CanSign);
    }

    [Fact]
    public void A_private_key_under_a_password_is_told_so()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var pem = ecdsa.ExportEncryptedPkcs8PrivateKeyPem("word", new(PbeEncryptionAlgorithm.Aes128Cbc, HashAlgorithmName.SHA256, 1000));

        Assert.Contains("encrypted with a password", KeyReader.Read(pem, KeyForm.Pem, "ES256").Problem, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1024)]
    [InlineData(2056)]
    [InlineData(2304)]
    public void An_RSA_key_of_another_size_is_read_and_weak(int bits)
    {
        using var rsa = RSA.Create(bits);
        var key = Assert.Single(KeyReader.Read(rsa.ExportPkcs8PrivateKeyPem(), KeyForm.Pem, "RS512").Keys);

        Assert.Contains($"{bits} bits", key.Weakness, StringComparison.Ordinal);
        Assert.True(key.HasPrivateHalf);
        Assert.False(key.CanSign);
    }

    [Fact]
    public void A_key_on_a_curve_without_an_algorithm_is_told_so()
    {
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.brainpoolP256r1);

        Assert.Contains("none of the curves", KeyReader.Read(ecdsa.ExportSubjectPublicKeyInfoPem(), KeyForm.Pem, "ES256").Problem,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => TokenKey.FromEcdsa(ecdsa));
    }

    [Fact]
    public void Two_halves_of_two_keys_are_no_key()
    {
        var (one, other) = (KeyWriter.PrivateJwk(KeyStock.Key("ES256")), KeyWriter.PrivateJwk(KeyStock.AnotherKey("ES256")));
        static string D(string jwk) => System.Text.Json.JsonDocument.Parse(jwk).RootElement.GetProperty("d").GetString()!;

        Assert.Contains("do not belong together",
            KeyReader.Read(one.Replace(D(one), D(other), StringComparison.Ordinal), KeyForm.Jwk, "ES256").Problem,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Of_a_set_what_can_not_be_used_is_passed_over_and_told()
    {
        var reading =
            KeyReader.Read($$"""{"keys":[{"kty":"OKP","crv":"Ed25519","x":"AA"},{{KeyWriter.PublicJwk(KeyStock.Key("ES256"))}},7]}""",
                KeyForm.Jwk, "ES256");

        Assert.Equal(KeyStock.Key("ES256").KeyId, Assert.Single(reading.Keys).KeyId);
        Assert.Equal(2, reading.Notes.Count);
    }

    [Fact]
    public void An_RSA_key_is_never_taken_for_a_secret()
    {
        // The confusion of RS256 and HS256: whatever the token says, a public key checks no HMAC.
        var reading = KeyReader.Read(KeyWriter.PublicPem(KeyStock.Key("RS256")), KeyForm.Pem, "HS256");

        Assert.Equal("RS256", Assert.Single(reading.Keys).Algorithm);
        Assert.Contains("taken for RS256", Assert.Single(reading.Notes), StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_here_prints_a_secret_and_the_library_keeps_nothing_of_it()
    {
        const string Secret = "a secret that only this test has, and nobody else";
        var reading = KeyReader.Read(Secret, KeyForm.PlainSecret, "HS256");

        Assert.DoesNotContain(Secret, $"{reading} {reading.Keys[0]} {string.Join(' ', reading.Notes)} {new FixedKeySet(reading.Keys)}",
            StringComparison.Ordinal);
        Assert.False(reading.Keys[0].SecurityKey.CryptoProviderFactory.CacheSignatureProviders);
    }

    [Fact]
    public void Broken_keys_never_throw()
    {
        var random = new Random(9);
        string[] whole = [KeyWriter.PrivateJwk(KeyStock.Key("ES512")), KeyWriter.PrivateJwk(KeyStock.Key("PS256")),
            KeyWriter.PrivatePem(KeyStock.Key("ES256")), KeyWriter.PublicPem(KeyStock.Key("RS256"))];
        for (var count = 0; count < 1500; count++)
        {
            var text = new StringBuilder(whole[random.Next(whole.Length)]);
            for (var left = random.Next(1, 4); left > 0; left--) text[random.Next(text.Length)] = "A0_-\"{}[]:,\n=é\0"[random.Next(15)];
            if (random.Next(5) == 0) text.Length = random.Next(text.Length);

            foreach (var form in Enum.GetValues<KeyForm>())
            {
                var reading = KeyReader.Read(text.ToString(), form, "RS256");
                Assert.Equal(reading.Problem is null, reading.Keys.Count > 0);
            }
        }
    }

    private static byte[] Secret(string text, KeyForm form) =>
        ((SymmetricSecurityKey)Assert.Single(KeyReader.Read(text, form, "HS256").Keys).SecurityKey).Key;
}
