using BlazorJwt.Tests.Tokens.Keys;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Jws;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Tests.Tokens.Jws;

/// <summary>A token whose end was not copied is called cut short, at every door and with what it lacks.</summary>
public sealed class SignatureLengthTests
{
    private readonly TokenWorld _world = new();

    public static TheoryData<string, int> Cuts => new(
        from algorithm in SigningAlgorithms.Jose
        from characters in (int[])[1, 5, 20]
        select (algorithm, characters));

    [Theory]
    [MemberData(nameof(Cuts))]
    public async Task A_token_cut_by_some_characters_lacks_so_many_bytes(string algorithm, int characters)
    {
        var key = KeyStock.Key(algorithm);
        var whole = _world.Service.Sign($$"""{"alg":"{{algorithm}}"}""", """{"sub":"alice"}""", key);
        var bytes = SignatureLength.Bytes(algorithm, key.Bits)!.Value;
        Assert.Equal(bytes, _world.Service.Decode(whole).Parts[2].Bytes!.Value.Length);
        var left = (whole.Split('.')[2].Length - characters) * 6 / 8;
        var said = $"The token is cut short: its signature has {left} bytes, and {algorithm} " +
            $"needs {bytes}. {bytes - left} {(bytes - left == 1 ? "byte is" : "bytes are")} missing. Copy the token to its end.";
        var cut = whole[..^characters];

        // Where the last character gives the cut away, the form is refused before any key is known: an RSA key could be of another size.
        var byForm = said.Replace($"needs {bytes}.",
            AlgorithmFamily.IsRsa(algorithm) ? $"needs {bytes} (of a {bytes * 8}-bit key)." : $"needs {bytes}.", StringComparison.Ordinal);
        Assert.Contains(JwsVerifier.Verify(cut, new OneKey(key), SigningAlgorithms.Jose).Refusal!.Explanation, (string[])[said, byForm]);
        var policy = new TokenPolicy
        {
            Issuer = null,
            Audience = null,
            Keys = new OneKey(key),
            KeyMustBeNamed = false,
            Algorithms = SigningAlgorithms.Jose,
            Types = [],
        };
        Assert.Contains((await _world.Service.ValidateAsync(cut, policy)).Refusal!.Explanation, (string[])[said, byForm]);
        if (_world.Service.Decode(cut) is { IsWellFormed: false } read) Assert.Equal(byForm, Assert.Single(read.Problems).Message);
    }

    [Theory]
    [InlineData("ES256")]
    [InlineData("HS256")]
    [InlineData("RS256")]
    public async Task A_token_of_the_app_that_was_cut_is_refused_by_the_API_as_cut_short(string algorithm)
    {
        var token = _world.Token(algorithm);
        foreach (var characters in (int[])[1, 2, 3, 4, 5, 20])
            Assert.StartsWith("The token is cut short: its signature has ", (await _world.Check(token[..^characters])).Refusal!.Explanation,
                StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("RS256", 128)]
    [InlineData("ES256", 64)]
    [InlineData("ES256", 70)]
    [InlineData("HS256", 64)]
    [InlineData("EdDSA", 20)]
    [InlineData("unheard of", 20)]
    public void A_signature_that_may_be_whole_or_is_too_long_is_not_called_cut_short(string algorithm, int bytes) =>
        Assert.Null(SignatureLength.CutShort(algorithm, System.Buffers.Text.Base64Url.EncodeToString(new byte[bytes])));

    [Theory]
    [InlineData("Ed25519", 64)]
    [InlineData("Ed448", 114)]
    [InlineData("ES256K", 64)]
    [InlineData("ML-DSA-44", 2420)]
    [InlineData("ML-DSA-65", 3309)]
    [InlineData("ML-DSA-87", 4627)]
    public void The_length_is_known_of_algorithms_that_cannot_be_verified_here(string algorithm, int bytes)
    {
        var whole = System.Buffers.Text.Base64Url.EncodeToString(new byte[bytes]);

        Assert.Null(SignatureLength.CutShort(algorithm, whole));
        Assert.Contains($"{algorithm} needs {bytes}. 1 byte is missing.",
            SignatureLength.CutShort(algorithm, whole.AsSpan(0, whole.Length - 1)), StringComparison.Ordinal);
    }

    // The key that somebody chose, whatever the header says.
    private sealed class OneKey(TokenKey key) : IKeySet
    {
        public TokenKey? Find(string keyId) => key;

        public TokenKey? Find(string? keyId, string algorithm) => key;
    }
}
