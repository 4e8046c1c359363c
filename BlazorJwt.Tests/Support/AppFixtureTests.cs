using System.Net;

namespace BlazorJwt.Tests.Support;

public sealed class AppFixtureTests(AppFixture app)
{
    [Theory]
    [InlineData("/_framework/blazor.web.js")]
    [InlineData("/app.css")]
    public async Task Static_files_of_the_top_level_web_root_are_served(string path)
    {
        using var client = app.CreateClient();

        var response = await client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Everything_the_app_logs_is_captured_down_to_trace()
    {
        using var client = app.CreateClient();

        await client.GetAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Contains("Trace ", app.LogText, StringComparison.Ordinal);
        Assert.Contains("Debug Microsoft.AspNetCore.Routing", app.LogText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_app_with_other_settings_runs_beside_the_shared_one()
    {
        await using var second = AppFixture.Start([("Demo:Enabled", "false")]);
        using var client = second.CreateClient();

        var response = await client.GetAsync(new Uri("/sign-in", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Contains("Demo people are switched off", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.NotEqual(app.BaseAddress, second.BaseAddress);
    }
}
