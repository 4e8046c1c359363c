using BlazorJwt.Components.Lessons.ReadToken;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Jwe;
using Bunit;

namespace BlazorJwt.Tests.Components.Lessons.ReadToken;

public sealed class EncryptExperimentTests : PageTest
{
    [Theory]
    [InlineData("dir", "0 bytes")]
    [InlineData("RSA-OAEP", "256 bytes")]
    public async Task The_five_parts_are_named_with_their_lengths_and_only_the_header_can_be_read(string way, string keyLength)
    {
        var bench = await Bench(way);

        var parts = bench.Table("The five parts of the encrypted token");
        Assert.Equal(["1 header", "2 encrypted key", "3 initialization vector", "4 ciphertext", "5 authentication tag"],
            parts.QuerySelectorAll("tbody th").Select(Sight.Text));
        Assert.StartsWith(keyLength, parts.Row("2 encrypted key").Cells()[0], StringComparison.Ordinal);
        var header = bench.Table("Header of the encrypted token");
        Assert.Equal($"\"{way}\"", header.Row("alg").Cells()[0]);
        Assert.Equal("\"A256CBC-HS512\"", header.Row("enc").Cells()[0]);
        Assert.StartsWith("How the reader gets the key", header.Row("alg").Cells()[1], StringComparison.Ordinal);
        Assert.DoesNotContain("alice", bench.Text(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("dir")]
    [InlineData("RSA-OAEP")]
    public async Task The_key_gives_the_claims_back_and_another_key_does_not(string way)
    {
        var bench = await Bench(way);

        await bench.Button("Try another key").ClickAsync();
        Assert.StartsWith("Not decrypted It can’t be decrypted with this key", bench.Status(), StringComparison.Ordinal);
        await bench.Button("Decrypt with the key").ClickAsync();

        Assert.StartsWith("Decrypted", bench.Status(), StringComparison.Ordinal);
        Assert.Contains("\"sub\":\"alice\"", bench.Region("The decrypted claims").Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_key_is_not_on_the_page_and_not_printed()
    {
        await SignInAsync();
        var copy = EncryptedCopy.Of("{}", JweKeyManagement.Direct, Tokens);

        Assert.DoesNotContain(copy.KeyText, $"{copy}", StringComparison.Ordinal);
        Assert.DoesNotContain("PRIVATE KEY", (await Bench("RSA-OAEP")).Markup, StringComparison.Ordinal);
    }

    private async Task<IRenderedComponent<EncryptExperiment>> Bench(string way)
    {
        var token = await SignInAsync();
        var bench = Render<EncryptExperiment>(part => part.Add(bench => bench.Token, token));
        await bench.Find($"input[value='{way}']").ChangeAsync(way);
        return bench;
    }
}
