using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Nodes;

/// <summary>An outage of Redis, and of a node, as visitors see it through each proxy that docs/deploy.md describes.</summary>
[Trait("needs", "redis"), Trait("needs", "server")]
public sealed class DocumentedProxiesTests(DocumentedProxies proxies, AppFixture app) : IClassFixture<DocumentedProxies>
{
    // Each proxy has asked for the health of the nodes twice by then.
    private static readonly TimeSpan TwoProbes = TimeSpan.FromSeconds(2.5);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("does not answer")]
    [InlineData("is gone")]
    public async Task While_Redis_is_away_each_proxy_shows_the_pages_and_hands_on_what_the_api_says(string redis)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGSTOP.");
        await proxies.ReadyAsync();
        var token = await TokenAsync();
        await EverywhereAsync(client => OrdersBecomeAsync(client, token, HttpStatusCode.OK));

        if (redis is "is gone") await proxies.Redis.KillAsync();
        else await proxies.Redis.PauseAsync();
        await Task.WhenAll(proxies.Nodes.Select(async node =>
        {
            using var client = new HttpClient { BaseAddress = node.Address };
            await OrdersBecomeAsync(client, token, HttpStatusCode.ServiceUnavailable);
        }));
        await EverywhereAsync(client => LookAroundAsync(client, token));
        foreach (var node in proxies.Nodes)
        {
            using var client = new HttpClient { BaseAddress = node.Address };
            Assert.Equal((HttpStatusCode.OK, "Degraded\nRedis: Can't be asked, so no token is accepted and nobody signs in."),
                await HealthAsync(client, "/health/ready"));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, (await HealthAsync(client, "/health/shared")).Status);
        }

        if (redis is "is gone") await proxies.Redis.StartAgainAsync();
        else await proxies.Redis.GoOnAsync();
        await EverywhereAsync(client => OrdersBecomeAsync(client, token, HttpStatusCode.OK));
    }

    [Fact]
    public async Task A_node_that_is_killed_leaves_its_visitors_to_the_other_behind_each_proxy()
    {
        await proxies.ReadyAsync();
        // Six visitors of each proxy: some are at the node that ends.
        var visitors = proxies.Addresses.Values.SelectMany(address => Enumerable.Range(0, 6).Select(_ => DocumentedProxies.Client(address)))
            .ToArray();
        foreach (var visitor in visitors) Assert.Equal(HttpStatusCode.OK, await StatusAsync(visitor, "/"));

        await proxies.Nodes[0].KillAsync();

        foreach (var visitor in visitors)
        {
            await Becomes.TrueAsync(async () => await StatusAsync(visitor, "/") is HttpStatusCode.OK);
            for (var count = 0; count < 5; count++) Assert.Equal(HttpStatusCode.OK, await StatusAsync(visitor, "/"));
            visitor.Dispose();
        }
    }

    // One that polls the API, and a visitor who reads pages.
    private static async Task LookAroundAsync(HttpClient client, string token)
    {
        string[] open = ["/", "/app.css", "/.well-known/jwks.json", "/api/menu"];
        var since = Stopwatch.StartNew();
        do
        {
            using (var answer = await AskAsync(client, token))
            {
                Assert.Equal((HttpStatusCode.ServiceUnavailable, "application/problem+json", TimeSpan.FromSeconds(2)),
                    (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, answer.Headers.RetryAfter?.Delta));
            }

            foreach (var path in open)
                Assert.Equal((client.BaseAddress, path, HttpStatusCode.OK), (client.BaseAddress, path, await StatusAsync(client, path)));
        }
        while (since.Elapsed < TwoProbes);
    }

    private Task EverywhereAsync(Func<HttpClient, Task> visit) => Task.WhenAll(proxies.Addresses.Values.Select(async address =>
    {
        using var client = DocumentedProxies.Client(address);
        await visit(client);
    }));

    private async Task<string> TokenAsync()
    {
        using var client = new HttpClient { BaseAddress = proxies.Nodes[0].Address };
        using var form = new FormUrlEncodedContent(
            [new("grant_type", "password"), new("username", "alice"), new("password", app.DemoPassword("alice"))]);
        using var answer = await client.PostAsync(new Uri("/token", UriKind.Relative), form, Cancellation);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("access_token").GetString()!;
    }

    private static Task OrdersBecomeAsync(HttpClient client, string token, HttpStatusCode status) => Becomes.TrueAsync(async () =>
    {
        using var answer = await AskAsync(client, token);
        return answer.StatusCode == status;
    });

    private static async Task<HttpResponseMessage> AskAsync(HttpClient client, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get,
            new Uri("/api/orders", UriKind.Relative))
        { Headers = { Authorization = new AuthenticationHeaderValue("Bearer", token) } };
        return await client.SendAsync(request, Cancellation);
    }

    private static async Task<HttpStatusCode> StatusAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        return answer.StatusCode;
    }

    private static async Task<(HttpStatusCode Status, string Body)> HealthAsync(HttpClient client, string path)
    {
        using var answer = await client.GetAsync(new Uri(path, UriKind.Relative), Cancellation);
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(Cancellation));
    }
}
