using System.Text.Json;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Jws;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Tests.Conformance;

/// <summary>
/// Project Wycheproof's vectors against the JWS layer: their payloads are no claims, so a JWT handler would refuse them all and prove
/// nothing. Every valid one is accepted and every invalid one refused, but for exactly the deviations that are listed with their reasons.
/// </summary>
public sealed class WycheproofTests
{
    private static JsonElement Known => Vectors.Read("wycheproof/KNOWN-DEVIATIONS.json");

    [Fact]
    public void Json_web_signature()
    {
        var results = Run("json_web_signature_test");
        var expected = Known.GetProperty("expected").GetProperty("json_web_signature_test");

        Assert.Equal(Ids("valid_a_strict_verifier_rejects"), results.ValidRefused);
        Assert.Equal(Ids("mislabelled_invalid"), results.InvalidAccepted);
        Assert.Equal(Count(expected, "valid_total", "valid_accepted"), (results.Valid, results.Valid - results.ValidRefused.Count));
        Assert.Equal(Count(expected, "invalid_total", "invalid_rejected"),
            (results.Invalid, results.Invalid - results.InvalidAccepted.Count));
    }

    [Theory]
    [InlineData("json_web_key_test", "json_web_key_test")]
    [InlineData("json_web_crypto_test", "json_web_crypto_test(JWS part)")]
    public void Json_web_key_and_the_JWS_part_of_json_web_crypto(string file, string name)
    {
        var results = Run(file);
        var expected = Known.GetProperty("expected").GetProperty(name);

        Assert.Empty(results.ValidRefused);
        Assert.Empty(results.InvalidAccepted);
        Assert.Equal(Count(expected, "valid_total", "valid_accepted"), (results.Valid, results.Valid));
        Assert.Equal(Count(expected, "invalid_total", "invalid_rejected_with_it"), (results.Invalid, results.Invalid));
        Assert.Equal(expected.TryGetProperty("jwe_skipped", out var skipped) ? skipped.GetInt32() : 0, results.Skipped);
    }

    [Theory]
    [InlineData("json_web_signature_test", 346, TokenCheckKind.Key)]
    [InlineData("json_web_signature_test", 350, TokenCheckKind.Key)]
    [InlineData("json_web_signature_test", 372, TokenCheckKind.Form)]
    [InlineData("json_web_signature_test", 373, TokenCheckKind.Form)]
    [InlineData("json_web_key_test", 7, TokenCheckKind.Key)]
    [InlineData("json_web_key_test", 8, TokenCheckKind.Key)]
    [InlineData("json_web_key_test", 10, TokenCheckKind.Key)]
    public void A_refusal_has_the_reason_that_the_list_gives(string file, int id, TokenCheckKind reason)
    {
        var (group, test) = Tests(file).Single(entry => entry.Test.GetProperty("tcId").GetInt32() == id);

        Assert.Equal(reason, Verify(group, test)?.Refusal?.Kind);
    }

    [Theory]
    [InlineData("json_web_signature_test", 347, "alg of the key")]
    [InlineData("json_web_signature_test", 351, "alg of the key")]
    [InlineData("json_web_signature_test", 353, "use says")]
    [InlineData("json_web_signature_test", 355, "key_ops says")]
    [InlineData("json_web_key_test", 1, "mixes shared secrets")]
    [InlineData("json_web_key_test", 4, "same kid")]
    [InlineData("json_web_key_test", 16, "empty")]
    [InlineData("json_web_key_test", 20, "alg of the key")]
    [InlineData("json_web_key_test", 22, "do not belong together")]
    [InlineData("json_web_key_test", 23, "48 bytes")]
    [InlineData("json_web_key_test", 24, "n of the key is missing")]
    [InlineData("json_web_key_test", 25, "alg of the key")]
    public void A_key_that_is_none_is_not_read_and_a_sentence_says_why(string file, int id, string why)
    {
        var (group, _) = Tests(file).Single(entry => entry.Test.GetProperty("tcId").GetInt32() == id);

        var reading = Read(group);

        Assert.Empty(reading.Keys);
        Assert.Contains(why, reading.Problem, StringComparison.Ordinal);
    }

    private static Results Run(string file)
    {
        var results = new Results();
        foreach (var (group, test) in Tests(file))
        {
            if (Verify(group, test) is not { } verdict)
            {
                results.Skipped++;
                continue;
            }

            var isValid = test.GetProperty("result").GetString() == "valid";
            if (isValid) results.Valid++;
            else results.Invalid++;
            if (verdict.Accepted != isValid)
                (isValid ? results.ValidRefused : results.InvalidAccepted).Add(test.GetProperty("tcId").GetInt32());
        }

        return results;
    }

    /// <summary>The verdict; null for a vector that is no JWS.</summary>
    private static JwsVerdict? Verify(JsonElement group, JsonElement test)
    {
        if (!test.TryGetProperty("jws", out var jws)) return null;
        var reading = Read(group);
        return reading.Problem is { } problem
            ? new(new(TokenCheckKind.Key, problem), null)
            : JwsVerifier.Verify(jws.ValueKind is JsonValueKind.String ? jws.GetString() : jws.GetRawText(), new FixedKeySet(reading.Keys),
                SigningAlgorithms.Jose);
    }

    private static KeyReading Read(JsonElement group) =>
        KeyReader.Read((group.TryGetProperty("public", out var half) ? half : group.GetProperty("private")).GetRawText(), KeyForm.Jwk,
            SigningAlgorithms.RS256);

    private static IEnumerable<(JsonElement Group, JsonElement Test)> Tests(string file) =>
        from @group in Vectors.Read($"wycheproof/{file}.json").GetProperty("testGroups").EnumerateArray()
        from test in @group.GetProperty("tests").EnumerateArray()
        select (@group, test);

    private static SortedSet<int> Ids(string list) =>
        [.. Known.GetProperty(list).EnumerateArray().Select(entry => entry.GetProperty("tcId").GetInt32())];

    private static (int, int) Count(JsonElement expected, string total, string good) =>
        (expected.GetProperty(total).GetInt32(), expected.GetProperty(good).GetInt32());

    private sealed class Results
    {
        public int Valid { get; set; }

        public int Invalid { get; set; }

        public int Skipped { get; set; }

        public SortedSet<int> ValidRefused { get; } = [];

        public SortedSet<int> InvalidAccepted { get; } = [];
    }
}
