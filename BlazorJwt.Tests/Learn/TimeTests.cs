using BlazorJwt.Components.Teaching;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BlazorJwt.Tests.Learn;

/// <summary>Rung 5 of docs/testing.md: a clock that moves only when the test moves it. No test waits for time to pass.</summary>
public sealed class TimeTests : BunitContext
{
    private static readonly DateTimeOffset Nine = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Nine);

    public TimeTests() => Services.AddSingleton<TimeProvider>(_clock);

    [Fact]
    public void The_browser_gets_the_moment_and_the_time_of_the_server()
    {
        var time = Render<LiveTime>(parameters => parameters.Add(live => live.At, Nine.AddMinutes(15)));
        Assert.Equal($"{Nine.ToUnixTimeMilliseconds()}", time.Find("live-time").GetAttribute("now"));

        _clock.Advance(TimeSpan.FromMinutes(1));
        time.Render();

        Assert.Equal($"{Nine.AddMinutes(1).ToUnixTimeMilliseconds()}", time.Find("live-time").GetAttribute("now"));
        Assert.Equal("2026-03-01 09:15:00 UTC", time.Find("live-time").GetAttribute("title"));
    }
}
