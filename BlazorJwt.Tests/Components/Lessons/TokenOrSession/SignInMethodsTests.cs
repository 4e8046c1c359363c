using BlazorJwt.AuthorizationServer;
using BlazorJwt.Components.Lessons;
using BlazorJwt.Components.Lessons.TokenOrSession;
using BlazorJwt.Labs.Sessions;
using BlazorJwt.Tests.Support;
using Bunit;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.JSInterop;

namespace BlazorJwt.Tests.Components.Lessons.TokenOrSession;

/// <summary>The table and what the page says, without a browser. Browser/TokenOrSessionTests has the real one.</summary>
public sealed class SignInMethodsTests : PageTest
{
    private SessionLab Lab => Services.GetRequiredService<SessionLabs>().For(ClaimsPrincipalExtensions.SessionOf(VisitorId)!);

    [Fact]
    public void An_untried_cell_says_so_and_there_is_one_for_each_measure_and_lane()
    {
        var lanes = Show();

        Assert.Equal(12, lanes.FindAll(".lanes td").Count);
        Assert.All(lanes.FindAll(".lanes td"), cell => Assert.Equal("not tried", cell.Text()));
        Assert.Equal(["Measured", "JWT in a cookie nobody signed in yet", "Session nobody signed in yet"],
            lanes.FindAll(".lanes thead th").Select(head => head.Text()));
        Assert.Empty(lanes.FindAll(".conclusions"));
    }

    [Fact]
    public void A_cell_shows_what_was_measured_with_its_condition_glyph_and_bar()
    {
        Lab.Note(
            new SignInMeasurement(SignInMeasure.Bytes, "token", "", "500 bytes", null, 500),
                new(SignInMeasure.Bytes, "session", "", "300 bytes", null, 300), new(SignInMeasure.Bytes, "id", "", "22 bytes", null, 22),
            new(SignInMeasure.AfterSignOut, "token", SignInMeasurement.WithDenylist, "refused, 401", true),
            new(SignInMeasure.AfterSignOut, "token", SignInMeasurement.WithoutDenylist, "let in, 200", false));

        var lanes = Show();

        var table = lanes.Table("What was measured");
        Assert.Equal(["500 bytes", "300 bytes protected reference 22 bytes a bare id beside it"],
            table.Row("Bytes with each request").Cells());
        Assert.Equal(["100", "60", "4.4"], lanes.FindAll(".lanes rect").Select(bar => bar.GetAttribute("width")));
        Assert.Equal(["let in, 200", "refused, 401"],
            table.Row("Signed out").QuerySelectorAll(".found .verdict").Select(verdict => verdict.Text()));
        Assert.Equal(["without a denylist", "with a denylist"],
            table.Row("Signed out").QuerySelectorAll(".found .sources").Select(under => under.Text()));
        Assert.Equal("not tried", table.Row("Signed out").Cells()[1]);
        Assert.Equal(["verdict bad", "verdict good"],
            table.Row("Signed out").QuerySelectorAll(".found .verdict").Select(verdict => verdict.ClassName));
    }

    [Fact]
    public void Another_visitor_s_results_are_not_shown()
    {
        Services.GetRequiredService<SessionLabs>().For("somebody else")
            .Note(new SignInMeasurement(SignInMeasure.Bytes, "token", "", "500 bytes", null, 500));

        Assert.All(Show().FindAll(".lanes td"), cell => Assert.Equal("not tried", cell.Text()));
    }

    [Fact]
    public async Task Who_could_not_be_signed_in_is_told_and_nothing_is_measured()
    {
        var script = JSInterop.SetupModule("./labs/sessions.js");
        script.Setup<int>("signIn", "antiforgery-of-the-test").SetResult(400);
        script.Setup<int>("ask", _ => true).SetResult(401);
        var lanes = Show();

        foreach (var button in (string[])["1 · Sign in both ways", "2 · Send a request", "3 · Change Robin’s role",
            "4 · Sign out, then replay", "6 · Restart the server"])
        {
            await lanes.Button(button).ClickAsync();
            Assert.StartsWith("Nobody could be signed in", lanes.Status(), StringComparison.Ordinal);
        }

        Assert.Empty(Lab.Cells);
        Assert.False(Progress.IsDone(Lesson.TokenOrSession));
    }

    [Fact]
    public async Task The_table_can_be_cleared_and_the_denylist_with_it()
    {
        Lab.Note(new SignInMeasurement(SignInMeasure.Bytes, "token", "", "500 bytes", null, 500));
        Lab.AsksDenylist = true;
        var lanes = Show();
        Assert.True(lanes.HasButton("5 · Switch the denylist off"));

        await lanes.Button("Clear the table").ClickAsync();

        Assert.All(lanes.FindAll(".lanes td"), cell => Assert.Equal("not tried", cell.Text()));
        Assert.True(lanes.HasButton("5 · Switch the denylist on"));
    }

    [Fact]
    public async Task A_browser_that_sends_nothing_gets_a_sentence_and_the_page_lives_on()
    {
        JSInterop.SetupModule("./labs/sessions.js").Setup<int>("signIn", _ => true).SetException(new JSException("Failed to fetch"));
        var lanes = Show();

        await lanes.Button("1 · Sign in both ways").ClickAsync();

        Assert.StartsWith("Your browser did not send the request.", lanes.Status(), StringComparison.Ordinal);
        Assert.False(lanes.Button("2 · Send a request").HasAttribute("aria-disabled"));
    }

    [Fact]
    public void Where_the_labs_are_switched_off_the_page_says_so()
    {
        Settings["Labs:Enabled"] = "false";

        var page = Render<TokenOrSessionPage>();

        Assert.True(page.Shows("The experiment is switched off"));
        Assert.False(page.HasRegion("Try it"));
    }

    private IRenderedComponent<SignInMethods> Show() => Render<SignInMethods>();
}
