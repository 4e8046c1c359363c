using BlazorJwt.Components.Lessons.ReadToken;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Decoding;

namespace BlazorJwt.Tests.Components.Lessons.ReadToken;

public sealed class BitFlipTests : PageTest
{
    [Fact]
    public async Task Every_bit_of_a_token_breaks_it_and_turned_over_again_mends_it()
    {
        var token = await SignInAsync();
        var decoded = Tokens.Decode(token.EncodedToken);
        for (var part = 0; part < 3; part++)
        {
            for (var at = 1; at <= BitFlip.Size(decoded, part); at++)
            {
                var flip = new BitFlip(part, at, at % 8 + 1);
                var changed = flip.Apply(decoded);

                Assert.False((await Tokens.ValidateAsync(changed)).Accepted, $"{flip}");
                Assert.Equal(token.EncodedToken, flip.Apply(Tokens.Decode(changed)));
            }
        }
    }

    [Fact]
    public async Task A_random_bit_is_one_that_the_token_has()
    {
        var decoded = Tokens.Decode((await SignInAsync()).EncodedToken);

        var flips = Enumerable.Range(0, 500).Select(_ => BitFlip.Any(decoded)).ToArray();

        Assert.All(flips, flip => Assert.NotEqual(decoded.Text, flip.Apply(decoded)));
        Assert.Equal([0, 1, 2], flips.Select(flip => flip.Part).Distinct().Order());
    }

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(1, 100_000, 1)]
    [InlineData(1, 1, 0)]
    [InlineData(1, 1, 9)]
    public async Task A_bit_that_is_not_there_is_a_mistake_of_the_program(int part, int at, int bit)
    {
        var decoded = Tokens.Decode((await SignInAsync()).EncodedToken);

        Assert.Throws<ArgumentOutOfRangeException>(() => new BitFlip(part, at, bit).Apply(decoded));
    }

    [Fact]
    public async Task What_a_bit_of_the_signature_changes_is_not_told()
    {
        var decoded = Tokens.Decode((await SignInAsync()).EncodedToken);

        Assert.Equal("Bit 8 of byte 2 of the payload is turned over: ‘\"’ (00100010) is ‘#’ (00100011) now.",
            new BitFlip(1, 2, 8).Describe(decoded));
        Assert.Equal("Bit 8 of byte 2 of the signature is turned over.", new BitFlip(2, 2, 8).Describe(decoded));
    }
}
