using System.Buffers.Text;
using System.Text;
using BlazorJwt.Components.Lessons.ReadToken;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Lessons.ReadToken;

public sealed class Base64UrlExperimentTests : PageTest
{
    [Theory]
    [InlineData("f", "Zg", "011001100000", 4)]
    [InlineData("fo", "Zm8", "011001100110111100", 2)]
    [InlineData("foo", "Zm9v", "011001100110111101101111", 0)]
    [InlineData("?>~", "Pz5-", "001111110011111001111110", 0)]
    public void A_group_has_the_bits_of_its_bytes_cut_by_six(string text, string characters, string bits, int spare)
    {
        var group = Base64UrlGroup.At(Encoding.UTF8.GetBytes(text), 0);

        Assert.Equal((characters, bits, spare), (group.Characters, group.Bits, group.Spare));
        Assert.Equal(
            characters.Select(character => "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_".IndexOf(character,
                StringComparison.Ordinal)), group.Numbers);
    }

    [Fact]
    public void The_groups_together_are_the_whole_text()
    {
        for (var length = 0; length < 40; length++)
        {
            var bytes = Enumerable.Range(0, length).Select(number => (byte)(number * 37)).ToArray();

            var groups = Enumerable.Range(0, Base64UrlGroup.Count(length)).Select(index => Base64UrlGroup.At(bytes, index).Characters);

            Assert.Equal(Base64Url.EncodeToString(bytes), string.Concat(groups));
        }
    }

    [Fact]
    public async Task The_visitor_s_payload_is_written_step_by_step()
    {
        var bench = await Bench();
        await bench.ChooseAsync("What to write", "my payload");
        Assert.Equal(["bytes"], Rows(bench));

        await bench.Button("Next step").ClickAsync();
        await bench.Button("Next step").ClickAsync();
        await bench.Button("Next step").ClickAsync();

        Assert.Equal(["bytes", "bits", "numbers", "characters"], Rows(bench));
        Assert.Equal(["e", "y", "J", "p"], Table(bench).Row("characters").Cells());
        Assert.Equal(["{ 7B", "\" 22", "i 69"], Table(bench).Row("bytes").Cells());
        Assert.True(bench.Button("Next step").HasAttribute("aria-disabled"));
    }

    [Fact]
    public async Task The_way_back_begins_with_the_characters()
    {
        var bench = await Bench();

        await bench.ChooseAsync("Which way", "characters to bytes");
        Assert.Equal(["characters"], Rows(bench));
        await bench.Button("Next step").ClickAsync();
        await bench.Button("Next step").ClickAsync();
        await bench.Button("Next step").ClickAsync();

        Assert.Equal(["characters", "numbers", "bits", "bytes"], Rows(bench));
        Assert.Contains("No key was asked for.", bench.Status(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_bytes_go_on_to_the_last_ones_and_back()
    {
        var token = await SignInAsync();
        var bench = Render<Base64UrlExperiment>(part => part.Add(bench => bench.Token, Tokens.Decode(token.EncodedToken)));
        Assert.True(bench.Button("Bytes before").HasAttribute("aria-disabled"));

        await bench.Button("Next bytes").ClickAsync();
        Assert.Equal(token.EncodedHeader[4..8], bench.FindAll(".spelled mark")[1].TextContent);
        await bench.Button("Last bytes").ClickAsync();

        Assert.EndsWith(bench.FindAll(".spelled mark")[1].TextContent, token.EncodedHeader, StringComparison.Ordinal);
        Assert.True(bench.Button("Next bytes").HasAttribute("aria-disabled"));
    }

    [Fact]
    public void Signed_out_the_list_says_that_the_text_is_one_s_own_and_a_letter_of_two_bytes_stays_whole()
    {
        var bench = Render<Base64UrlExperiment>();

        Assert.Equal("own", bench.Field("What to write").GetAttribute("value"));
        Assert.Equal("Zoë", bench.Find(".spelled mark").TextContent);
    }

    [Fact]
    public async Task The_signature_can_t_be_chosen_and_is_not_shown()
    {
        var token = await SignInAsync();
        var bench = Render<Base64UrlExperiment>(part => part.Add(bench => bench.Token, Tokens.Decode(token.EncodedToken)));

        Assert.Equal(["my header", "my payload", "a text of my own"],
            bench.Field("What to write").QuerySelectorAll("option").Select(Sight.Text));
        Assert.DoesNotContain(token.EncodedSignature, bench.Markup, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("a", "YQ")]
    [InlineData("Zoë 🦊", "Wm_DqyDwn6aK")]
    [InlineData("<script>", "PHNjcmlwdD4")]
    public void A_text_of_one_s_own_is_written_while_it_is_typed_without_a_token(string text, string written)
    {
        var bench = Render<Base64UrlExperiment>();

        bench.Field("Your text").Input(text);

        Assert.Equal(written, bench.Find(".spelled div:nth-child(2) dd").Text());
        Assert.Empty(bench.FindAll("script"));
    }

    [Fact]
    public void What_base64_writes_otherwise_is_marked()
    {
        var bench = Render<Base64UrlExperiment>();

        bench.Field("Your text").Input("?>~?");

        Assert.Equal(["+", "=", "="], bench.FindAll("mark.strange").Select(Sight.Text));
    }

    [Fact]
    public void A_longer_text_than_the_field_takes_is_cut_and_an_empty_one_shows_nothing()
    {
        var bench = Render<Base64UrlExperiment>();
        Assert.Equal("60", bench.Field("Your text").GetAttribute("maxlength"));

        bench.Field("Your text").Input(new string('x', 1000));
        Assert.Equal(80, bench.Find(".spelled div:nth-child(2) dd").Text().Length);
        bench.Field("Your text").Input("");

        Assert.Empty(bench.FindAll("table"));
    }

    private async Task<IRenderedComponent<Base64UrlExperiment>> Bench()
    {
        var token = await SignInAsync();
        return Render<Base64UrlExperiment>(part => part.Add(bench => bench.Token, Tokens.Decode(token.EncodedToken)));
    }

    private static AngleSharp.Dom.IElement Table(IRenderedComponent<Base64UrlExperiment> bench) => bench.Find("table.bits");

    private static IEnumerable<string> Rows(IRenderedComponent<Base64UrlExperiment> bench) =>
        Table(bench).QuerySelectorAll("th").Select(Sight.Text);
}
