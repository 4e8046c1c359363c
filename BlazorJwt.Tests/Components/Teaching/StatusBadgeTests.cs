using BlazorJwt.Components.Teaching;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Teaching;

public sealed class StatusBadgeTests : BunitContext
{
    [Theory]
    [InlineData(200, null, null, "good", "200")]
    [InlineData(302, null, null, "good", "302")]
    [InlineData(401, null, null, "bad", "401")]
    [InlineData(null, null, null, "bad", "no answer")]
    [InlineData(200, false, null, "bad", "200")]
    [InlineData(401, null, "untried", "untried", "401")]
    public void It_says_the_status_and_whether_it_is_a_good_one(int? status, bool? good, string? kind, string verdict, string text)
    {
        var badge = Render<StatusBadge>(
            part => part.Add(badge => badge.Status, status).Add(badge => badge.Good, good).Add(badge => badge.Kind, kind));

        badge.MarkupMatches($"<span class=\"verdict {verdict}\">{text}</span>");
    }

    [Fact]
    public void What_it_says_beside_comes_after_the_status()
    {
        var badge = Render<StatusBadge>(part => part.Add(badge => badge.Status, 200).AddChildContent(" OK"));

        Assert.Equal("200 OK", badge.Text());
    }
}
