using System.Net;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Labs;

/// <summary>What is broken on purpose can be switched off: <c>Labs:Enabled</c>.</summary>
public sealed class LabsSwitchTests(AppFixture app)
{
    private const string HostileScript = "/labs/hostile.js";

    [Fact]
    public async Task The_hostile_script_is_served_while_the_labs_are_on()
    {
        using var client = app.CreateClient();

        using var answer = await client.GetAsync(new Uri(HostileScript, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Switched_off_neither_script_nor_experiment_is_there_and_the_page_says_so()
    {
        await using var own = AppFixture.Start([("Labs:Enabled", "false")]);
        using var client = own.CreateClient();

        using var script = await client.GetAsync(new Uri(HostileScript, UriKind.Relative), TestContext.Current.CancellationToken);
        var page = await client.GetStringAsync(new Uri("/keep-it-safe", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, script.StatusCode);
        Assert.Contains("The experiment is switched off", page, StringComparison.Ordinal);
    }
}
