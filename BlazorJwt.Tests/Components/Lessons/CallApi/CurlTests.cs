using BlazorJwt.Components.Lessons.CallApi;
using BlazorJwt.Components.Teaching;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Lessons.CallApi;

/// <summary>Each curl line that the page shows, run by a real shell with the real curl: its answer is the answer on the page.</summary>
[Trait("needs", "server")]
public sealed class CurlTests : PageTest
{
    private readonly AppFixture _app;

    public CurlTests(AppFixture app) => PutBehind(_app = app);

    [Theory]
    [InlineData("GET /api/orders")]
    [InlineData("POST /api/orders")]
    [InlineData("GET /api/sales-total")]
    public async Task Every_request_of_the_bench_gets_the_answer_that_curl_gets(string request)
    {
        Assert.SkipWhen(Curl.Missing is not null, Curl.Missing ?? "");
        GoTo(_app.BaseAddress.ToString());
        var token = await SignInAsync("alice");
        var bench = Render<RequestExperiment>(part => part.Add(bench => bench.Token, token));
        await bench.ChooseAsync("Request", request);
        // The cookie is the browser's to send: BrowserFetchTests has it.
        var callers = Enum.GetValues<RequestCredential>().Where(caller => caller.Senders().Contains(RequestSender.Server)).ToArray();

        foreach (var caller in callers)
        {
            await bench.ChooseAsync("Carries", caller.Words());
            await bench.Button("Send").ClickAsync();
            await bench.Button("Show as curl").ClickAsync();

            var page = Log.For(VisitorId)[0];
            var curl = await Curl.RunAsync(bench.Find("textarea").GetAttribute("value")!);

            Assert.True(page.Response!.StartLine == curl.StatusLine,
                $"{caller}: the page has '{page.Response.StartLine}', curl '{curl.StatusLine}'.");
            Assert.StartsWith($"{page.Status} ", bench.Status(), StringComparison.Ordinal);
            Assert.Equal(page.Response.Headers.FirstOrDefault(header => header.Name == "WWW-Authenticate")?.Value, curl.Challenge);
            // Orders change from one request to the next; a refusal says the same each time.
            if (page.Status >= 400) Assert.Equal(page.Response.Body, curl.Body);
        }

        Assert.Equal(callers.Length, Log.For(VisitorId).Count);
    }
}
