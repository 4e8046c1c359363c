using System.Net;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Labs;
using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Labs.KeepSafe.EvilSite;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Hosting;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace BlazorJwt.Tests.Labs.KeepSafe.EvilSite;

/// <summary>
/// The endpoints of the lab "Evil site", as a server sees them. What a browser sends is measured in Browser/KeepSafeKeyboardTests.
/// </summary>
[Trait("needs", "server")]
public sealed class EvilSiteTests(AppFixture app)
{
    private const string Strict = "HttpOnly cookie, SameSite=Strict";
    private const string None = "HttpOnly cookie, SameSite=None";

    private static readonly (string, string)[] FromTheEvilSite = [("Sec-Fetch-Site", "cross-site"), ("Origin", "http://evil.example")];
    private static readonly (string, string)[] FromHere = [("Sec-Fetch-Site", "same-origin")];

    [Fact]
    public async Task The_unguarded_endpoint_accepts_an_order_that_another_site_sent_with_a_cookie()
    {
        using var session = app.OpenSession();
        var run = await BeginAsync(session);

        using var answer = await PostAsync(session.Client, "unguarded", run, FromTheEvilSite);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("cross-site", "http://evil.example")]
    [InlineData("same-site", null)]
    [InlineData(null, "http://evil.example")]
    [InlineData(null, "null")]
    [InlineData("same-origin", "http://evil.example")]
    [InlineData("none", null)]
    [InlineData(null, null)]
    public async Task The_guarded_endpoint_refuses_whatever_no_page_of_its_own_sent(string? site, string? origin)
    {
        using var session = app.OpenSession();
        var run = await BeginAsync(session);

        using var answer = await PostAsync(session.Client, "guarded", run, [.. Headers(site, origin)]);

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    [Fact]
    public async Task The_guarded_endpoint_accepts_an_order_from_a_page_of_its_own_and_records_nothing()
    {
        using var session = app.OpenSession();
        var run = await BeginAsync(session);

        using var answer = await PostAsync(session.Client, "guarded", run, FromHere);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(Results(session));
    }

    [Fact]
    public async Task Without_a_cookie_nobody_is_signed_in_at_the_endpoint()
    {
        using var session = app.OpenSession();
        var run = await BeginAsync(session);
        using var stranger = app.CreateClient();

        using var answer = await PostAsync(stranger, "unguarded", run, FromTheEvilSite);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.All(Results(session), cell => Assert.Equal((false, "not sent"), (cell.Harmed, cell.Observed)));
    }

    [Fact]
    public async Task The_visitor_s_cells_say_which_cookies_were_sent_and_nobody_else_s_change()
    {
        using var session = app.OpenSession();
        using var other = app.OpenSession();
        var run = await BeginAsync(session);
        await BeginAsync(other);
        using var evil = app.CreateClient();
        evil.DefaultRequestHeaders.Add("Cookie", "BlazorJwt-Lab-None=lab");

        using var taken = await PostAsync(evil, "unguarded", run, FromTheEvilSite);
        using var refused = await PostAsync(evil, "guarded", run, FromTheEvilSite);

        var cells = Results(session).ToDictionary(cell => cell.Place);
        Assert.Equal(4, cells.Count);
        Assert.Equal((true, "sent: order taken; the guard refused it"), (cells[None].Harmed, cells[None].Observed));
        Assert.Equal((false, "not sent"), (cells[Strict].Harmed, cells[Strict].Observed));
        Assert.Empty(Results(other));
    }

    [Fact]
    public async Task A_place_that_holds_a_copy_is_judged_by_what_was_sent_of_it()
    {
        using var session = app.OpenSession();
        var run = await BeginAsync(session);
        var id = app.SessionOf(session);
        var (chosen, ends) = (await CopyAsync(PlaceNames.ChosenCookie), DateTimeOffset.UtcNow.AddMinutes(1));
        app.Services.GetRequiredService<CopyRegistry>().Note(id,
        [
            new(PlaceNames.ChosenCookie, chosen.JwtId, ends),
            new(PlaceNames.LocalStorage, "another", ends),
            new(PlaceNames.ServerMemory, "a third", ends),
        ]);
        using var evil = app.CreateClient();
        evil.DefaultRequestHeaders.Add("Cookie", $"{CopyCookie.ChosenName}={chosen.Text}");

        using var without = await PostAsync(evil, "unguarded", run, FromTheEvilSite);
        var cells = Results(session).ToDictionary(cell => cell.Place, cell => (cell.Harmed, cell.Observed));

        Assert.Equal(7, cells.Count);
        Assert.Equal((true, "sent: order taken"), cells[PlaceNames.ChosenCookie]);
        Assert.All([PlaceNames.LocalStorage, PlaceNames.ServerMemory], place => Assert.Equal((false, "not sent"), cells[place]));

        // A BFF is known by the cookie of its session: where that is sent, an order is accepted as well.
        evil.DefaultRequestHeaders.Add("Cookie", $"__Host-BlazorJwt-Visitor={session.Cookies["__Host-BlazorJwt-Visitor"]}");
        using var with = await PostAsync(evil, "unguarded", run, FromTheEvilSite);

        Assert.Equal("sent: order taken", Assert.Single(Results(session), cell => cell.Place == PlaceNames.ServerMemory).Observed);
    }

    [Fact]
    public void What_an_endpoint_saw_of_another_cookie_is_not_said_of_this_one()
    {
        static EvilSiteObservation Sight(string id, bool came) =>
            new(new Dictionary<string, bool> { [None] = true, [PlaceNames.ChosenCookie] = came }, id);
        var run = new EvilSiteRun("id", "session", "visitor", "http://a", "http://b", DateTimeOffset.MaxValue)
        {
            Kept = new HashSet<string> { None },
        };

        var same = run.With(Sight("one", true), isGuarded: true).With(Sight("one", true), isGuarded: false);
        var another = run.With(Sight("one", true), isGuarded: true).With(Sight("two", false), isGuarded: false);

        string Told(EvilSiteRun of, string place) => of.Results(DateTimeOffset.UnixEpoch).Single(cell => cell.Place == place).Observed;
        Assert.Equal("sent: order taken; the guard refused it", Told(same, PlaceNames.ChosenCookie));
        Assert.Equal("not sent", Told(another, PlaceNames.ChosenCookie));
        Assert.Equal("sent: order taken; the guard refused it", Told(another, None));
    }

    [Fact]
    public async Task A_cookie_that_the_browser_did_not_keep_is_not_called_safe()
    {
        using var session = app.OpenSession();
        using var begun = await session.Client.SendGetAsync("/");
        using var to = await session.Client.SendGetAsync("/labs/evil-site");
        session.Cookies["BlazorJwt-Lab-Strict"] = null;
        using var ready = await session.Client.SendGetAsync(to.Headers.Location!.OriginalString);
        using var evil = app.CreateClient();

        using var answer = await PostAsync(evil, "unguarded", to.Headers.Location.OriginalString.Split('/')[^1], FromTheEvilSite);

        Assert.Null(Assert.Single(Results(session), cell => cell.Place == Strict).Harmed);
    }

    [Fact]
    public async Task A_run_is_known_by_its_id_on_its_own_host_and_by_post_only()
    {
        using var session = app.OpenSession();
        var run = await BeginAsync(session);
        using var other = new HttpClient { BaseAddress = app.LocalhostAddress };

        using var unknown = await PostAsync(session.Client, "unguarded", "AAAAAAAAAAAAAAAAAAAAAA", FromTheEvilSite);
        using var elsewhere = await PostAsync(other, "unguarded", run, FromTheEvilSite);
        using var lureAtHome = await session.Client.SendGetAsync($"/labs/evil-site/{run}");
        using var lure = await other.SendGetAsync($"/labs/evil-site/{run}");
        using var get = await session.Client.SendGetAsync($"/labs/orders/unguarded/{run}");

        Assert.Equal(
            [HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.NotFound, HttpStatusCode.OK, HttpStatusCode.MethodNotAllowed],
            [unknown.StatusCode, elsewhere.StatusCode, lureAtHome.StatusCode, lure.StatusCode, get.StatusCode]);
    }

    [Fact]
    public async Task The_evil_site_runs_no_script_and_cannot_be_framed()
    {
        using var session = app.OpenSession();
        var run = await BeginAsync(session);
        using var other = new HttpClient { BaseAddress = app.LocalhostAddress };

        using var lure = await other.SendGetAsync($"/labs/evil-site/{run}");

        Assert.Equal(
            "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; frame-ancestors 'none'",
            Assert.Single(lure.Headers.GetValues("Content-Security-Policy")).TrimEnd(';', ' '));
    }

    [Fact]
    public void A_run_says_nothing_of_the_visitor_in_a_log() =>
        Assert.Equal("run id (redacted)",
            new EvilSiteRun("id", "session", "visitor", "http://a", "http://b", DateTimeOffset.MaxValue).ToString());

    [Fact]
    public void A_run_is_over_after_a_quarter_of_an_hour()
    {
        var time = new FakeTimeProvider();
        var runs = new LabRuns<EvilSiteRun>(time);
        var run = runs.Add(new("id", "session", "visitor", "http://a", "http://b", runs.NextEnd));

        Assert.NotNull(runs.Find(run.Id));
        time.Advance(LabRun.Lifetime);

        Assert.Null(runs.Find(run.Id));
    }

    [Theory]
    [InlineData("localhost:5080", null, "127.0.0.1:5080")]
    [InlineData("127.0.0.1:5080", "evil.example", "localhost:5080")]
    [InlineData("[::1]", null, "localhost")]
    [InlineData("tokens.example", null, null)]
    [InlineData("tokens.example:81", "evil.example", "evil.example:81")]
    [InlineData("tokens.example:81", "evil.example:82", "evil.example:82")]
    [InlineData("evil.example", "evil.example", null)]
    public void The_second_name_is_the_other_loopback_name_or_the_configured_one(string host, string? configured, string? expected)
    {
        var names = new SecondHostName(Options.Create(new LabsOptions { EvilHost = configured }));

        Assert.Equal(expected, names.Of(new HostString(host))?.Value);
    }

    [Theory]
    [InlineData("/labs/evil-site")]
    [InlineData("/labs/guestbook")]
    public async Task Where_the_server_has_one_name_only_the_page_says_what_is_missing(string path)
    {
        await using var own = new MemoryApp("Development", ("AllowedHosts", "tokens.example"));
        using var client = own.CreateClient(new() { BaseAddress = new("http://tokens.example") });

        var text = await client.GetStringAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Contains("A second host name is missing", text, StringComparison.Ordinal);
        Assert.Contains("Labs:EvilHost", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_configured_second_name_is_answered_without_being_allowed_twice()
    {
        await using var own = new MemoryApp("Development", ("Labs:EvilHost", "evil.example"));
        using var client = own.CreateClient(new() { BaseAddress = new("http://evil.example") });

        using var answer = await client.SendGetAsync("/app.css");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private IEnumerable<LabResult> Results(VisitorSession session) => app.Services.GetRequiredService<LabResults>()
        .For(app.SessionOf(session));

    private async Task<IssuedToken> CopyAsync(string place)
    {
        using var visitor = await app.SignInAsync("alice", TestContext.Current.CancellationToken);
        var owner = (await app.Services.GetRequiredService<TokenService>().ValidateAsync(visitor.Token)).Token!;
        return app.Services.GetRequiredService<TokenCopies>().Make(owner, place);
    }

    private static async Task<string> BeginAsync(VisitorSession session)
    {
        using var page = await session.Client.SendGetAsync("/");
        using var begun = await session.Client.SendGetAsync("/labs/evil-site");
        using var ready = await session.FollowAsync(begun, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
        return ready.RequestMessage!.RequestUri!.Segments[^1];
    }

    private static IEnumerable<(string, string)> Headers(string? site, string? origin)
    {
        if (site is not null) yield return ("Sec-Fetch-Site", site);
        if (origin is not null) yield return ("Origin", origin);
    }

    private static async Task<HttpResponseMessage> PostAsync(
        HttpClient client, string endpoint, string run, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/labs/orders/{endpoint}/{run}", UriKind.Relative));
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
