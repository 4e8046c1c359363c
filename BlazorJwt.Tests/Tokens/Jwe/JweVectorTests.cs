using System.Text;
using System.Text.Json;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Jwe;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.Tests.Tokens.Jwe;

/// <summary>The published examples: those of the algorithms that can be decrypted here give their content, all others a sentence that names
/// the algorithm.</summary>
public sealed class JweVectorTests
{
    private static readonly string[] Algs = ["dir", "A128KW", "A192KW", "A256KW", "RSA-OAEP", "RSA1_5"];

    [Fact]
    public void Wycheproof_s_valid_tokens_give_their_content_or_a_sentence_and_its_invalid_ones_a_sentence()
    {
        var (decrypted, beyond, refused) = (0, 0, 0);
        foreach (var group in Vectors.Read("wycheproof/json_web_encryption_test.json").GetProperty("testGroups").EnumerateArray())
        {
            var key = group.GetProperty("private").GetRawText();
            foreach (var test in group.GetProperty("tests").EnumerateArray())
            {
                var jwe = test.GetProperty("jwe") is { ValueKind: JsonValueKind.String } text
                    ? text.GetString()! : test.GetProperty("jwe").GetRawText();
                var reading = JweReader.Decrypt(jwe, key, KeyForm.Jwk);
                var id = $"tcId {test.GetProperty("tcId")}: {reading.Problem}";

                if (test.GetProperty("result").GetString() == "invalid")
                {
                    Assert.True(reading is { Payload: null, Problem.Length: > 15 }, id);
                    refused++;
                }
                else if (reading.Payload is { } payload)
                {
                    Assert.True(test.GetProperty("pt").GetString() == Convert.ToHexStringLower(Encoding.UTF8.GetBytes(payload)), id);
                    decrypted++;
                }
                else
                {
                    Assert.True(IsBeyond(jwe), id);
                    beyond++;
                }
            }
        }

        Assert.Equal((11, 54, 74), (decrypted, beyond, refused));
    }

    [Fact]
    public void The_cookbook_s_tokens_give_their_content_or_a_sentence()
    {
        var decrypted = new List<string>();
        foreach (var file in Vectors.Files("jose-cookbook/jwe"))
        {
            var (input, output) = (Vectors.Read(file).GetProperty("input"), Vectors.Read(file).GetProperty("output"));
            var (key, form) = input.TryGetProperty("key", out var jwk)
                ? (jwk.GetRawText(), KeyForm.Jwk) : (input.GetProperty("pwd").GetString()!, KeyForm.PlainSecret);
            foreach (var serialization in output.EnumerateObject())
            {
                var isCompact = serialization.Value.ValueKind is JsonValueKind.String;
                var token = isCompact ? serialization.Value.GetString()! : serialization.Value.GetRawText();

                var reading = JweReader.Decrypt(token, key, form);

                if (reading.Payload is not null)
                {
                    Assert.Equal(input.GetProperty("plaintext").GetString(), reading.Payload);
                    decrypted.Add(Path.GetFileName(file));
                }
                else if (isCompact) Assert.True(IsBeyond(token), $"{file}: {reading.Problem}");
                else Assert.Contains("JSON serialization", reading.Problem, StringComparison.Ordinal);
            }
        }

        Assert.Equal(["5_1.key_encryption_using_rsa_v15_and_aes-hmac-sha2.json"], decrypted);
    }

    private static bool IsBeyond(string token)
    {
        var header = TokenDecoder.Decode(token).Header!.Value;
        return !Algs.Contains(header.GetProperty("alg").GetString())
            || header.GetProperty("enc").GetString()!.EndsWith("GCM", StringComparison.Ordinal);
    }
}
