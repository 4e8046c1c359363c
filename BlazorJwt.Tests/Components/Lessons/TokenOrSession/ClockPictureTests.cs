using BlazorJwt.Components.Lessons.TokenOrSession;
using Microsoft.AspNetCore.Http.Connections;

namespace BlazorJwt.Tests.Components.Lessons.TokenOrSession;

/// <summary>The line of the five clocks, without a page.</summary>
public sealed class ClockPictureTests
{
    private static readonly DateTimeOffset Issued = new(2026, 3, 1, 9, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Expires = Issued.AddMinutes(15);
    private static readonly TimeSpan Skew = TimeSpan.FromSeconds(30);

    private readonly ClockPicture _renewed = new(Issued, Expires, Skew, Issued.AddHours(2));
    private readonly ClockPicture _plain = new(Issued, Expires, Skew, null);

    [Fact]
    public void The_events_stand_in_order_and_a_sign_in_without_refresh_has_fewer()
    {
        Assert.Equal(["issued", "page renews", "expires", "skew over", "refresh over"], _renewed.Events.Select(item => item.Name));
        Assert.Equal(["issued", "expires", "skew over"], _plain.Events.Select(item => item.Name));
        Assert.Equal(Expires.AddSeconds(-90), _renewed.RenewsAt);
        Assert.Null(_plain.RenewsAt);
    }

    [Fact]
    public void Each_stretch_is_as_wide_as_the_next()
    {
        Assert.Equal([0, 0.2, 0.4, 0.6, 0.8], _renewed.Events.Select(item => Math.Round(_renewed.PlaceOf(item.At), 9)));
        Assert.Equal(0.7, _renewed.PlaceOf(Expires + Skew + (Issued.AddHours(2) - Expires - Skew) / 2), 0.000001);
    }

    [Fact]
    public void A_place_and_its_moment_are_each_others_way_back_and_the_ends_hold()
    {
        foreach (var at in (DateTimeOffset[])[Issued, Issued.AddSeconds(7), Expires, Expires.AddSeconds(1), Expires + Skew,
            Issued.AddHours(1), _renewed.End])
        {
            Assert.Equal(at, _renewed.MomentAt(_renewed.PlaceOf(at)));
        }

        Assert.Equal((0, 1), (_renewed.PlaceOf(Issued.AddYears(-1)), _renewed.PlaceOf(Issued.AddYears(1))));
        Assert.Equal((Issued, _renewed.End), (_renewed.MomentAt(-5), _renewed.MomentAt(5)));
    }

    [Fact]
    public void A_clock_is_over_at_the_very_second_and_the_circuit_never_is()
    {
        var kinds = (ClockPicture picture, DateTimeOffset at) => picture.Clocks.Where(clock => clock.Runs(at)).Select(clock => clock.Kind);

        Assert.Equal([ClockKind.AccessToken, ClockKind.RefreshToken, ClockKind.Cookie, ClockKind.Circuit], kinds(_renewed, Issued));
        Assert.Equal([ClockKind.Skew, ClockKind.RefreshToken, ClockKind.Circuit], kinds(_renewed, Expires));
        Assert.Equal([ClockKind.RefreshToken, ClockKind.Circuit], kinds(_renewed, Expires + Skew));
        Assert.Equal([ClockKind.Circuit], kinds(_renewed, Issued.AddHours(2)));
        Assert.Equal([ClockKind.AccessToken, ClockKind.Cookie, ClockKind.Circuit], kinds(_plain, Expires.AddSeconds(-1)));
    }

    [Fact]
    public void Events_at_one_moment_are_one_place()
    {
        var exact = new ClockPicture(Issued, Expires, TimeSpan.Zero, Expires);

        Assert.Equal(["issued", "page renews", "expires"], exact.Events.Select(item => item.Name));
        Assert.All(exact.Events, item => Assert.InRange(exact.PlaceOf(item.At), 0, 1));
    }

    [Theory]
    [InlineData(-90, "1 min 30 s before the token expires")]
    [InlineData(0, "the second in which the token expires")]
    [InlineData(20, "20 s after the token expired")]
    [InlineData(6300, "1 h 45 min after the token expired")]
    public void A_moment_is_told_by_the_end_of_the_token(int seconds, string told) =>
        Assert.Equal(told, _renewed.Tell(Expires.AddSeconds(seconds)));

    [Fact]
    public void A_page_renews_as_early_as_its_script_does()
    {
        Assert.Equal(TimeSpan.FromSeconds(10), ClockPicture.Lead(TimeSpan.FromSeconds(30)));
        Assert.Equal(TimeSpan.FromSeconds(90), ClockPicture.Lead(TimeSpan.FromHours(1)));
        Assert.Contains("Math.min(90, seconds / 3)", BlazorJwt.Components.Teaching.CodeExcerpt.Read("wwwroot/renewal.js"),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Dotnet_10_leaves_a_connection_open_when_its_token_expires() =>
        Assert.False(new HttpConnectionDispatcherOptions().CloseOnAuthenticationExpiration);
}
