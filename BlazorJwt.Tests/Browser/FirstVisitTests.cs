using System.Reflection;
using BlazorJwt.Tests.Support;
using BlazorJwt.Visitors.Published;

namespace BlazorJwt.Tests.Browser;

/// <summary>The bounds of a first visit, measured on the published app. The benchmark <c>first-visit</c> measures every lesson the same
/// way.</summary>
[Trait("needs", "browser"), Trait("needs", "server")]
public sealed class FirstVisitTests(BrowserFixture browser)
{
    private static readonly string Configuration =
        typeof(FirstVisitTests).Assembly.GetCustomAttribute<AssemblyConfigurationAttribute>()!.Configuration;

    [Fact]
    public async Task A_first_visit_of_the_heaviest_lesson_and_of_a_step_is_light_and_compressed()
    {
        await browser.GetAsync();
        var program = await InstalledBrowser.FindOrInstallAsync();
        Assert.SkipWhen(program is null or InstalledBrowser.ByPlaywright, "The measurement needs a browser of the machine's own.");
        await using var app = await PublishedApp.StartBuiltAsync(Repository.PathOf("BlazorJwt/BlazorJwt.csproj"), Configuration,
            "--Demo:Enabled", "true");

        var visit = await FirstVisit.MeasureAsync(program!, new Uri(app.Address, "someone-elses-tokens"));

        Assert.Empty(visit.Complaints());
        var step = await FirstVisit.MeasureAsync(program!, new Uri(app.Address, "keep-it-safe/check-yourself"));
        Assert.Empty(step.Complaints(FirstVisit.MostBytesOfStep, FirstVisit.MostRequestsOfStep));
        Assert.True(visit.Requests.Count >= 4, "A page without style sheet, scripts and circuit was not measured whole.");
    }

    [Fact]
    public void A_visit_over_its_bounds_is_found()
    {
        var visit = new FirstVisit([.. Enumerable.Repeat(new VisitRequest("/a.js", "text/javascript", "gzip", 20_000), 7)], 0,
            TimeSpan.Zero);

        Assert.Equal(9, visit.Complaints().Count());
    }
}
