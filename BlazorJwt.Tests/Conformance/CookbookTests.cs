using System.Text.Json;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tests.Tokens.Keys;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Jws;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Tests.Conformance;

/// <summary>The JOSE cookbook (RFC 7520), with the examples of RFC 7797 and RFC 8037 that go along with it.</summary>
public sealed class CookbookTests
{
    [Theory]
    [InlineData("4_1.rsa_v15_signature", "RS256")]
    [InlineData("4_2.rsa-pss_signature", "PS384")]
    [InlineData("4_3.ecdsa_signature", "ES512")]
    [InlineData("4_4.hmac-sha2_integrity_protection", "HS256")]
    public void A_compact_signature_verifies_with_its_key_and_with_no_other(string name, string algorithm)
    {
        var example = Vectors.Read($"jose-cookbook/jws/{name}.json");
        var compact = example.GetProperty("output").GetProperty("compact").GetString();
        var reading = Key(example.GetProperty("input").GetProperty("key"), algorithm);

        Assert.Equal(algorithm, Assert.Single(reading.Keys).Algorithm);
        Assert.Null(JwsVerifier.Verify(compact, new FixedKeySet(reading.Keys), SigningAlgorithms.Jose).Refusal);
        Assert.Equal(TokenCheckKind.Signature,
            JwsVerifier.Verify(compact, new FixedKeySet([KeyStock.AnotherKey(algorithm)]), SigningAlgorithms.Jose).Refusal?.Kind);
    }

    [Theory]
    [InlineData("4_1.rsa_v15_signature", "RS256")]
    [InlineData("4_4.hmac-sha2_integrity_protection", "HS256")]
    public void A_signature_that_can_be_made_again_is_made_again_to_the_letter(string name, string algorithm)
    {
        var example = Vectors.Read($"jose-cookbook/jws/{name}.json");
        var parts = example.GetProperty("output").GetProperty("compact").GetString()!.Split('.');
        var key = Assert.Single(Key(example.GetProperty("input").GetProperty("key"), algorithm).Keys);

        var signed = JwsSigner.Sign(System.Buffers.Text.Base64Url.DecodeFromChars(parts[0]),
            System.Buffers.Text.Base64Url.DecodeFromChars(parts[1]), key);

        Assert.Equal(string.Join('.', parts), signed);
    }

    [Fact]
    public void Detached_content_is_refused_with_a_sentence()
    {
        var example = Vectors.Read("jose-cookbook/jws/4_5.signature_with_detached_content.json");
        var reading = Key(example.GetProperty("input").GetProperty("key"), "HS256");

        var refusal = JwsVerifier.Verify(example.GetProperty("output").GetProperty("compact").GetString(), new FixedKeySet(reading.Keys),
            SigningAlgorithms.Jose).Refusal;

        Assert.Equal(TokenCheckKind.Signature, refusal?.Kind);
        Assert.Contains("detached", refusal?.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_written_in_JSON_is_refused_with_a_sentence()
    {
        var refused = 0;
        foreach (var file in Vectors.Files("jose-cookbook"))
        {
            var example = Vectors.Read(file);
            if (!example.TryGetProperty("output", out var output)) continue;
            foreach (var form in output.EnumerateObject().Where(form => form.Value.ValueKind is JsonValueKind.Object))
            {
                var refusal = JwsVerifier.Verify(form.Value.GetRawText(), new FixedKeySet([]), SigningAlgorithms.Jose).Refusal;
                Assert.Contains("JSON serialization", refusal?.Explanation, StringComparison.Ordinal);
                refused++;
            }
        }

        Assert.True(refused >= 40, $"only {refused} were found");
    }

    [Fact]
    public void A_payload_that_is_not_encoded_is_refused_by_crit()
    {
        var example = Vectors.Read("jose-cookbook/rfc7797/hmac-sha2_b64_false.json");
        var keys = new FixedKeySet(Key(example.GetProperty("input").GetProperty("key"), "HS256").Keys);
        var compact = example.GetProperty("output").GetProperty("compact").GetString()!;

        Assert.Equal(TokenCheckKind.Critical, JwsVerifier.Verify(compact, keys, SigningAlgorithms.Jose).Refusal?.Kind);
        // The same header over a payload that happens to look encoded.
        var parts = compact.Split('.');
        Assert.Equal(TokenCheckKind.Critical,
            JwsVerifier.Verify($"{parts[0]}.Zm9v.{parts[2]}", keys, SigningAlgorithms.Jose).Refusal?.Kind);
    }

    [Fact]
    public void The_Ed25519_example_is_told_that_it_can_not_be_verified_here()
    {
        var compact = Vectors.Read("jose-cookbook/curve25519/jws.json").GetProperty("output").GetProperty("compact").GetString();

        Assert.Contains("cannot verify this algorithm here",
            JwsVerifier.Verify(compact, new FixedKeySet([]), SigningAlgorithms.Jose).Refusal?.Explanation, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Every_text_of_every_file_goes_through_decoder_verifier_and_key_reader_without_an_exception()
    {
        var world = new TokenWorld();
        var keys = new FixedKeySet([world.Key()]);
        var read = 0;
        foreach (var file in Vectors.Files("jose-cookbook"))
        {
            foreach (var text in Texts(Vectors.Read(file)))
            {
                Assert.NotNull(world.Service.Decode(text));
                Assert.False(world.Service.VerifySignature(text, keys, SigningAlgorithms.Jose).Accepted);
                Assert.False((await world.Service.ValidateAsync(text)).Accepted);
                foreach (var form in Enum.GetValues<KeyForm>()) Assert.NotNull(KeyReader.Read(text, form, SigningAlgorithms.ES256));
                read++;
            }
        }

        Assert.True(read > 150, $"only {read} texts were found");
    }

    [Theory]
    [InlineData("3_1.ec_public_key", "ES512", false)]
    [InlineData("3_2.ec_private_key", "ES512", true)]
    [InlineData("3_3.rsa_public_key", "RS256", false)]
    [InlineData("3_4.rsa_private_key", "RS256", true)]
    [InlineData("3_5.symmetric_key_mac_computation", "HS256", true)]
    public void A_key_of_the_cookbook_is_read(string name, string algorithm, bool canSign)
    {
        var reading = Key(Vectors.Read($"jose-cookbook/jwk/{name}.json"), algorithm);

        Assert.Null(reading.Problem);
        Assert.Equal((algorithm, canSign), (Assert.Single(reading.Keys).Algorithm, reading.Keys[0].CanSign));
    }

    [Fact]
    public void The_key_of_the_cookbook_that_is_for_encryption_signs_nothing()
    {
        var reading = Key(Vectors.Read("jose-cookbook/jwk/3_6.symmetric_key_encryption.json"), "HS256");

        Assert.Equal("use says that the key is not for signatures.", reading.Problem);
    }

    private static KeyReading Key(JsonElement jwk, string algorithm) => KeyReader.Read(jwk.GetRawText(), KeyForm.Jwk, algorithm);

    // Every string in the file, and every object as text: compact tokens, keys, and much that is neither.
    private static IEnumerable<string> Texts(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Texts(member.Value)).Append(json.GetRawText()),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [json.GetString()!],
        _ => [],
    };
}
