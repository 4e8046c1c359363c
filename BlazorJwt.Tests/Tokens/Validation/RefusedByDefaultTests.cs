using System.Text;
using System.Text.Json.Nodes;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tests.Tokens.Validation;

/// <summary>Attacks that the library refuses out of the box. The service refuses them too, most of them before any cryptography
/// runs.</summary>
public sealed class RefusedByDefaultTests
{
    private readonly TokenWorld _world = new();

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("NONE")]
    [InlineData("nOnE")]
    [InlineData("")]
    public Task An_unsigned_token_is_refused_in_any_case(string algorithm)
    {
        var header = Forge.Encode($$"""{"alg":"{{algorithm}}","kid":"{{_world.Key().KeyId}}","typ":"at+jwt"}""");
        var signature = _world.Token().Split('.')[2];
        return _world.AssertBothRefuse($"{header}.{_world.Token().Split('.')[1]}.{signature}", TokenCheckKind.Algorithm);
    }

    [Fact]
    public Task An_unsigned_token_without_a_signature_is_refused() =>
        _world.AssertBothRefuse($"{Forge.Encode("""{"alg":"none"}""")}.{_world.Token().Split('.')[1]}.", TokenCheckKind.Form);

    [Fact]
    public Task A_stripped_signature_is_refused()
    {
        var token = _world.Token();
        return _world.AssertBothRefuse(token[..(token.LastIndexOf('.') + 1)], TokenCheckKind.Form);
    }

    [Fact]
    public Task The_public_key_of_RS256_used_as_the_secret_of_HS256_is_refused()
    {
        var key = _world.Key(SigningAlgorithms.RS256);
        var pem = ((RsaSecurityKey)key.SecurityKey).Rsa.ExportSubjectPublicKeyInfoPem();
        var publicKeyAsSecret = TokenKey.FromSecret(Encoding.ASCII.GetBytes(pem));
        var header = $$"""{"alg":"HS256","kid":"{{key.KeyId}}","typ":"at+jwt"}""";
        return _world.AssertBothRefuse(Forge.Sign(header, Forge.Json(_world.Token(), 1), publicKeyAsSecret), TokenCheckKind.Key, key);
    }

    [Fact]
    public Task A_token_that_brings_its_own_key_is_refused()
    {
        var attackers = TokenKey.Create(SigningAlgorithms.ES256);
        var jwk = attackers.PublicJwk()!;
        return _world.AssertBothRefuse(Forge.Change(_world.Token(), attackers, header: json => json["jwk"] = new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["x"] = jwk.X,
            ["y"] = jwk.Y,
            ["kid"] = _world.Key().KeyId,
        }), TokenCheckKind.Signature);
    }

    [Theory]
    [InlineData("jku")]
    [InlineData("x5u")]
    public Task A_token_that_names_an_address_for_its_key_is_refused(string member)
    {
        // Port 9 of this machine answers nobody; the refusal comes at once because nobody asks.
        var attackers = TokenKey.Create(SigningAlgorithms.ES256);
        return _world.AssertBothRefuse(Forge.Change(_world.Token(), attackers, header: json => json[member] = "http://127.0.0.1:9/keys"),
            TokenCheckKind.Signature);
    }

    [Fact]
    public Task The_psychic_signature_of_zeros_is_refused()
    {
        var token = _world.Token();
        return _world.AssertBothRefuse($"{token[..token.LastIndexOf('.')]}.{Base64UrlEncoder.Encode(new byte[64])}",
            TokenCheckKind.Signature);
    }

    [Fact]
    public Task A_signature_in_DER_form_is_refused()
    {
        var token = _world.Token();
        var content = token[..token.LastIndexOf('.')];
        var der = ((ECDsaSecurityKey)_world.Key().SecurityKey).ECDsa.SignData(
            Encoding.ASCII.GetBytes(content), System.Security.Cryptography.HashAlgorithmName.SHA256,
                System.Security.Cryptography.DSASignatureFormat.Rfc3279DerSequence);
        return _world.AssertBothRefuse($"{content}.{Base64UrlEncoder.Encode(der)}", TokenCheckKind.Signature);
    }

    [Fact]
    public Task A_token_that_never_expires_is_refused() =>
        _world.AssertBothRefuse(Changed(json => json.Remove("exp")), TokenCheckKind.Expiry);

    [Theory]
    [InlineData("somebody-else")]
    [InlineData("BlazorJwt-API")]
    [InlineData("")]
    public Task A_token_for_another_audience_is_refused(string audience) =>
        _world.AssertBothRefuse(Changed(json => json["aud"] = audience), TokenCheckKind.Audience);

    [Fact]
    public Task A_token_for_no_audience_is_refused() =>
        _world.AssertBothRefuse(Changed(json => json.Remove("aud")), TokenCheckKind.Audience);

    [Theory]
    [InlineData("https://somebody.else")]
    [InlineData("http://localhost:5080/")]
    [InlineData("HTTP://localhost:5080")]
    public Task A_token_of_another_issuer_is_refused(string issuer) =>
        _world.AssertBothRefuse(Changed(json => json["iss"] = issuer), TokenCheckKind.Issuer);

    [Fact]
    public Task An_issuer_in_an_array_is_refused() =>
        _world.AssertBothRefuse(Changed(json => json["iss"] = new JsonArray(_world.Options.Issuer, "https://somebody.else")),
            TokenCheckKind.ClaimTypes);

    [Fact]
    public async Task A_secret_of_31_bytes_is_refused()
    {
        var key = TokenKey.FromSecret(Encoding.ASCII.GetBytes("0a9s8d7f6g5h4j3k2l1z0x9c8v7b6n5"));
        var header = $$"""{"alg":"HS256","kid":"{{key.KeyId}}","typ":"at+jwt"}""";
        var policy = _world.Service.Policy with { Keys = new FixedKeySet(key) };
        await _world.AssertBothRefuse(Forge.Sign(header, Forge.Json(_world.Token(), 1), key), TokenCheckKind.Key, key, policy);
    }

    [Fact]
    public Task Four_parts_are_refused() => _world.AssertBothRefuse(_world.Token() + ".AAAA", TokenCheckKind.Form);

    [Fact]
    public Task A_token_in_JSON_serialization_is_refused()
    {
        var parts = _world.Token().Split('.');
        return _world.AssertBothRefuse($$"""{"protected":"{{parts[0]}}","payload":"{{parts[1]}}","signature":"{{parts[2]}}"}""",
            TokenCheckKind.Form);
    }

    [Theory]
    [InlineData(" {0}")]
    [InlineData("{0} ")]
    [InlineData("{0}\n")]
    [InlineData("\t{0}")]
    public Task Space_around_a_token_is_refused(string frame) =>
        _world.AssertBothRefuse(string.Format(null, frame, _world.Token()), TokenCheckKind.Form);

    [Fact]
    public Task A_last_character_with_stray_bits_is_refused()
    {
        // 64 bytes are 86 characters; the last carries four bits that nothing uses.
        var token = _world.Token();
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return _world.AssertBothRefuse(token[..^1] + Alphabet[Alphabet.IndexOf(token[^1], StringComparison.Ordinal) + 1],
            TokenCheckKind.Form);
    }

    private string Changed(Action<JsonObject> payload) => Forge.Change(_world.Token(), _world.Key(), payload: payload);
}
