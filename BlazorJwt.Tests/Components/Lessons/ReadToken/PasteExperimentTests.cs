using BlazorJwt.Components.Lessons.ReadToken;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Lessons.ReadToken;

/// <summary>Whatever a visitor pastes gets a sentence: what can be read, or what is wrong, and where.</summary>
public sealed class PasteExperimentTests : PageTest
{
    private const string Signature = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    private const string Good = "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9." + Signature;

    [Theory]
    [InlineData(Good)]
    [InlineData("Bearer " + Good)]
    [InlineData("\"" + Good + "\"")]
    [InlineData("Authorization: Bearer eyJhbGciOiJIUzI1NiJ9.\n  eyJzdWIiOiJhbGljZSJ9.\r\n  " + Signature)]
    public void A_token_is_read_however_it_was_copied(string pasted)
    {
        var bench = Paste(pasted);

        Assert.StartsWith("Well formed", bench.Status(), StringComparison.Ordinal);
        Assert.Equal("\"alice\"", bench.Table("Payload of the pasted token").Row("sub").Cells()[0]);
    }

    [Theory]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGlj", "this has 2")]
    [InlineData("ey!hbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSJ9.AAAA", "(character 3 of the token)")]
    [InlineData("Ünïcode", "this has 1")]
    [InlineData("   ", "nothing to read")]
    [InlineData("{\"payload\":\"e30\"}", "JSON serialization")]
    public void A_broken_token_says_what_is_wrong(string pasted, string expected)
    {
        var bench = Paste(pasted);

        Assert.StartsWith("Broken", bench.Status(), StringComparison.Ordinal);
        Assert.Contains(expected, bench.Status(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_cut_off_token_still_shows_what_can_be_read()
    {
        // {"sub":"alice","name":"Al
        var bench = Paste("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhbGljZSIsIm5hbWUiOiJBb");

        Assert.StartsWith("Broken", bench.Status(), StringComparison.Ordinal);
        Assert.Equal("\"HS256\"", bench.Table("Header of the pasted token").Row("alg").Cells()[0]);
        Assert.Equal("\"alice\"", bench.Table("Payload of the pasted token").Row("sub").Cells()[0]);
    }

    [Theory]
    [InlineData(1, "31 bytes, and HS256 needs 32. 1 byte is missing")]
    [InlineData(5, "28 bytes, and HS256 needs 32. 4 bytes are missing")]
    [InlineData(20, "17 bytes, and HS256 needs 32. 15 bytes are missing")]
    public void A_token_whose_signature_was_cut_is_called_cut_short_and_not_good(int characters, string expected)
    {
        var bench = Paste(Good[..^characters]);

        Assert.DoesNotContain("Well formed", bench.Status(), StringComparison.Ordinal);
        Assert.Contains(expected, bench.Status(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_text_past_the_bound_is_not_read_and_says_so()
    {
        var bench = Paste(new string('x', 10_001));

        Assert.StartsWith("Too long", bench.Status(), StringComparison.Ordinal);
        Assert.Equal("10001", bench.Field("Paste a token").GetAttribute("maxlength"));
    }

    [Fact]
    public void An_emptied_field_says_nothing()
    {
        var bench = Paste(Good);

        bench.Field("Paste a token").Input("");

        Assert.Empty(bench.Status());
    }

    private IRenderedComponent<PasteExperiment> Paste(string text)
    {
        var bench = Render<PasteExperiment>();
        bench.Field("Paste a token").Input(text);
        return bench;
    }
}
