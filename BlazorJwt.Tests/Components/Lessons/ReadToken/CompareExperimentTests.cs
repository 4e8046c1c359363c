using System.Text.Json;
using BlazorJwt.Components.Lessons.ReadToken;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Lessons.ReadToken;

public sealed class CompareExperimentTests : PageTest
{
    [Theory]
    [InlineData("alice", "\"customer\"", "\"manager\"")]
    [InlineData("mira", "\"manager\"", "\"customer\"")]
    public async Task A_change_of_role_reaches_the_new_token_alone(string name, string before, string after)
    {
        var bench = await Bench(name);

        var table = bench.Table("Two tokens, claim by claim");
        Assert.Equal([before, after, "≠ differs"], table.Row("role").Cells());
        Assert.Equal("= same", table.Row("sub").Cells()[2]);
        Assert.Equal("2 of 12 claims differ.", bench.Status());
        Assert.Equal(["jti", "role"], table.QuerySelectorAll("tr.differs th").Select(Sight.Text));
    }

    [Fact]
    public async Task Times_stand_side_by_side_with_their_difference()
    {
        var token = await SignInAsync();
        Clock.Advance(TimeSpan.FromSeconds(90));

        var row = Render<CompareExperiment>(part => part.Add(bench => bench.Token, token)).Table("Two tokens, claim by claim").Row("iat");

        Assert.Equal("≠ +90 s", row.Cells()[2]);
        Assert.Equal(["2026-03-01 09:00:00 UTC", "2026-03-01 09:01:30 UTC"], row.QuerySelectorAll(".moment").Select(Sight.Text));
    }

    [Fact]
    public async Task Two_people_are_compared_by_tokens_issued_for_both()
    {
        var bench = await Bench("alice");

        await bench.ChooseAsync("Which two", "alice and mira");

        var table = bench.Table("Two tokens, claim by claim");
        Assert.Equal(["\"alice\"", "\"mira\"", "≠ differs"], table.Row("sub").Cells());
        Assert.Equal(["Claim", "alice", "mira", "Compared"], table.QuerySelectorAll("thead th").Select(Sight.Text));
        Assert.Equal("= same", table.Row("aud").Cells()[2]);
    }

    [Fact]
    public async Task Each_time_both_are_issued_anew()
    {
        var bench = await Bench("alice");
        await bench.ChooseAsync("Which two", "alice and mira");
        var before = bench.Table("Two tokens, claim by claim").Row("jti").Cells();

        await bench.Button("Issue both again").ClickAsync();

        Assert.Empty(before.Take(2).Intersect(bench.Table("Two tokens, claim by claim").Row("jti").Cells()));
    }

    [Fact]
    public void A_claim_that_one_of_them_lacks_is_said_to_be_missing()
    {
        using var left = JsonDocument.Parse("""{"a":1,"b":[1,2]}""");
        using var right = JsonDocument.Parse("""{"b":[1,2],"c":null}""");

        var pairs = ClaimPair.Of(left.RootElement, right.RootElement);

        Assert.Equal([("a", false, true), ("b", true, true), ("c", false, false)],
            pairs.Select(pair => (pair.Name, pair.IsSame, pair.Left is not null)));
    }

    private async Task<IRenderedComponent<CompareExperiment>> Bench(string name)
    {
        var token = await SignInAsync(name);
        return Render<CompareExperiment>(part => part.Add(bench => bench.Token, token));
    }
}
