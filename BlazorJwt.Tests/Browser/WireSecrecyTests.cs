using System.Collections.Concurrent;
using System.Text;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Components.Lessons;
using BlazorJwt.Tests.Browser.Pages;
using BlazorJwt.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.Browser;

/// <summary>
/// What the HttpOnly cookies carry reaches a page in no other way: not in a document, not in another response, not in a message of the
/// circuit. Blazor sends a child component's parameters of type string to the browser, whether the child shows them or not.
/// </summary>
public sealed class WireSecrecyTests(AppFixture app, BrowserFixture browser) : BrowserTest(app, browser)
{
    private static readonly string[] Pages = ["/", .. Lesson.All.Select(AddressOf), "/our-keys", "/debugger", "/error-clinic"];

    [Fact]
    public async Task No_document_and_no_message_of_a_circuit_holds_a_visitor_id_a_token_s_signature_or_a_refresh_token()
    {
        var wire = new Wire();
        await using var own = AppFixture.Start(services: services => services.AddSingleton<IStartupFilter>(wire));
        var session = await OpenAsync(own);
        wire.Tap(session.Page);
        await session.GoAsync("/");
        await wire.AddSecretsOfAsync(session, own);
        await VisitAsync(session, wire);
        await session.SignInAsync("alice");
        await wire.AddSecretsOfAsync(session, own);
        await VisitAsync(session, wire);

        await session.GoAsync("/call-the-api");
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Send both" }).ClickAsync();
        await session.Page.GetByText("The first was answered with 401, the second with 403.").WaitForAsync();
        await session.GoAsync("/keys-for-machines");
        await session.Page.GetByLabel("Name", new() { Exact = true }).FillAsync("till 4");
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Register", Exact = true }).ClickAsync();
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "I have it" }).ClickAsync();
        await session.SignOut.ClickAsync();
        await session.Page.GetByText("Your token is revoked").WaitForAsync();
        await session.CircuitAsync();

        Assert.Equal(7, wire.Secrets.Count);
        Assert.Empty(wire.Find());
    }

    [Fact]
    public async Task A_secret_that_a_page_shows_is_found_in_a_message_and_in_a_document()
    {
        var wire = new Wire();
        await using var own = AppFixture.Start(services: services => services.AddSingleton<IStartupFilter>(wire));
        var session = await OpenSignedInAsync("alice", own);
        wire.Tap(session.Page);
        await wire.AddSecretsOfAsync(session, own);
        wire.Secrets["the heading"] = "What can a hostile script copy?";
        await session.GoAsync("/keep-it-safe/predict");
        await session.GoAsync("/call-the-api");
        await new CallApiSteps(session.Page).SendAsync("GET /api/orders", "My token");
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Reveal signature" }).First.ClickAsync();
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Reveal it" }).First.ClickAsync();
        await session.Page.GetByRole(AriaRole.Button, new() { Name = "Hide it" }).First.WaitForAsync();

        var found = wire.Find();

        Assert.Contains(found, place => place.StartsWith("the heading", StringComparison.Ordinal)
            && place.EndsWith("the body of /keep-it-safe/predict", StringComparison.Ordinal));
        Assert.Contains(found, place => place.StartsWith("signature", StringComparison.Ordinal)
            && place.EndsWith("a message to the page", StringComparison.Ordinal));
    }

    // Each page as a document with a circuit of its own, and within one circuit.
    // The address of a lesson that is told in steps leads on to one of them: a walk that is quicker would be led back.
    private static string AddressOf(Lesson lesson) =>
        $"/{(lesson.Steps.Count > 0 ? lesson.AddressOf(lesson.Steps[0]) : lesson.Slug)}";

    private static async Task VisitAsync(PageSession session, Wire wire)
    {
        foreach (var page in Pages)
        {
            var before = wire.Messages;
            await session.GoAsync(page);
            Assert.True(wire.Messages > before + 2, $"{page} had no circuit.");
        }

        foreach (var page in Pages)
        {
            await session.Page.EvaluateAsync("page => Blazor.navigateTo(page)", page);
            await session.Page.ArrivesAsync(page);
            await session.Heading.WaitForAsync();
        }
    }

    /// <summary>The bodies of all responses, and all messages of the circuits.</summary>
    private sealed class Wire : IStartupFilter
    {
        private const string ToPage = "a message to the page";
        private readonly ConcurrentQueue<(string Where, string Text)> _heard = new();

        /// <summary>What is looked for, by what it is.</summary>
        public Dictionary<string, string> Secrets { get; } = [];

        /// <summary>How many messages the server sent to the page.</summary>
        public int Messages => _heard.Count(part => part.Where == ToPage);

        /// <summary>Listens to the web sockets of a page.</summary>
        public void Tap(IPage page) => page.WebSocket += (_, socket) =>
        {
            socket.FrameReceived += (_, frame) => Hear(ToPage, frame);
            socket.FrameSent += (_, frame) => Hear("a message to the server", frame);
        };

        /// <summary>Looks for what the cookies of this browser carry now.</summary>
        public async Task AddSecretsOfAsync(PageSession session, RunningApp app)
        {
            var cookies = (await session.Context.CookiesAsync()).ToDictionary(cookie => cookie.Name, cookie => cookie.Value);
            var who = cookies.ContainsKey(TokenCookie.Name) ? "signed in" : "signed out";
            Secrets[$"visitor id, {who}"] = app.VisitorIdIn(cookies[VisitorCookie.Name]);
            Secrets[$"visitor cookie, {who}"] = cookies[VisitorCookie.Name];
            if (cookies.TryGetValue(TokenCookie.Name, out var token)) Secrets["signature"] = token.Split('.')[2];
            if (cookies.TryGetValue(RefreshCookie.Name, out var refresh))
                (Secrets["refresh token"], Secrets["its secret part"]) = (refresh, refresh[^43..]);
        }

        /// <summary>Where each secret was seen.</summary>
        public string[] Find() =>
            [.. Secrets.SelectMany(secret => _heard.Where(part => part.Text.Contains(secret.Value, StringComparison.Ordinal))
                .Select(part => $"{secret.Key} in {part.Where}")).Distinct()];

        // Before all of the app: bodies as they go out. A browser forgets those of the page before, so it can't be asked.
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
        {
            app.Use(async (context, inner) =>
            {
                context.Request.Headers.Remove("Accept-Encoding");
                var (body, copy) = (context.Response.Body, new MemoryStream());
                context.Response.Body = copy;
                await inner(context);
                context.Response.Body = body;
                _heard.Enqueue(($"the body of {context.Request.Path}", Encoding.UTF8.GetString(copy.ToArray())));
                await body.WriteAsync(copy.ToArray());
            });
            next(app);
        };

        private void Hear(string where, IWebSocketFrame frame) =>
            _heard.Enqueue((where, frame.Text ?? Encoding.UTF8.GetString(frame.Binary!)));
    }
}
