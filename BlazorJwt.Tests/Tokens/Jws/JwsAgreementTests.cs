using BlazorJwt.Tests.Tokens.Keys;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Jws;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;

namespace BlazorJwt.Tests.Tokens.Jws;

/// <summary>The signature check of the debugger is the one that guards the API: over the same broken tokens both decide alike.</summary>
public sealed class JwsAgreementTests
{
    // What ValidateAsync looks at and a signature over any bytes does not need.
    private static readonly TokenCheckKind[] ClaimsOnly = [TokenCheckKind.Size, TokenCheckKind.Form, TokenCheckKind.Json,
        TokenCheckKind.ClaimTypes, TokenCheckKind.Type];

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public async Task For_tokens_the_signature_verdict_is_that_of_the_whole_check(int seed)
    {
        var world = new TokenWorld();
        var mutations = new Mutations(world, seed);
        var (accepted, refusedBySignature, behind) = (0, 0, 0);

        for (var count = 0; count < 1000; count++)
        {
            var token = mutations.Next();
            // By the app's own policy, whatever issuer the token names.
            var whole = await world.Check(token, world.Service.Policy);
            var alone = world.Service.VerifySignature(token, world.Keys, world.Service.Policy.Algorithms);

            if (whole.Refusal is not { } refusal || refusal.Kind > TokenCheckKind.Signature)
            {
                Assert.True(alone.Accepted, $"{whole}, yet {alone.Refusal} for {token}");
                Assert.Equal(token.Split('.')[0], Forge.Encode(Forge.Json(token, 0)));
                accepted++;
            }
            else if (alone.Accepted)
            {
                // The whole check refused it before it came to the signature, for its claims or its type.
                Assert.Contains(refusal.Kind, ClaimsOnly);
                if (refusal.Kind is TokenCheckKind.Json) Assert.Contains("payload", refusal.Explanation, StringComparison.Ordinal);
                behind++;
            }
            else if (!ClaimsOnly.Contains(refusal.Kind))
            {
                Assert.Equal(refusal.Kind, alone.Refusal!.Kind);
                if (refusal.Kind is TokenCheckKind.Signature) refusedBySignature++;
            }
        }

        Assert.True(accepted > 200 && refusedBySignature > 20 && behind > 20,
            $"{accepted} accepted, {refusedBySignature} refused by the signature, {behind} for claims alone");
    }

    [Theory]
    [InlineData(21)]
    public async Task With_a_chosen_key_both_take_and_refuse_alike(int seed)
    {
        var world = new TokenWorld();
        var mutations = new Mutations(world, seed);
        var keys = new FixedKeySet([world.Key("ES256"), world.Key("HS256")]);
        var policy = world.Service.Policy with { Keys = keys, KeyMustBeNamed = false, Types = [], Algorithms = SigningAlgorithms.Jose };
        var accepted = 0;

        for (var count = 0; count < 1000; count++)
        {
            var token = mutations.Next();
            var whole = await world.Check(token, policy);
            var alone = JwsVerifier.Verify(token, keys, SigningAlgorithms.Jose);

            if (whole.Refusal is { Kind: <= TokenCheckKind.ClaimTypes }) continue;
            Assert.Equal(whole.Refusal is null or { Kind: > TokenCheckKind.Signature }, alone.Accepted);
            if (!alone.Accepted) Assert.Equal(whole.Refusal!.Kind, alone.Refusal!.Kind);
            else accepted++;
        }

        Assert.InRange(accepted, 100, 900);
    }

    [Theory]
    [InlineData("{\"alg\":\"EdDSA\"}", "alg is EdDSA: cannot verify this algorithm here.")]
    [InlineData("{\"alg\":\"Ed25519\"}", "alg is Ed25519: cannot verify this algorithm here.")]
    [InlineData("{\"alg\":\"Ed448\"}", "alg is Ed448: cannot verify this algorithm here.")]
    [InlineData("{\"alg\":\"ML-DSA-44\"}", "alg is ML-DSA-44: cannot verify this algorithm here.")]
    [InlineData("{\"alg\":\"ML-DSA-65\"}", "alg is ML-DSA-65: cannot verify this algorithm here.")]
    [InlineData("{\"alg\":\"ML-DSA-87\"}", "alg is ML-DSA-87: cannot verify this algorithm here.")]
    [InlineData("{\"alg\":\"XS256\"}", "alg is not on the list of accepted algorithms: it is 'XS256', and {list} is asked for.")]
    [InlineData("{\"alg\":\"eddsa\"}", "alg is not on the list of accepted algorithms: it is 'eddsa', and {list} is asked for.")]
    [InlineData("{\"alg\":\"nOnE\"}", "alg is none: the token asks not to be checked.")]
    [InlineData("{}", "The header names no algorithm.")]
    public void An_algorithm_that_can_not_be_verified_has_a_sentence_of_its_own(string header, string sentence)
    {
        var verdict = JwsVerifier.Verify($"{Forge.Encode(header)}.e30.AAAA", new FixedKeySet([TokenKey.Create("HS256")]),
            SigningAlgorithms.Jose);

        sentence = sentence.Replace("{list}", string.Join(" or ", SigningAlgorithms.Jose), StringComparison.Ordinal);
        Assert.Equal((TokenCheckKind.Algorithm, sentence), (verdict.Refusal?.Kind, verdict.Refusal?.Explanation));
    }

    [Fact]
    public void The_key_belongs_to_one_algorithm()
    {
        var secret = new byte[64];
        new Random(5).NextBytes(secret);
        var token = Forge.Sign("""{"alg":"HS512"}""", "{}", TokenKey.FromSecret(secret, "HS512"), "HS512");

        Assert.Null(JwsVerifier.Verify(token, new FixedKeySet([TokenKey.FromSecret(secret, "HS512")]), SigningAlgorithms.Jose).Refusal);
        Assert.Equal("The key is for HS256 and for nothing else.",
            JwsVerifier.Verify(token, new FixedKeySet([TokenKey.FromSecret(secret)]), SigningAlgorithms.Jose).Refusal?.Explanation);
        Assert.Equal(TokenCheckKind.Algorithm,
            JwsVerifier.Verify(token, new FixedKeySet([TokenKey.FromSecret(secret, "HS512")]), ["HS256"]).Refusal?.Kind);
    }

    [Fact]
    public void A_signature_is_made_over_the_bytes_as_they_were_written()
    {
        var key = KeyStock.Key("ES384");
        var header = "{ \"alg\" : \"ES384\",\n\"typ\":\"x\" }"u8.ToArray();

        var token = JwsSigner.Sign(header, [0xff, 0x00], key);

        Assert.Equal(header, System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[0]));
        Assert.Equal([0xff, 0x00], System.Buffers.Text.Base64Url.DecodeFromChars(token.Split('.')[1]));
        Assert.Same(key, JwsVerifier.Verify(token, new FixedKeySet([key]), SigningAlgorithms.Jose).Key);
        Assert.Throws<ArgumentException>(() => JwsSigner.Sign(header, [], TokenKey.FromSecret([1, 2, 3])));
    }

    [Fact]
    public void Nothing_and_too_much_are_refused_unread()
    {
        var keys = new FixedKeySet([]);

        Assert.Equal(TokenCheckKind.Size, JwsVerifier.Verify(null, keys, SigningAlgorithms.Jose).Refusal?.Kind);
        Assert.Equal(TokenCheckKind.Size, JwsVerifier.Verify("", keys, SigningAlgorithms.Jose).Refusal?.Kind);
        Assert.Equal(TokenCheckKind.Size, JwsVerifier.Verify(new string('a', 70_000), keys, SigningAlgorithms.Jose).Refusal?.Kind);
        Assert.DoesNotContain("AAAA", $"{JwsVerifier.Verify("AAAA.AAAA.AAAA", keys, SigningAlgorithms.Jose)}", StringComparison.Ordinal);
    }
}
