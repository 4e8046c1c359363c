using System.Text.Json;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Jws;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Tests.Conformance;

/// <summary>The examples of RFC 7515, 7519, 7638 and 8037, with their keys.</summary>
public sealed class RfcExampleSignatureTests
{
    [Theory]
    [InlineData("RFC7515-A.1")]
    [InlineData("RFC7515-A.2")]
    [InlineData("RFC7515-A.3")]
    [InlineData("RFC7515-A.4")]
    public void An_example_that_is_signed_verifies_and_one_changed_byte_of_it_does_not(string id)
    {
        var example = Example("jws", id);
        var reading = KeyReader.Read(example.GetProperty("key").GetRawText(), KeyForm.Jwk, example.GetProperty("alg").GetString()!);
        var compact = example.GetProperty("compact").GetString()!;
        Assert.Null(reading.Problem);

        Assert.Null(JwsVerifier.Verify(compact, new FixedKeySet(reading.Keys), SigningAlgorithms.Jose).Refusal);

        var at = compact.LastIndexOf('.') + 1;
        var changed = compact[..at] + (compact[at] == 'A' ? 'B' : 'A') + compact[(at + 1)..];
        Assert.Equal(TokenCheckKind.Signature,
            JwsVerifier.Verify(changed, new FixedKeySet(reading.Keys), SigningAlgorithms.Jose).Refusal?.Kind);
    }

    [Fact]
    public void The_unsecured_example_is_refused_as_one_that_asks_not_to_be_checked()
    {
        var compact = Example("jws", "RFC7515-A.5").GetProperty("compact").GetString()!;
        var keys = new FixedKeySet([TokenKey.Create(SigningAlgorithms.HS256)]);

        Assert.Contains("signature is empty", JwsVerifier.Verify(compact, keys, SigningAlgorithms.Jose).Refusal?.Explanation,
            StringComparison.Ordinal);
        Assert.Contains("asks not to be checked", JwsVerifier.Verify(compact + "AAAA", keys, SigningAlgorithms.Jose).Refusal?.Explanation,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_EdDSA_example_is_told_that_it_can_not_be_verified_here()
    {
        var example = Example("jws", "RFC8037-A.4");
        var reading = KeyReader.Read(example.GetProperty("key").GetRawText(), KeyForm.Jwk, "EdDSA");

        Assert.Contains("Ed25519: cannot verify this algorithm here", reading.Problem, StringComparison.Ordinal);
        var refusal = JwsVerifier.Verify(example.GetProperty("compact").GetString(), new FixedKeySet([]), SigningAlgorithms.Jose).Refusal;
        Assert.Equal((TokenCheckKind.Algorithm, "alg is EdDSA: cannot verify this algorithm here."), (refusal?.Kind, refusal?.Explanation));
    }

    [Theory]
    [InlineData("RFC7515-A.6")]
    [InlineData("RFC7515-A.7")]
    public void A_JSON_serialization_is_refused_with_a_sentence(string id)
    {
        var refusal = JwsVerifier.Verify(Example("jws_json", id).GetProperty("value").GetRawText(), new FixedKeySet([]),
            SigningAlgorithms.Jose).Refusal;

        Assert.Equal(TokenCheckKind.Form, refusal?.Kind);
        Assert.Contains("JSON serialization", refusal?.Explanation, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RFC7638-3.1")]
    [InlineData("RFC8037-A.3")]
    public void A_thumbprint_is_the_one_the_RFC_gives(string id)
    {
        var example = Example("thumbprints", id);
        var (jwk, expected) = (example.GetProperty("jwk"), example.GetProperty("sha256").GetString());

        Assert.Equal(expected, JwkThumbprint.Of(jwk));
        var reading = KeyReader.Read(jwk.GetRawText(), KeyForm.Jwk, SigningAlgorithms.RS256);
        if (reading.Problem is { } problem) Assert.Contains($"Its thumbprint is {expected}.", problem, StringComparison.Ordinal);
        else Assert.Equal((expected, jwk.GetProperty("kid").GetString()), (reading.Keys[0].Thumbprint, reading.Keys[0].KeyId));
    }

    private static JsonElement Example(string list, string id) =>
        Vectors.Read("rfc/rfc-examples.json").GetProperty(list).EnumerateArray()
            .Single(example => example.GetProperty("id").GetString() == id);
}
