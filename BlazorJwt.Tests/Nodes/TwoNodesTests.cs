using System.Diagnostics;
using BlazorJwt.Tests.Browser;
using BlazorJwt.Tests.Browser.Pages;
using BlazorJwt.Tests.Support;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.Nodes;

/// <summary>Two real nodes that share a real Redis, behind a proxy with sticky sessions.</summary>
public sealed class TwoNodesTests(TwoNodes nodes, AppFixture app, BrowserFixture browser) : BrowserTest(app, browser), IClassFixture<TwoNodes>
{
    [Fact]
    public async Task A_node_that_is_killed_leaves_its_page_usable_at_the_other_within_ten_seconds()
    {
        var (session, call, holder) = await OpenBenchAsync();

        await holder.KillAsync();
        var since = Stopwatch.StartNew();

        // Loaded anew, by itself, and with a circuit.
        await session.Page.WaitForFunctionAsync("() => !window.before && document.documentElement.dataset.circuit === 'up'");
        await call.SendAsync("GET /api/orders", "My token");
        await Assertions.Expect(call.Answer).ToContainTextAsync("200");
        Assert.InRange(since.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10));
        Assert.Equal(nodes.Beside(holder).Name, nodes.Proxy.LastHub);
        await Assertions.Expect(session.SignOut).ToBeVisibleAsync();
        await Assertions.Expect(session.Rail.GetByText(", done")).ToHaveCountAsync(2);
    }

    [Fact]
    public async Task A_node_that_is_stopped_hands_its_page_to_the_other_as_it_stands()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        var (session, call, holder) = await OpenBenchAsync();
        var page = session.Page;
        await page.GetByRole(AriaRole.Radio).Nth(1).CheckAsync();
        await call.Bench.GetByLabel("Request", new() { Exact = true }).SelectOptionAsync(new SelectOptionValue { Label = "GET /api/takings · role manager" });
        var verdict = await page.Locator(".predict [role=status]").InnerTextAsync();
        Assert.NotEqual("", verdict);

        var stopped = holder.StopAsync();
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.circuit === 'moving'");
        await page.WaitForFunctionAsync("() => document.documentElement.dataset.circuit === 'up'");

        // The same document: nothing was loaded anew.
        Assert.True(await page.EvaluateAsync<bool>("window.before"));
        Assert.Equal(nodes.Beside(holder).Name, nodes.Proxy.LastHub);
        await Assertions.Expect(page.GetByRole(AriaRole.Radio).Nth(1)).ToBeCheckedAsync();
        await Assertions.Expect(page.Locator(".predict [role=status]")).ToHaveTextAsync(verdict);
        await Assertions.Expect(call.Bench.GetByLabel("Request", new() { Exact = true })).ToHaveValueAsync("2");
        await Assertions.Expect(session.Rail.GetByText(", done")).ToHaveCountAsync(2);
        await call.Bench.GetByRole(AriaRole.Button, new() { Name = "Send", Exact = true }).ClickAsync();
        await Assertions.Expect(call.Answer).ToContainTextAsync("403");
        Assert.Equal(0, await stopped);
    }

    // Somebody who signed in and called the API, both through the proxy; and the node that holds the page.
    private async Task<(PageSession Session, CallApiSteps Call, Node Holder)> OpenBenchAsync()
    {
        await nodes.ReadyAsync();
        var session = await OpenSignedInAsync("alice", options: new() { BaseURL = nodes.Proxy.Address.ToString() });
        await session.GoAsync("/call-the-api");
        var call = new CallApiSteps(session.Page);
        await call.SendAsync("GET /api/orders", "My token");
        await Assertions.Expect(call.Answer).ToContainTextAsync("200");
        await Assertions.Expect(session.Rail.GetByText(", done")).ToHaveCountAsync(2);
        await session.Page.EvaluateAsync("window.before = true");
        return (session, call, nodes.Named(nodes.Proxy.LastHub));
    }
}
