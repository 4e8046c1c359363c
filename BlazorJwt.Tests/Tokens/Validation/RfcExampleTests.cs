using System.Security.Cryptography;
using System.Text.Json;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;
using Microsoft.IdentityModel.Tokens;

namespace BlazorJwt.Tests.Tokens.Validation;

/// <summary>The examples that stand in the RFCs themselves, read and judged by the token service.</summary>
public sealed class RfcExampleTests
{
    private readonly TokenWorld _world = new();

    [Fact]
    public void Every_compact_example_is_read_without_a_key()
    {
        foreach (var example in Vectors.Read("rfc/rfc-examples.json").GetProperty("jws").EnumerateArray())
        {
            var compact = example.GetProperty("compact").GetString()!;

            var decoded = _world.Service.Decode(compact);

            Assert.Equal(example.GetProperty("alg").GetString(), decoded.Header!.Value.GetProperty("alg").GetString());
            Assert.Equal(compact, decoded.Text);
        }
    }

    [Fact]
    public async Task No_example_opens_this_app_whatever_its_signature()
    {
        foreach (var example in Vectors.Read("rfc/rfc-examples.json").GetProperty("jws").EnumerateArray())
        {
            var verdict = await _world.Service.ValidateAsync(example.GetProperty("compact").GetString());

            Assert.False(verdict.Accepted, example.GetProperty("id").GetString());
        }
    }

    [Fact]
    public async Task The_json_serializations_are_refused_with_a_sentence()
    {
        foreach (var example in Vectors.Read("rfc/rfc-examples.json").GetProperty("jws_json").EnumerateArray())
        {
            var text = example.GetProperty("value").GetRawText();

            var decoded = _world.Service.Decode(text);
            var verdict = await _world.Service.ValidateAsync(text);

            Assert.Contains("JSON serialization", Assert.Single(decoded.Problems).Message, StringComparison.Ordinal);
            Assert.Equal(TokenCheckKind.Form, verdict.Refusal?.Kind);
        }
    }

    [Fact]
    public void The_id_of_an_rsa_key_is_the_thumbprint_that_the_rfc_gives()
    {
        var example = Vectors.Read("rfc/rfc-examples.json").GetProperty("thumbprints").EnumerateArray()
            .First(item => item.GetProperty("id").GetString() == "RFC7638-3.1");
        var jwk = example.GetProperty("jwk");
        using var rsa = RSA.Create(new RSAParameters { Modulus = Bytes(jwk, "n"), Exponent = Bytes(jwk, "e") });

        var key = TokenKey.FromRsa(rsa, SigningAlgorithms.RS256);

        Assert.Equal(example.GetProperty("sha256").GetString(), key.KeyId);
    }

    [Fact]
    public void Every_example_of_the_cookbook_is_read_without_an_exception()
    {
        var read = 0;
        foreach (var file in Vectors.Files("jose-cookbook"))
        {
            foreach (var text in Texts(Vectors.Read(file)))
            {
                Assert.NotNull(_world.Service.Decode(text));
                read++;
            }
        }

        Assert.True(read > 100, $"only {read} texts were found");
    }

    private static byte[] Bytes(JsonElement jwk, string member) => Base64UrlEncoder.DecodeBytes(jwk.GetProperty(member).GetString());

    // Every string in the file: compact tokens, and much that is none.
    private static IEnumerable<string> Texts(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => json.EnumerateObject().SelectMany(member => Texts(member.Value)),
        JsonValueKind.Array => json.EnumerateArray().SelectMany(Texts),
        JsonValueKind.String => [json.GetString()!],
        _ => [],
    };
}
