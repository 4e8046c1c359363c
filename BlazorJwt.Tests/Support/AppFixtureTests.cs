using System.Net;

namespace BlazorJwt.Tests.Support;

[Trait("needs", "server")]
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
        await using var second = AppFixture.Start([("Tokens:Issuer", "http://elsewhere.example")]);
        using var client = second.CreateClient();

        var metadata = await client.GetStringAsync(new Uri("/.well-known/openid-configuration", UriKind.Relative),
            TestContext.Current.CancellationToken);

        Assert.Contains("http://elsewhere.example", metadata, StringComparison.Ordinal);
        Assert.NotEqual(app.BaseAddress, second.BaseAddress);
    }

    [Fact]
    public async Task A_demo_person_signs_in_over_http_and_holds_a_token()
    {
        using var alice = await app.SignInAsync("alice", TestContext.Current.CancellationToken);

        Assert.Equal(3, alice.Token!.Split('.').Length);
    }
}
