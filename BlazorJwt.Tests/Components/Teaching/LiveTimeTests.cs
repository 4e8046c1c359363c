using BlazorJwt.Components.Teaching;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Teaching;

public sealed class LiveTimeTests : PageTest
{
    private static readonly DateTimeOffset At = new(2026, 3, 1, 9, 15, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("local")]
    [InlineData("clock")]
    [InlineData("left")]
    [InlineData("relative")]
    public void The_browser_gets_the_moment_and_the_servers_clock_beside_it(string kind)
    {
        var time = Show(kind).Find("live-time");

        Assert.Equal(kind, time.GetAttribute("kind"));
        Assert.Equal($"{At.ToUnixTimeMilliseconds()}", time.GetAttribute("at"));
        Assert.Equal($"{Clock.GetUtcNow().ToUnixTimeMilliseconds()}", time.GetAttribute("now"));
        Assert.Equal("2026-03-01 09:15:00 UTC", time.GetAttribute("title"));
    }

    [Fact]
    public void Without_script_the_time_stands_there_in_UTC() =>
        Assert.Contains("2026-03-01 09:15:00 UTC", Show("local").Find("noscript").TextContent, StringComparison.Ordinal);

    [Fact]
    public void A_time_from_another_zone_is_the_same_moment() =>
        Assert.Equal("2026-03-01 09:15:00 UTC", Show("local", At.ToOffset(TimeSpan.FromHours(5))).Find("live-time").GetAttribute("title"));

    private IRenderedComponent<LiveTime> Show(string kind, DateTimeOffset? at = null) =>
        Render<LiveTime>(part => part.Add(time => time.At, at ?? At).Add(time => time.Kind, kind));
}
