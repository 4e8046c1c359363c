using System.Net;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using BlazorJwt.Labs;
using BlazorJwt.Labs.KeepSafe.Guestbook;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Decoding;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BlazorJwt.Tests.Labs.KeepSafe.Guestbook;

/// <summary>The guestbook of the lab "Injected markup": who may open it, what it shows to whom, and what its decoys are worth.</summary>
[Trait("needs", "server")]
public sealed partial class GuestbookTests(AppFixture app)
{
    private const string Entry = "<script>loot.textContent = 1</script>";

    [Fact]
    public async Task A_ticket_opens_one_book_once_and_on_the_other_host_only()
    {
        using var lesson = app.OpenSession();
        using var first = new VisitorSession(app.LocalhostAddress);
        using var second = new VisitorSession(app.LocalhostAddress);
        var ticket = await TicketAsync(lesson);

        using var opened = await first.FollowAsync(await first.Client.SendGetAsync(ticket), TestContext.Current.CancellationToken);
        using var again = await second.Client.SendGetAsync(ticket);
        using var atHome = await lesson.Client.SendGetAsync(await TicketAsync(lesson));

        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (again.StatusCode, atHome.StatusCode));
    }

    [Fact]
    public async Task A_ticket_in_place_of_the_cookie_opens_no_book()
    {
        using var lesson = app.OpenSession();
        using var other = new VisitorSession(app.LocalhostAddress);
        other.Cookies["BlazorJwt-Guestbook"] = (await TicketAsync(lesson)).Split('/')[^1];

        using var answer = await other.Client.SendGetAsync("/labs/guestbook/write");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }

    [Fact]
    public async Task An_entry_is_shown_to_the_browser_that_wrote_it_and_to_no_other()
    {
        using var mine = await OpenAsync();
        using var other = await OpenAsync();
        using var stranger = new HttpClient { BaseAddress = app.LocalhostAddress };
        using var written = await WriteAsync(mine, Entry);

        foreach (var page in (string[])["hole", "strict"])
        {
            Assert.Contains(Entry, await TextAsync(mine.Client, page), StringComparison.Ordinal);
            Assert.DoesNotContain(Entry, await TextAsync(other.Client, page), StringComparison.Ordinal);
            Assert.DoesNotContain(Entry, await TextAsync(stranger, page), StringComparison.Ordinal);
        }

        var text = await TextAsync(mine.Client, "write");
        Assert.DoesNotContain(Entry, text, StringComparison.Ordinal);
        Assert.Contains(WebUtility.HtmlEncode(Entry), text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "http://127.0.0.1")]
    public async Task Another_site_can_write_nothing_into_the_book(string header, string value)
    {
        using var book = await OpenAsync();

        using var answer = await WriteAsync(book, Entry, (header, value));

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.DoesNotContain(Entry, await TextAsync(book.Client, "hole"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_entry_is_cut_to_its_bound()
    {
        using var book = await OpenAsync();
        using var written = await WriteAsync(book, new string('x', GuestbookRun.LongestEntry + 500));

        Assert.Equal(GuestbookRun.LongestEntry, LongRun().Match(await TextAsync(book.Client, "hole")).Length);
    }

    [Fact]
    public async Task The_page_with_the_hole_lets_inline_scripts_run_and_nothing_out()
    {
        using var book = await OpenAsync();
        using var hole = await book.Client.SendGetAsync("/labs/guestbook/hole");

        Assert.Equal(
            [
                "base-uri 'none'", "connect-src 'none'", "default-src 'none'", "form-action 'none'", "frame-ancestors 'none'",
                "img-src data:",
                "sandbox allow-scripts allow-same-origin", "script-src 'unsafe-inline'", "style-src 'nonce-…'",
            ],
            Policy(hole));
        Assert.Equal("DENY", Assert.Single(hole.Headers.GetValues("X-Frame-Options")));
        Assert.Equal("()", Assert.Single(hole.Headers.GetValues("Connection-Allowlist")));
    }

    [Theory]
    [InlineData("<div><template shadowrootmode=closed><p>x</p></template></div>")]
    [InlineData("<div><template SHADOWROOTMODE='open'></template></div>")]
    public async Task An_entry_declares_no_shadow_tree(string entry)
    {
        using var book = await OpenAsync();
        using var written = await WriteAsync(book, entry);

        foreach (var page in (string[])["hole", "strict"])
            Assert.Contains("<template data-shadowrootmode=", await TextAsync(book.Client, page), StringComparison.Ordinal);
    }

    [Fact]
    public void The_scripts_of_an_entry_are_named_one_by_one_and_rules_that_load_ahead_are_not_among_them()
    {
        static int Named(string? entry) => EntryScripts.Policy(entry).Split("'sha256-").Length - 1;

        Assert.Equal(1, Named(null));
        Assert.Equal(3, Named("<script>a = 1</script> <SCRIPT type=module>\nb = 2\n</SCRIPT >"));
        Assert.Equal(1, Named("<script type=speculationrules>{ \"prefetch\": [] }</script>"));
        Assert.Equal(1, Named("<script> /* a comment */ { \"prefetch\": [], } </script>"));
        Assert.Equal(EntryScripts.Policy("<script>a\nb</script>"), EntryScripts.Policy("<script>a\r\nb</script>"));
        var elements = EntryScripts.Policy("<script>a = 1</script>").Split("script-src-attr")[0];
        Assert.DoesNotContain("'unsafe-inline'", elements, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_entry_stands_under_the_policy_of_every_page_of_the_app()
    {
        using var book = await OpenAsync();
        using var strict = await book.Client.SendGetAsync("/labs/guestbook/strict");
        using var page = await book.Client.SendGetAsync("/");

        Assert.Equal(Policy(page), Policy(strict));
    }

    [Fact]
    public async Task The_api_refuses_a_decoy()
    {
        using var book = await OpenAsync();
        var decoy = DecoyTag().Match(await TextAsync(book.Client, "write")).Groups[1].Value;
        using var client = app.CreateClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/orders");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", decoy);

        using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains("invalid_token", answer.Headers.WwwAuthenticate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_decoy_can_be_read_and_names_nobody_and_its_issuer_is_the_lab_s()
    {
        var tokens = app.Services.GetRequiredService<TokenService>();
        var decoy = app.Services.GetRequiredService<DecoyTokens>().Make("localStorage");

        var payload = tokens.Decode(decoy).Payload!.Value;

        Assert.Equal(DecoyTokens.Issuer, payload.GetProperty("iss").GetString());
        Assert.NotEqual(tokens.Policy.Issuer, payload.GetProperty("iss").GetString());
        Assert.Equal("decoy", payload.GetProperty("sub").GetString());
        Assert.False((await tokens.ValidateAsync(decoy, tokens.Policy)).Accepted);
    }

    [Fact]
    public void A_book_is_closed_after_a_quarter_of_an_hour()
    {
        var time = new FakeTimeProvider();
        var runs = new LabRuns<GuestbookRun>(time);
        runs.Add(new("ticket", "session", "http://a", "http://b", runs.NextEnd));
        time.Advance(TimeSpan.FromMinutes(1));
        var run = runs.Add(runs.Take("ticket")! with { Id = "id", IsOpen = true });

        Assert.Null(runs.Find("ticket"));
        Assert.NotNull(runs.Find(run.Id));
        time.Advance(LabRun.Lifetime - TimeSpan.FromMinutes(1));

        Assert.Null(runs.Find(run.Id));
    }

    private async Task<VisitorSession> OpenAsync()
    {
        using var lesson = app.OpenSession();
        var book = new VisitorSession(app.LocalhostAddress);
        using var opened = await book.Client.SendGetAsync(await TicketAsync(lesson));
        return book;
    }

    private static async Task<string> TicketAsync(VisitorSession lesson)
    {
        using var page = await lesson.Client.SendGetAsync("/");
        var text = await lesson.Client.GetStringAsync(new Uri("/labs/guestbook", UriKind.Relative), TestContext.Current.CancellationToken);
        return Ticket().Match(text).Value;
    }

    private static async Task<HttpResponseMessage> WriteAsync(
        VisitorSession book, string entry, params (string Name, string Value)[] headers)
    {
        if (headers.Length == 0) headers = [("Sec-Fetch-Site", "same-origin")];
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("entry", entry)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/labs/guestbook/write") { Content = form };
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return await book.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<string> TextAsync(HttpClient client, string page)
    {
        using var answer = await client.SendGetAsync($"/labs/guestbook/{page}");
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static IEnumerable<string> Policy(HttpResponseMessage answer) =>
        Nonce().Replace(Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), "'nonce-…'")
        .Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Order(StringComparer.Ordinal);

    [GeneratedRegex("/labs/guestbook/open/[A-Za-z0-9_-]{22}")]
    private static partial Regex Ticket();

    [GeneratedRegex("'nonce-([A-Za-z0-9+/=]+)'")]
    private static partial Regex Nonce();

    [GeneratedRegex("name=\"decoy\"[^>]*content=\"([^\"]+)\"")]
    private static partial Regex DecoyTag();

    [GeneratedRegex("x{100,}")]
    private static partial Regex LongRun();
}
