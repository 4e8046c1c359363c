using BlazorJwt.Components.Teaching;
using BlazorJwt.Labs.CallApi;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Bunit;

namespace BlazorJwt.Tests.Components.Teaching;

public sealed class CheckListTests : PageTest
{
    [Fact]
    public async Task A_good_token_passed_every_check()
    {
        var list = await Show(Good());

        Assert.Equal($"accepted {Enum.GetValues<TokenCheckKind>().Length} checks, all passed.", list.Status());
        Assert.All(Outcomes(list), outcome => Assert.Equal("passed", outcome));
    }

    [Fact]
    public async Task A_refused_token_failed_one_check_and_never_reached_those_behind_it()
    {
        var list = await Show(ForgedTokens.AsManager(Good()));

        var (passed, notReached) = ((int)TokenCheckKind.Signature,
            Enum.GetValues<TokenCheckKind>().Length - (int)TokenCheckKind.Signature - 1);
        Assert.Equal(
            [.. Enumerable.Repeat("passed", passed), "failed", .. Enumerable.Repeat("not reached", notReached)],
            Outcomes(list));
        Assert.NotNull(list.Details($"{passed} passed, 1 failed, {notReached} not reached"));
    }

    [Theory]
    [InlineData("", "Size")]
    [InlineData("one.two", "Form")]
    [InlineData("{0}.extra", "Form")]
    [InlineData("eyJhbGciOiJub25lIn0.e30.c2ln", "Algorithm")]
    [InlineData("eyJhbGciOiJFUzI1NiIsImFsZyI6Im5vbmUifQ.e30.c2ln", "JSON")]
    public async Task The_check_that_refused_is_marked_and_says_why(string token, string check)
    {
        var list = await Show(string.Format(null, token, Good()));

        Assert.Equal("failed", list.Table("The checks in their order").Row(check).Cells()[0]);
        Assert.StartsWith("refused ", list.Status(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_token_shows_the_code_of_the_library_that_refused_it()
    {
        var token = Good();
        Clock.Advance(TimeSpan.FromHours(2));

        var list = await Show(token);

        var row = list.Table("The checks in their order").Row("Expiry");
        Assert.Equal("failed", row.Cells()[0]);
        Assert.Contains("exp has passed, and the clock skew on top of it.", row.Cells()[2], StringComparison.Ordinal);
        Assert.EndsWith(
            "The library: IDX10223: Lifetime validation failed. The token is expired. ValidTo (UTC): '03/01/2026 09:15:00', Current " +
                "time (UTC): '03/01/2026 11:00:00'.",
            row.Cells()[2],
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_of_the_gate_says_so_in_a_plain_sentence()
    {
        var list = await Show(ForgedTokens.WithAlgorithmNone(Good()));

        var said = list.Table("The checks in their order").Row("Algorithm").QuerySelector(".why")!;
        Assert.Equal(
            ["alg is none: the token asks not to be checked.", "This app’s own gate refused it, so there is no message of the library."],
            said.Children.Select(Sight.Text));
    }

    [Fact]
    public async Task Every_check_names_its_rule_and_its_source()
    {
        var list = await Show(Good());

        Assert.All(list.FindAll("tbody tr"), row => Assert.Matches(@"RFC \d{4}|of this app", row.Cells()[2]));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_list_can_begin_open_or_closed(bool open)
    {
        var list = await Show(Good(), open);

        Assert.Equal(open, list.Find("details").HasAttribute("open"));
    }

    [Fact]
    public async Task Where_the_verdict_stands_beside_it_is_not_said_twice()
    {
        var list = await Show(Good(), summary: false);

        Assert.Empty(list.Status());
    }

    [Fact]
    public async Task The_list_gives_no_signature_away()
    {
        var token = Good();

        Assert.DoesNotContain(token.Split('.')[2], (await Show(token)).Markup, StringComparison.Ordinal);
    }

    private string Good() => Tokens.Issue(new() { Subject = "alice", ClientId = "tests" }).Text;

    private async Task<IRenderedComponent<CheckList>> Show(string token, bool open = false, bool summary = true)
    {
        var verdict = await Tokens.ValidateAsync(token);
        return Render<CheckList>(part => part.Add(list => list.Verdict, verdict).Add(list => list.Open, open)
            .Add(list => list.Summary, summary));
    }

    private static IEnumerable<string> Outcomes(IRenderedComponent<CheckList> list) =>
        list.Table("The checks in their order").QuerySelectorAll("tbody tr").Select(row => row.Cells()[0]);
}
