using BlazorJwt.Components.Teaching;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Validation;
using Bunit;

namespace BlazorJwt.Tests.Components.Teaching;

public sealed class ClaimSummaryTests : PageTest
{
    [Fact]
    public async Task The_claims_that_say_what_a_token_is_for_stand_in_pairs()
    {
        var token = await SignInAsync();

        var summary = Render<ClaimSummary>(part => part.Add(claims => claims.Token, token));

        Assert.Equal(
            ["sub alice", "role customer", "scope orders.read orders.write", "aud blazorjwt-api",
                $"size {token.EncodedToken.Length} bytes"],
            summary.FindAll("dl > div").Select(pair => $"{pair.QuerySelector("dt")!.Text()} {pair.QuerySelector("dd")!.Text()}"));
    }

    [Fact]
    public async Task A_token_that_opens_nothing_says_none()
    {
        var bare = await Tokens.ValidateAsync(Tokens.Issue(new() { Subject = "guest", ClientId = "tests" }).Text);

        var summary = Render<ClaimSummary>(part => part.Add(claims => claims.Token, bare.Token!));

        Assert.Equal(["guest", "none", "none"], summary.FindAll("dd").Take(3).Select(Sight.Text));
    }
}
