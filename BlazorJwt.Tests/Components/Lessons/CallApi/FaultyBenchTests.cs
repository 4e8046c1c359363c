using BlazorJwt.Components.Lessons.CallApi;
using BlazorJwt.Tests.Api.Client;
using BlazorJwt.Tests.Support;
using Bunit;

namespace BlazorJwt.Tests.Components.Lessons.CallApi;

/// <summary>The page while the API is down, slow, or answers garbage: it says so, and goes on.</summary>
[Trait("needs", "server")]
public sealed class FaultyBenchTests : PageTest
{
    [Fact]
    public async Task While_the_API_is_down_the_page_says_so_and_can_send_again()
    {
        var bench = await OpenAsync(FaultyServer.Nowhere());

        await bench.Button("Send").ClickAsync();
        await bench.Button("Send").ClickAsync();

        Assert.Equal("no answer The API could not be reached: nothing answers at its address.", bench.Status());
        Assert.False(bench.Button("Send").HasAttribute("aria-disabled"));
        Assert.Equal(2, Log.For(VisitorId).Count);
        Assert.False(bench.Shows("What the policy asked"));
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 18\r\nConnection: close\r\n\r\n<b>It works</b>   ",
        "200 The API answered, but not with JSON. Something else may be listening at its address.")]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n\r\n",
        "no answer What came back is not HTTP. Something else may be listening at the API's address.")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n[1,2",
        "no answer The API closed the connection before it had answered.")]
    public async Task Garbage_is_called_garbage(string bytes, string said)
    {
        await using var garbage = new FaultyServer(bytes);
        var bench = await OpenAsync(garbage.Address);

        await bench.Button("Send").ClickAsync();

        Assert.Equal(said, bench.Status());
        Assert.Empty(bench.FindAll("b"));
        Assert.False(bench.Button("Send").HasAttribute("aria-disabled"));
    }

    [Fact]
    public async Task A_slow_API_is_given_ten_seconds()
    {
        await using var slow = new FaultyServer(answer: null);
        var bench = await OpenAsync(slow.Address);

        var sending = bench.Button("Send").ClickAsync();
        await slow.Asked;
        Assert.Equal("Sending.", bench.Status());
        Assert.Equal("App to API: GET /api/orders (under way)", bench.Find("li[aria-current=step]").Text());
        // Busy, but never disabled: that would take the focus from who works by keyboard. A second press sends nothing.
        Assert.Equal("true", bench.Button("Send").GetAttribute("aria-disabled"));
        Assert.False(bench.Button("Send").HasAttribute("disabled"));
        await bench.Button("Send").ClickAsync();
        Clock.Advance(TimeSpan.FromSeconds(10));
        await sending;

        Assert.StartsWith("no answer The API did not answer within 10 seconds.", bench.Status(), StringComparison.Ordinal);
        Assert.False(bench.HasButton("Cancel"));
        Assert.True(bench.Shows("App to API: GET /api/orders (refused)"));
        Assert.Empty(bench.FindAll("li[aria-current]"));
        Assert.Single(Log.For(VisitorId));
    }

    [Fact]
    public async Task Who_does_not_want_to_wait_cancels_and_can_send_again()
    {
        await using var slow = new FaultyServer(answer: null);
        var bench = await OpenAsync(slow.Address);
        var sending = bench.Button("Send").ClickAsync();
        await slow.Asked;

        await bench.Button("Cancel").ClickAsync();
        await sending;

        Assert.Equal("Cancelled: the connection was closed before an answer came.", bench.Status());
        Assert.False(bench.Button("Send").HasAttribute("aria-disabled"));
        Assert.False(bench.HasButton("Cancel"));
        JSInterop.VerifyFocusAsyncInvoke();
    }

    [Fact]
    public async Task Who_leaves_the_page_ends_the_request()
    {
        await using var slow = new FaultyServer(answer: null);
        var bench = await OpenAsync(slow.Address);
        var sending = bench.Button("Send").ClickAsync();
        await slow.Asked;

        await DisposeComponentsAsync();

        await sending;
        Assert.Empty(Log.For(VisitorId));
    }

    [Fact]
    public async Task Two_refusals_that_got_no_answer_say_so()
    {
        Settings["Api:Address"] = FaultyServer.Nowhere().ToString();
        var token = await SignInAsync();
        var refusals = Render<TwoRefusals>(part => part.Add(refusals => refusals.Token, token));

        await refusals.Button("Send both").ClickAsync();

        Assert.Equal("The first was answered with nothing, the second with nothing.", refusals.Status());
        Assert.True(refusals.Shows("The API could not be reached: nothing answers at its address."));
    }

    private async Task<IRenderedComponent<RequestExperiment>> OpenAsync(Uri api)
    {
        Settings["Api:Address"] = api.ToString();
        var token = await SignInAsync();
        return Render<RequestExperiment>(part => part.Add(bench => bench.Token, token));
    }
}
