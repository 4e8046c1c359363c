using System.Globalization;
using AngleSharp.Dom;
using BlazorJwt.Components.Lessons.ReadToken;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Bunit;

namespace BlazorJwt.Tests.Components.Lessons.ReadToken;

public sealed class LifetimeLineTests : PageTest
{
    [Fact]
    public async Task The_picture_says_in_words_what_it_shows()
    {
        var line = await Line();

        Assert.Equal(
            "A line of 16 minutes. Issued 09:00:00, good from 09:00:00, expires 09:15:00, all UTC; 30 seconds of skew before and after. " +
                "Now is 0 seconds into its life.",
            line.Find("svg[role=img] title").Text());
    }

    [Fact]
    public async Task Now_has_its_place_on_the_line_and_the_browser_gets_both_ends_and_the_servers_clock()
    {
        var token = await SignInAsync();
        Clock.Advance(TimeSpan.FromMinutes(5));

        var line = Show(token);

        Assert.Equal(1 + 98 * 330 / 960.0, Percent(line.Find("[data-now]"), "x"), 0.01);
        var moving = line.Find("life-line");
        Assert.Equal($"{Clock.GetUtcNow().ToUnixTimeMilliseconds()}", moving.GetAttribute("now"));
        Assert.Equal(960_000, long.Parse(moving.GetAttribute("until")!,
            CultureInfo.InvariantCulture) - long.Parse(moving.GetAttribute("at")!, CultureInfo.InvariantCulture));
    }

    [Fact]
    public async Task A_redraw_does_not_move_the_mark_that_the_browser_moves()
    {
        var line = await Line();
        var before = line.Find("[data-now]").GetAttribute("x");
        Clock.Advance(TimeSpan.FromMinutes(3));

        line.Render();

        Assert.Equal(before, line.Find("[data-now]").GetAttribute("x"));
    }

    [Fact]
    public async Task The_skew_of_the_policy_lies_on_both_sides()
    {
        var line = await Line();

        Assert.Equal(2, line.FindAll("rect.skew").Count);
        Assert.All(line.FindAll("rect.skew"), skew => Assert.Equal(98 * 30 / 960.0, Percent(skew, "width"), 0.01));
        Assert.Contains("30 s on both sides", line.Text(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_moment_stands_beside_the_picture_as_text()
    {
        var line = await Line();

        Assert.Equal(["issued", "not before", "expires", "skew"], line.FindAll("dt").Select(Sight.Text));
        Assert.StartsWith("2026-03-01 09:15:00 UTC", line.FindAll("dd")[2].Text(), StringComparison.Ordinal);
        Assert.Equal("relative", line.FindAll("dd")[2].QuerySelector("live-time")!.GetAttribute("kind"));
    }

    private static double Percent(IElement element, string name) =>
        double.Parse(element.GetAttribute(name)!.TrimEnd('%'), CultureInfo.InvariantCulture);

    private async Task<IRenderedComponent<LifetimeLine>> Line() => Show(await SignInAsync());

    private IRenderedComponent<LifetimeLine> Show(ValidatedToken token) =>
        Render<LifetimeLine>(part => part.Add(line => line.Token, token).Add(line => line.ClockSkew, Tokens.Policy.ClockSkew));
}
