using System.Net;
using BlazorJwt.Tests.Hosting;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Labs;

/// <summary>What is broken on purpose can be switched off: <c>Labs:Enabled</c>.</summary>
[Trait("needs", "server")]
public sealed class LabsSwitchTests(AppFixture app, LabsSwitchTests.SwitchedOff off) : IClassFixture<LabsSwitchTests.SwitchedOff>
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
        var page = await client.GetStringAsync(new Uri("/keep-it-safe/bench", UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, script.StatusCode);
        Assert.Contains("The experiment is switched off", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/labs/evil-site")]
    [InlineData("GET", "/labs/evil-site/ready/a")]
    [InlineData("GET", "/labs/evil-site/a")]
    [InlineData("POST", "/labs/orders/unguarded/a")]
    [InlineData("POST", "/labs/orders/guarded/a")]
    [InlineData("GET", "/labs/guestbook")]
    [InlineData("GET", "/labs/guestbook/open/a")]
    [InlineData("GET", "/labs/guestbook/write")]
    [InlineData("POST", "/labs/guestbook/write")]
    [InlineData("GET", "/labs/guestbook/hole")]
    [InlineData("GET", "/labs/guestbook/strict")]
    [InlineData("POST", "/labs/guestbook/outcome")]
    [InlineData("GET", "/labs/guestbook.js")]
    [InlineData("GET", "/labs/sessions.js")]
    [InlineData("GET", "/labs/sessions/token")]
    [InlineData("POST", "/labs/sessions/sign-in")]
    [InlineData("POST", "/labs/sessions/token/sign-out")]
    [InlineData("GET", "/labs/error-clinic/late-cookie")]
    [InlineData("POST", "/labs/stateless/token")]
    [InlineData("POST", "/labs/stateless/revoke")]
    [InlineData("GET", "/labs/stateless/orders")]
    [InlineData("GET", "/labs/stateless/listed-orders")]
    [InlineData("POST", "/labs/copies")]
    [InlineData("GET", "/labs/copies")]
    [InlineData("GET", "/labs/copies/orders?place=localStorage")]
    [InlineData("GET", "/labs/copies/sizes")]
    [InlineData("PUT", "/labs/copies/chunks")]
    [InlineData("POST", "/labs/thief/a")]
    [InlineData("GET", "/labs/issuers/okta/a/keys")]
    public async Task Switched_off_no_document_of_a_lab_is_there(string method, string path)
    {
        using var client = off.App.CreateClient();
        using var request = new HttpRequestMessage(new HttpMethod(method), path);

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain("Lab, broken on purpose", text, StringComparison.Ordinal);
    }

    /// <summary>The app with its labs off, one for all documents.</summary>
    public sealed class SwitchedOff : IAsyncDisposable
    {
        internal MemoryApp App { get; } = new("Development", ("Labs:Enabled", "false"));

        public ValueTask DisposeAsync() => App.DisposeAsync();
    }
}
