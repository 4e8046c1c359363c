using System.Diagnostics;
using System.Net;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.AuthorizationServer.TokenEndpoint;
using BlazorJwt.Tests.Browser;
using BlazorJwt.Tests.Browser.Pages;
using BlazorJwt.Tests.Support;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.Nodes;

/// <summary>Two real nodes that share a real Redis, behind a proxy with sticky sessions.</summary>
[Trait("needs", "redis")]
public sealed class TwoNodesTests(TwoNodes nodes, AppFixture app, BrowserFixture browser)
    : BrowserTest(app, browser), IClassFixture<TwoNodes>
{
    [Fact]
    public async Task Who_signed_in_at_one_node_calls_the_api_of_the_other_until_one_takes_the_token_back()
    {
        await nodes.ReadyAsync();
        using var atOne = new VisitorSession(nodes.One.Address);
        await atOne.SignInAsync("alice", App.DemoPassword("alice"), SignInForms.Cancellation);
        var token = atOne.Token!;
        using var api = new HttpClient { BaseAddress = nodes.Other.Address };
        Assert.Equal(HttpStatusCode.OK, await CallAsync(api, token));

        using var revoked = await atOne.Client.PostFieldsAsync("/revoke", ("token", token), ("client_id", Clients.Web));

        Assert.Equal(HttpStatusCode.OK, revoked.StatusCode);
        await AssertRefusedWithinASecondAsync(api, token);
    }

    [Fact]
    public async Task A_form_drawn_by_one_node_is_taken_by_the_other_and_signing_out_there_holds_here()
    {
        await nodes.ReadyAsync();
        using var atOne = new VisitorSession(nodes.One.Address);
        using var atOther = new VisitorSession(nodes.Other.Address);
        await atOne.SignInAsync("mira", App.DemoPassword("mira"), SignInForms.Cancellation);
        var token = atOne.Token!;
        var field = await atOne.AntiforgeryFieldAsync("/", "/account/sign-out", SignInForms.Cancellation);
        foreach (var name in atOne.Cookies.Names) atOther.Cookies[name] = atOne.Cookies[name];

        using var signedOut = await atOther.Client.PostFieldsAsync("/account/sign-out", field);

        Assert.Equal(HttpStatusCode.SeeOther, signedOut.StatusCode);
        Assert.Null(atOther.Token);
        using var api = new HttpClient { BaseAddress = nodes.One.Address };
        await AssertRefusedWithinASecondAsync(api, token);
    }

    [Fact]
    public async Task A_node_that_is_killed_leaves_its_page_usable_at_the_other()
    {
        var (session, call, holder) = await OpenBenchAsync();

        await holder.KillAsync();

        await AssertGoesOnAsync(session, call, holder);
    }

    [Fact]
    public async Task A_node_that_is_stopped_leaves_its_page_usable_at_the_other_and_ends_well()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        var (session, call, holder) = await OpenBenchAsync();

        var stopped = holder.StopAsync();

        await AssertGoesOnAsync(session, call, holder);
        Assert.Equal(0, await stopped);
    }

    // Loaded again by itself, at the other node: signed in, the lessons done ticked, and with a word on the result that is gone.
    private async Task AssertGoesOnAsync(PageSession session, CallApiSteps call, Node left)
    {
        await session.Page.WaitForFunctionAsync("() => !window.before && document.documentElement.dataset.circuit === 'up'");
        await Assertions.Expect(session.Page.GetByText("Run the experiment again.")).ToBeVisibleAsync();
        await Assertions.Expect(call.Answer).ToHaveTextAsync("Nothing sent yet.");
        await call.SendAsync("GET /api/orders", "My token");
        await Assertions.Expect(call.Answer).ToContainTextAsync("200");
        Assert.Equal(nodes.Beside(left).Name, nodes.Proxy.LastHub);
        await Assertions.Expect(session.SignOut).ToBeVisibleAsync();
        await Assertions.Expect(session.Rail.GetByText(", done")).ToHaveCountAsync(2);
    }

    // Somebody who signed in and called the API, both through the proxy; and the node that holds the page.
    private async Task<(PageSession Session, CallApiSteps Call, Node Holder)> OpenBenchAsync()
    {
        await nodes.ReadyAsync();
        var session = await OpenSignedInAsync("alice", options: new() { BaseURL = nodes.Proxy.Address.ToString() });
        // The circuit has the browser keep that the lesson is done. A page that is left before would not be counted.
        await session.Page.WaitForFunctionAsync("() => document.cookie.includes('BlazorJwt-Progress=')");
        await session.GoAsync("/call-the-api");
        var call = new CallApiSteps(session.Page);
        await call.SendAsync("GET /api/orders", "My token");
        await Assertions.Expect(call.Answer).ToContainTextAsync("200");
        await Assertions.Expect(session.Rail.GetByText(", done")).ToHaveCountAsync(2);
        await session.Page.EvaluateAsync("window.before = true");
        return (session, call, nodes.Named(nodes.Proxy.LastHub));
    }

    // Asked at the end of the second. Before, either answer is allowed.
    private static async Task AssertRefusedWithinASecondAsync(HttpClient api, string token)
    {
        var since = Stopwatch.StartNew();
        HttpStatusCode last;
        bool inTime;
        do
        {
            inTime = since.Elapsed < TimeSpan.FromSeconds(1);
            last = await CallAsync(api, token);
        }
        while (inTime && last is HttpStatusCode.OK);
        Assert.Equal(HttpStatusCode.Unauthorized, last);
    }

    private static async Task<HttpStatusCode> CallAsync(HttpClient api, string token)
    {
        using var answer = await api.SendGetAsync("/api/orders", ("Authorization", $"Bearer {token}"));
        return answer.StatusCode;
    }
}
