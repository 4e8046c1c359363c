using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Components.Lessons.TokenOrSession;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Components.Lessons.TokenOrSession;

/// <summary>The picture of the five clocks: a real token, a real refresh family, and the real check at each moment.</summary>
public sealed class FiveClocksTests : PageTest
{
    [Fact]
    public async Task Now_stands_at_the_real_now_and_every_clock_but_the_skew_runs()
    {
        var clocks = await ShowRenewedAsync();

        Assert.Equal(["running", "not yet", "running", "running", "open"], States(clocks));
        Assert.Equal("15 min before the token expires: The page knows you, and the API answers 200.",
            Sight.Text(clocks.Find("[role=status]")));
        Assert.Equal("0", Slider(clocks).GetAttribute("value"));
        Assert.Equal("09:00:00 UTC, 15 min before the token expires", Slider(clocks).GetAttribute("aria-valuetext"));
        Assert.Equal(["issued", "page renews", "expires", "skew over", "refresh over"], clocks.FindAll(".axis text").Select(Sight.Text));
        Assert.DoesNotContain("style=", clocks.Markup, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_after_exp_the_page_is_signed_out_and_the_api_would_still_say_yes()
    {
        var clocks = await ShowRenewedAsync();

        await PressAsync(clocks, "Expires");

        Assert.Equal(["over", "running", "running", "over", "open"], States(clocks));
        Assert.Equal(
            ["GET /api/orders: 200 OK", "exp has passed, and a check still says yes.", "POST /account/refresh: new cookies",
                "Forgotten. The refresh token’s cookie goes to /account alone.", "The page is alive, and shows you signed out."],
            Seen(clocks));
        Assert.StartsWith("1 s after the token expired: The page has signed you out.", Sight.Text(clocks.Find("[role=status]")),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Past_the_skew_the_check_refuses_and_past_the_refresh_token_nothing_is_left()
    {
        var clocks = await ShowRenewedAsync();

        await PressAsync(clocks, "Skew over");
        Assert.Equal("GET /api/orders: 401. exp has passed, and the clock skew on top of it.", Seen(clocks)[0]);
        Assert.EndsWith("The refresh token still fetches the next one, without a password.", Sight.Text(clocks.Find("[role=status]")),
            StringComparison.Ordinal);

        await PressAsync(clocks, "Refresh over");
        Assert.Equal(["over", "over", "over", "over", "open"], States(clocks));
        Assert.Equal("POST /account/refresh: 400, invalid_grant", Seen(clocks)[2]);
        Assert.EndsWith("Only signing in again helps.", Sight.Text(clocks.Find("[role=status]")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_slider_moves_now_and_what_is_no_number_moves_nothing()
    {
        var clocks = await ShowRenewedAsync();

        // Of five stretches of a hundred steps the fourth begins at 300: exp and the skew are over.
        await Slider(clocks).InputAsync("290");
        Assert.Equal("over", States(clocks)[0]);
        Assert.Equal("GET /api/orders: 200 OK", Seen(clocks)[0]);
        await Slider(clocks).InputAsync("300");
        Assert.StartsWith("GET /api/orders: 401.", Seen(clocks)[0], StringComparison.Ordinal);
        Assert.Equal("09:15:30 UTC, 30 s after the token expired", Slider(clocks).GetAttribute("aria-valuetext"));

        await Slider(clocks).InputAsync("soon");
        Assert.Equal("09:15:30 UTC, 30 s after the token expired", Slider(clocks).GetAttribute("aria-valuetext"));
    }

    [Fact]
    public async Task What_is_said_of_the_token_is_the_real_checks_word_and_not_arithmetic()
    {
        var (token, clocks) = await RenewedAsync();

        await Tokens.RevokeAsync(token);
        await PressAsync(clocks, "The real now");

        Assert.Equal("running", States(clocks)[0]);
        Assert.Equal("GET /api/orders: 401. This token was revoked before it expired.", Seen(clocks)[0]);
    }

    [Fact]
    public async Task A_sign_in_that_is_not_renewed_has_no_refresh_token_and_one_that_was_renewed_starts_anew()
    {
        var plain = await SignInAsync();
        var clocks = Render<FiveClocks>(part => part.Add(clock => clock.Token, plain));
        Assert.Equal("none", States(clocks)[2]);
        Assert.Equal(["issued", "expires", "skew over"], clocks.FindAll(".axis text").Select(Sight.Text));

        Clock.Advance(TimeSpan.FromMinutes(14));
        var next = await SignInAsync();
        clocks.Render(part => part.Add(clock => clock.Token, next));
        Assert.StartsWith("15 min before", Sight.Text(clocks.Find("[role=status]")), StringComparison.Ordinal);

        // Expired while the page was open: its clocks stay.
        clocks.Render(part => part.Add(clock => clock.Token, null));
        Assert.Equal(5, States(clocks).Length);
    }

    [Fact]
    public void Who_is_signed_out_is_asked_to_sign_in() =>
        Assert.Contains("Sign in first", Render<FiveClocks>().Markup, StringComparison.Ordinal);

    private static string[] States(IRenderedComponent<FiveClocks> clocks) => [.. clocks.FindAll(".clock h3 .verdict").Select(Sight.Text)];

    private static string[] Seen(IRenderedComponent<FiveClocks> clocks) => [.. clocks.FindAll(".clock h3 ~ p").Select(Sight.Text)];

    private static AngleSharp.Dom.IElement Slider(IRenderedComponent<FiveClocks> clocks) => clocks.Find("input[type=range]");

    private static Task PressAsync(IRenderedComponent<FiveClocks> clocks, string button) =>
        clocks.FindAll(".actions button").Single(found => Sight.Text(found) == button).ClickAsync();

    private async Task<IRenderedComponent<FiveClocks>> ShowRenewedAsync() => (await RenewedAsync()).Clocks;

    private async Task<(ValidatedToken Token, IRenderedComponent<FiveClocks> Clocks)> RenewedAsync()
    {
        var person = Services.GetRequiredService<DemoPeople>().Listed[0];
        var owner = ClaimsPrincipalExtensions.SessionOf(VisitorId);
        var pair = await Services.GetRequiredService<RefreshTokens>()
            .StartAsync(person.TokenRequest(Clients.Web, owner!), owner, "a browser");
        var token = (await Tokens.ValidateAsync(pair.Access.Text)).Token!;
        return (token, Render<FiveClocks>(part => part.Add(clock => clock.Token, token)));
    }
}
