using BlazorJwt.Components.Lessons;
using BlazorJwt.Components.Lessons.ReadToken;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Bunit;

namespace BlazorJwt.Tests.Components.Lessons.ReadToken;

public sealed class TamperExperimentTests : PageTest
{
    private const string BrokenSignature = "The signature was made over the old header and payload.";

    [Theory]
    [InlineData("role", "manager")]
    [InlineData("role", "emperor")]
    [InlineData("sub", "admin")]
    [InlineData("name", "Zoë Μαρία 🦊")]
    [InlineData("scope", "everything")]
    [InlineData("exp", "4102444800")]
    [InlineData("iat", "0")]
    [InlineData("jti", "")]
    [InlineData("iss", "https://evil.example")]
    [InlineData("name", "\"}],<script>alert(1)</script>")]
    [InlineData("name", "\ud83e")]
    public async Task A_changed_claim_breaks_the_signature(string claim, string value)
    {
        var bench = await Bench();

        await Change(bench, claim, value);

        Assert.StartsWith("refused", bench.Status(), StringComparison.Ordinal);
        Assert.True(bench.Shows(BrokenSignature));
        Assert.Empty(bench.FindAll("script"));
    }

    [Theory]
    [InlineData("exp", "tomorrow")]
    [InlineData("nbf", "")]
    [InlineData("iat", "12:30")]
    public async Task A_time_that_is_no_number_is_refused_before_the_signature_is_looked_at(string claim, string value)
    {
        var bench = await Bench();

        await Change(bench, claim, value);

        Assert.True(bench.Shows("An earlier check refused it"));
        Assert.Equal("failed", bench.Table("The checks in their order").Row("Claim types").Cells()[0]);
    }

    [Fact]
    public async Task A_value_of_the_longest_length_is_checked_like_any_other()
    {
        var bench = await Bench();
        Assert.Equal("100", bench.Field("New value").GetAttribute("maxlength"));

        await Change(bench, "name", new string('x', 100));

        Assert.True(bench.Shows(BrokenSignature));
    }

    [Theory]
    [InlineData("sub")]
    [InlineData("name")]
    [InlineData("aud")]
    [InlineData("iat")]
    public async Task The_value_it_had_before_changes_nothing(string claim)
    {
        var bench = await Bench();

        await bench.ChooseAsync("Claim", claim);
        await bench.Button("Change it and check").ClickAsync();

        Assert.StartsWith("accepted", bench.Status(), StringComparison.Ordinal);
        Assert.True(bench.Shows("not a character of the token changed"));
    }

    [Fact]
    public async Task Every_claim_of_the_token_can_be_changed()
    {
        var bench = await Bench();

        Assert.Equal(
            ["iss", "sub", "aud", "exp", "iat", "nbf", "jti", "client_id", "name", "role", "scope", "sid"],
            bench.Field("Claim").QuerySelectorAll("option").Select(Sight.Text));
    }

    [Fact]
    public async Task The_bit_that_is_offered_first_breaks_nothing_but_the_signature()
    {
        var token = await SignInAsync();
        var bench = Show(token);

        await bench.Button("Flip it and check").ClickAsync();

        Assert.StartsWith("refused", bench.Status(), StringComparison.Ordinal);
        Assert.True(bench.Shows("of the payload is turned over: ‘a’ (01100001) is ‘`’ (01100000) now."));
        Assert.True(bench.Shows(BrokenSignature));
        Assert.True(bench.Shows($"covers the underlined {token.EncodedHeader.Length + 1 + token.EncodedPayload.Length} bytes"));
        Assert.NotEmpty(bench.Find(".big-token mark").TextContent);
    }

    [Theory]
    [InlineData("header", "99999", "99")]
    [InlineData("payload", "-5", "0")]
    [InlineData("signature", "64", "1")]
    [InlineData("signature", "65", "-1")]
    public async Task A_bit_of_any_part_can_be_chosen_and_one_past_the_end_is_the_last(string part, string at, string bit)
    {
        var token = await SignInAsync();
        var bench = Show(token);

        await bench.ChooseAsync("Or one bit, of the", part);
        await bench.Field("Byte").ChangeAsync(at);
        await bench.Field("Bit").ChangeAsync(bit);
        await bench.Button("Flip it and check").ClickAsync();

        Assert.StartsWith("refused", bench.Status(), StringComparison.Ordinal);
        Assert.True(bench.Shows($"of the {part} is turned over"));
        Assert.DoesNotContain(token.EncodedSignature, bench.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_changed_signature_is_not_the_one_over_the_token()
    {
        var bench = await Bench();

        await bench.ChooseAsync("Or one bit, of the", "signature");
        await bench.Button("Flip it and check").ClickAsync();

        Assert.True(bench.Shows("Header and payload are as they were, and this signature is not the one that was made over them."));
        Assert.Equal("changed", bench.Find(".big-token mark").Text());
    }

    [Fact]
    public async Task A_random_bit_is_refused_and_said_which_it_was()
    {
        var bench = await Bench();

        await bench.Button("Flip a random one").ClickAsync();

        Assert.StartsWith("refused", bench.Status(), StringComparison.Ordinal);
        Assert.Matches(@"Bit \d of byte \d+ of the (header|payload|signature) is turned over", bench.Text());
    }

    [Fact]
    public async Task Restoring_brings_the_bench_back_to_where_it_was()
    {
        var bench = await Bench();
        await Change(bench, "role", "emperor");

        await bench.Button("Restore").ClickAsync();

        Assert.Equal("The token here is again the one you were given.", bench.Status());
        Assert.Equal("manager", bench.Field("New value").GetAttribute("value"));
        Assert.Empty(bench.FindAll(".big-token"));
    }

    [Fact]
    public async Task The_claim_that_was_changed_stays_marked_while_another_one_is_chosen()
    {
        var bench = await Bench();
        await Change(bench, "role", "manager");

        await bench.ChooseAsync("Claim", "sub");

        Assert.Equal("role", Assert.Single(bench.Table("The changed payload").QuerySelectorAll("tr.changed th")).Text());
    }

    [Fact]
    public async Task A_changed_token_keeps_its_old_signature_back_too()
    {
        var token = await SignInAsync();
        var bench = Show(token);

        await Change(bench, "role", "manager");

        Assert.DoesNotContain(token.EncodedSignature, bench.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_lesson_is_done_when_a_change_was_checked()
    {
        var bench = await Bench();
        Assert.False(Progress.IsDone(Lesson.ReadToken));

        await Change(bench, "role", "manager");

        Assert.True(Progress.IsDone(Lesson.ReadToken));
    }

    private async Task<IRenderedComponent<TamperExperiment>> Bench() => Show(await SignInAsync());

    private IRenderedComponent<TamperExperiment> Show(ValidatedToken token) =>
        Render<TamperExperiment>(part => part.Add(bench => bench.Token, token));

    private static async Task Change(IRenderedComponent<TamperExperiment> bench, string claim, string value)
    {
        await bench.ChooseAsync("Claim", claim);
        await bench.Field("New value").ChangeAsync(value);
        await bench.Button("Change it and check").ClickAsync();
    }
}
