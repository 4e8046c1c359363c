using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Jwe;
using BlazorJwt.Tokens.Keys;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tests.Tokens.Jwe;

public sealed class JweTests : IDisposable
{
    private const string Claims = """{"sub":"alice","name":"Zoë 🦊"}""";

    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(JweWriter.DirectKeyBytes);
    private readonly RSA _rsa = RSA.Create(2048);

    [Fact]
    public void What_was_encrypted_with_a_shared_key_is_decrypted_with_it_in_each_spelling()
    {
        var token = Direct();

        Assert.Equal(Claims, JweReader.Decrypt(token, Base64Url.EncodeToString(_secret), KeyForm.Base64UrlSecret).Payload);
        Assert.Equal(Claims, JweReader.Decrypt(token, Convert.ToBase64String(_secret), KeyForm.Base64UrlSecret).Payload);
        Assert.Equal(Claims, JweReader.Decrypt(token, Convert.ToHexString(_secret), KeyForm.HexSecret).Payload);
        Assert.Equal(Claims,
            JweReader.Decrypt(token, $$"""{"kty":"oct","k":"{{Base64Url.EncodeToString(_secret)}}"}""", KeyForm.Jwk).Payload);
    }

    [Fact]
    public void What_was_encrypted_with_a_public_key_is_decrypted_with_the_private_one()
    {
        using var publicHalf = RSA.Create(_rsa.ExportParameters(includePrivateParameters: false));
        var token = JweWriter.Encrypt(Claims, new RsaSecurityKey(publicHalf), JweKeyManagement.RsaOaep);

        Assert.Equal(Claims, JweReader.Decrypt(token, _rsa.ExportPkcs8PrivateKeyPem(), KeyForm.Pem).Payload);
        Assert.Equal(Claims, JweReader.Decrypt(token, _rsa.ExportRSAPrivateKeyPem(), KeyForm.Pem).Payload);
        Assert.Contains("public key", JweReader.Decrypt(token, _rsa.ExportSubjectPublicKeyInfoPem(), KeyForm.Pem).Problem,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_stranger_with_the_public_key_encrypts_claims_of_their_own_and_they_decrypt()
    {
        using var stranger = RSA.Create();
        stranger.ImportFromPem(_rsa.ExportSubjectPublicKeyInfoPem());

        var forged = JweWriter.Encrypt("""{"sub":"alice","role":"manager"}""", new RsaSecurityKey(stranger), JweKeyManagement.RsaOaep);

        Assert.Equal("""{"sub":"alice","role":"manager"}""",
            JweReader.Decrypt(forged, _rsa.ExportPkcs8PrivateKeyPem(), KeyForm.Pem).Payload);
    }

    [Fact]
    public void A_token_has_five_parts_of_which_only_the_header_can_be_read()
    {
        var decoded = TokenDecoder.Decode(Direct());

        Assert.True(decoded is { IsEncrypted: true, IsWellFormed: true, Payload: null });
        Assert.Equal(("dir", "A256CBC-HS512", "json"), (Header(decoded, "alg"), Header(decoded, "enc"), Header(decoded, "cty")));
        Assert.Equal([0, 16, 32], ((int[])[1, 2, 4]).Select(index => decoded.Parts[index].Bytes!.Value.Length));
        Assert.DoesNotContain(decoded.Parts,
            part => part.Bytes is { } bytes && Encoding.UTF8.GetString(bytes.Span).Contains("alice", StringComparison.Ordinal));
    }

    [Fact]
    public void A_change_of_any_character_is_noticed()
    {
        var token = Direct();
        var key = Base64Url.EncodeToString(_secret);
        for (var at = 0; at < token.Length; at++)
        {
            var changed = $"{token[..at]}{(token[at] == 'A' ? 'B' : 'A')}{token[(at + 1)..]}";

            var reading = JweReader.Decrypt(changed, key, KeyForm.Base64UrlSecret);

            Assert.True(reading is { Payload: null, Problem.Length: > 20 }, $"Character {at}.");
        }
    }

    [Theory]
    [InlineData(KeyForm.PlainSecret, "too short", "exactly 64 bytes; this has 9")]
    [InlineData(KeyForm.HexSecret, "xyz", "not hexadecimal")]
    [InlineData(KeyForm.Base64UrlSecret, "!!", "not base64url")]
    [InlineData(KeyForm.Pem, "no pem", "this is PEM")]
    [InlineData(KeyForm.Jwk, "{,", "The key is not JSON.")]
    [InlineData(KeyForm.Jwk, "[]", "not an object")]
    [InlineData(KeyForm.Jwk, "{}", "kty")]
    [InlineData(KeyForm.Jwk, """{"kty":"oct"}""", "k of the key is missing")]
    [InlineData(KeyForm.Jwk, """{"kty":"oct","k":5}""", "k is not a string")]
    [InlineData(KeyForm.Jwk, """{"kty":"oct","k":"AA","use":"sig"}""", "not for encryption")]
    [InlineData(KeyForm.Jwk, """{"kty":"oct","k":"AA","key_ops":["sign"]}""", "not for decrypting")]
    [InlineData(KeyForm.Jwk, """{"kty":"oct","k":"AA","alg":"A128KW"}""", "another algorithm")]
    [InlineData(KeyForm.Jwk, """{"kty":"RSA","n":"AQ","e":"AQAB"}""", "an RSA key")]
    [InlineData(KeyForm.Jwk, """{"keys":[]}""", "a set of keys")]
    [InlineData(KeyForm.PlainSecret, " ", "There is no key yet.")]
    public void A_key_that_does_not_fit_gets_a_sentence(KeyForm form, string key, string expected) =>
        Assert.Contains(expected, JweReader.Decrypt(Direct(), key, form).Problem, StringComparison.Ordinal);

    [Fact]
    public void The_wrong_key_and_a_changed_token_get_the_same_sentence()
    {
        var token = Direct();
        var other = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(64));
        var changed = token[..^4] + (token[^4] == 'A' ? "B" : "A") + token[^3..];

        var wrongKey = JweReader.Decrypt(token, other, KeyForm.Base64UrlSecret).Problem;

        Assert.Contains("the key is another one, or the token was changed", wrongKey, StringComparison.Ordinal);
        Assert.Equal(wrongKey, JweReader.Decrypt(changed, Base64Url.EncodeToString(_secret), KeyForm.Base64UrlSecret).Problem);
    }

    [Theory]
    [InlineData("""{"alg":"PBES2-HS512+A256KW","enc":"A128CBC-HS256","p2c":2147483647,"p2s":"AAAA"}""", "RFC 7518 section 4.8.1.2")]
    [InlineData("""{"alg":"dir","enc":"A256GCM"}""", "encrypted with A256GCM")]
    [InlineData("""{"alg":"ECDH-ES","enc":"A128CBC-HS256"}""", "found by ECDH-ES")]
    [InlineData("""{"alg":"<b>","enc":"A128CBC-HS256"}""", "an algorithm that is not known")]
    [InlineData("""{"alg":5,"enc":"A128CBC-HS256"}""", "names no alg")]
    [InlineData("""{"alg":"dir"}""", "names no enc")]
    [InlineData("""{"alg":"dir","enc":"A256CBC-HS512","crit":["x"],"x":1}""", "crit")]
    [InlineData("""{"alg":"dir","enc":"A256CBC-HS512","zip":"LZ"}""", "zip")]
    [InlineData("""{"alg":"dir","alg":"dir","enc":"A256CBC-HS512"}""", "twice")]
    [InlineData("[]", "not an object")]
    public void A_header_that_can_t_be_followed_gets_a_sentence(string header, string expected)
    {
        var token =
            $"{Base64Url.EncodeToString(Encoding.UTF8.GetBytes(header))}..AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA";

        Assert.Contains(expected, JweReader.Decrypt(token, Convert.ToHexString(_secret), KeyForm.HexSecret).Problem,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "nothing to read")]
    [InlineData("a.b.c", "this has 3")]
    [InlineData("{}", "JSON")]
    [InlineData("....", "empty")]
    public void What_is_no_encrypted_token_gets_a_sentence(string token, string expected) =>
        Assert.Contains(expected, JweReader.Decrypt(token, "key", KeyForm.PlainSecret).Problem, StringComparison.Ordinal);

    [Fact]
    public void Compressed_content_is_unpacked_up_to_a_bound()
    {
        var key = Base64Url.EncodeToString(_secret);
        var credentials = new EncryptingCredentials(new SymmetricSecurityKey(_secret), "dir", SecurityAlgorithms.Aes256CbcHmacSha512);
        var small = new JsonWebTokenHandler().EncryptToken(new string('a', 200_000), credentials, "DEF");
        var bomb = new JsonWebTokenHandler().EncryptToken(new string('a', 30_000_000), credentials, "DEF");
        Assert.True(bomb.Length < TokenDecoder.MaxCharacters, "The bomb is too long to be read at all, and so proves nothing.");

        Assert.Equal(200_000, JweReader.Decrypt(small, key, KeyForm.Base64UrlSecret).Payload!.Length);
        Assert.Contains("256,000", JweReader.Decrypt(bomb, key, KeyForm.Base64UrlSecret).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_decrypted_is_not_printed() =>
        Assert.DoesNotContain("alice", $"{JweReader.Decrypt(Direct(), Convert.ToHexString(_secret), KeyForm.HexSecret)}",
            StringComparison.Ordinal);

    public void Dispose() => _rsa.Dispose();

    private string Direct() => JweWriter.Encrypt(Claims, new SymmetricSecurityKey(_secret), JweKeyManagement.Direct);

    private static string? Header(DecodedToken token, string name) => token.Header!.Value.GetProperty(name).GetString();
}
