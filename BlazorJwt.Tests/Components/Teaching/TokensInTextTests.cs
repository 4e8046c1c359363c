using System.Diagnostics;
using BlazorJwt.Components.Teaching;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;

namespace BlazorJwt.Tests.Components.Teaching;

public sealed class TokensInTextTests
{
    private static readonly TokenWorld World = new();

    [Theory]
    [InlineData("Bearer {0}")]
    [InlineData("__Host-BlazorJwt={0}; path=/; secure; httponly")]
    [InlineData("""{{"access_token":"{0}","token_type":"Bearer"}}""")]
    [InlineData("{0}")]
    public void A_token_is_found_wherever_it_stands(string around)
    {
        var token = World.Token();

        var pieces = TokensInText.Pieces(string.Format(null, around, token)).ToArray();

        Assert.Equal([token], pieces.Where(piece => piece.IsToken).Select(piece => piece.Text));
    }

    [Theory]
    [InlineData(SigningAlgorithms.ES256)]
    [InlineData(SigningAlgorithms.PS256)]
    [InlineData(SigningAlgorithms.HS256)]
    public void No_letter_of_the_text_is_lost_or_added(string algorithm)
    {
        var text = $"first {World.Token(algorithm)} then, {World.Token()}.";

        var pieces = TokensInText.Pieces(text).ToArray();

        Assert.Equal(text, string.Concat(pieces.Select(piece => piece.Text)));
        Assert.Equal(2, pieces.Count(piece => piece.IsToken));
    }

    [Theory]
    [InlineData("")]
    [InlineData("no token here")]
    [InlineData("eyes.and.ears")]
    [InlineData("www.example.com/ey")]
    public void Ordinary_text_is_left_alone(string text) => Assert.DoesNotContain(TokensInText.Pieces(text), piece => piece.IsToken);

    [Fact]
    public void A_token_with_an_empty_signature_is_one_too() =>
        Assert.Equal(("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.", true),
            Assert.Single(TokensInText.Pieces("eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.")));

    [Fact]
    public void A_text_made_to_keep_the_search_busy_does_not()
    {
        var text = string.Concat(Enumerable.Repeat("eyeyeyeyeyeyeyeyey.", 20_000));
        var began = Stopwatch.GetTimestamp();

        Assert.NotEmpty(TokensInText.Pieces(text).ToArray());

        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromSeconds(5));
    }
}
