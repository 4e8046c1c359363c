using BlazorJwt.AuthorizationServer;
using BlazorJwt.Components.Lessons;
using BlazorJwt.HttpLog;
using BlazorJwt.Labs;
using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Labs.KeepSafe.EvilSite;
using BlazorJwt.Tests.Support;
using Bunit;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.Components.Lessons.KeepSafe;

public sealed class AnotherSiteStepTests : StepTest
{
    private static readonly string[] Kept = [PlaceNames.HttpOnlyNone, PlaceNames.HttpOnlyLax, PlaceNames.HttpOnlyStrict];

    private LabRuns<EvilSiteRun> Runs => Services.GetRequiredService<LabRuns<EvilSiteRun>>();

    [Fact]
    public void The_link_leads_to_the_page_of_this_run_on_the_other_site()
    {
        var page = ShowReady();

        var link = page.Link("Visit the other site");

        Assert.Equal("http://127.0.0.1/labs/evil-site/run-1", link.GetAttribute("href"));
        Assert.Equal("_blank", link.GetAttribute("target"));
    }

    [Fact]
    public void The_form_that_came_decides_and_its_exchange_is_what_moves()
    {
        var page = ShowReady();

        Post(PlaceNames.HttpOnlyNone);

        page.WaitForAssertion(() => Assert.Equal(["Sent along", "Held back", "Held back"],
            page.FindAll(".outcome .verdict").Select(verdict => verdict.Text())));
        Assert.Equal("1 other>browser none*>server", page.Find("token-stage").GetAttribute("move"));
        Assert.True(Progress.IsDone(Lesson.KeepSafe, Step("another-site")));
    }

    [Fact]
    public void A_browser_that_sends_none_has_held_all_back_and_one_that_sends_all_none()
    {
        var page = ShowReady();

        Post();
        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".outcome.good").Count));
        Post(Kept);

        page.WaitForAssertion(() => Assert.Equal(3, page.FindAll(".outcome.bad").Count));
    }

    [Fact]
    public void The_form_of_another_visitor_changes_nothing_here()
    {
        var page = ShowReady();

        Services.GetRequiredService<ExchangeLog>().Add("somebody else", Exchange());

        Assert.Empty(page.FindAll(".outcome"));
    }

    [Fact]
    public void A_server_with_one_name_says_so_and_the_step_can_be_left()
    {
        SetRendererInfo(new("Server", isInteractive: true));
        GoTo("https://tokens.example/keep-it-safe/another-site");

        var page = Render<BlazorJwt.Components.Lessons.KeepSafe.KeepSafePage>(part => part.Add(page => page.Slug, "another-site"));

        Assert.True(page.Shows("There is no other site here"));
        Assert.Equal("next", Assert.Single(page.FindAll(".primary")).GetAttribute("rel"));
    }

    private IRenderedComponent<BlazorJwt.Components.Lessons.KeepSafe.KeepSafePage> ShowReady()
    {
        Runs.Add(new("run-1", Session, VisitorId, "http://localhost", "http://127.0.0.1", Runs.NextEnd) { Kept = Kept.ToHashSet() });
        Storage.Setup<string?>("prepareOtherSite").SetResult("run-1");
        var page = Show("another-site");
        page.WaitForAssertion(() => page.Link("Visit the other site"));
        return page;
    }

    // As the endpoint does: it writes down what it saw, and the recorder adds the exchange.
    private void Post(params string[] sent)
    {
        var seen = new EvilSiteObservation(Kept.ToDictionary(place => place, sent.Contains), null);
        Runs.Update(Runs.Find("run-1")!, run => run.With(seen, isGuarded: false));
        Log.Add(VisitorId, Exchange());
    }

    private static Exchange Exchange() => new(Guid.NewGuid().ToString("N"), DateTimeOffset.UnixEpoch, ExchangeSender.BrowserForm,
        new("POST /labs/orders/unguarded/run-1 HTTP/1.1", [], null, 10), new("HTTP/1.1 200 OK", [], null, 10), TimeSpan.Zero, null, null)
    { Status = 200 };
}
