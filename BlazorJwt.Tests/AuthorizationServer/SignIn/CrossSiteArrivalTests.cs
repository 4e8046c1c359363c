using System.Net;
using System.Text.RegularExpressions;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.AuthorizationServer.SignIn;

/// <summary>Who comes by a link from another site comes without the strict cookie, and must not see the page signed out.</summary>
[Trait("needs", "server")]
public sealed partial class CrossSiteArrivalTests(AppFixture app)
{
    private static readonly (string, string)[] FromElsewhere = [("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate"),
        ("Sec-Fetch-Dest", "document")];

    [Theory]
    [InlineData("/call-the-api")]
    [InlineData("/call-the-api?from=a%20b&x=1")]
    [InlineData("/sign-in?returnUrl=%2F%2Fevil.example")]
    public async Task The_page_asks_to_be_opened_again_at_the_same_address_without_script(string path)
    {
        using var client = app.CreateClient();

        using var answer = await client.SendGetAsync(path, FromElsewhere);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        var html = await answer.TextAsync();
        Assert.Equal(path, WebUtility.HtmlDecode(Refresh().Match(html).Groups[1].Value));
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.Contains("default-src 'none'", string.Concat(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_address_says_stays_an_address()
    {
        using var client = app.CreateClient();

        using var answer = await client.SendGetAsync("/call-the-api?x=\"><script>alert(1)</script>'", FromElsewhere);

        var html = await answer.TextAsync();
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        Assert.StartsWith("/call-the-api?x=", WebUtility.HtmlDecode(Refresh().Match(html).Groups[1].Value), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_second_request_gets_the_page_even_when_a_browser_calls_it_cross_site_too()
    {
        using var visitor = app.OpenSession();
        using var first = await visitor.Client.SendGetAsync("/call-the-api", FromElsewhere);
        Assert.Matches(Refresh(), await first.TextAsync());

        using var second = await visitor.Client.SendGetAsync("/call-the-api", FromElsewhere);

        Assert.DoesNotMatch(Refresh(), await second.TextAsync());
        // Another link an hour later is another arrival.
        Assert.DoesNotContain(CrossSiteArrival.AskedCookie, visitor.Cookies.Names);
    }

    [Theory]
    [InlineData("same-origin")]
    [InlineData("same-site")]
    [InlineData("none")]
    public async Task Who_comes_from_here_or_types_the_address_gets_the_page_at_once(string site)
    {
        using var client = app.CreateClient();

        using var answer = await client.SendGetAsync("/call-the-api", ("Sec-Fetch-Site", site), ("Sec-Fetch-Dest", "document"));

        Assert.DoesNotMatch(Refresh(), await answer.TextAsync());
    }

    [Fact]
    public async Task Who_brings_the_cookie_gets_the_page_at_once()
    {
        using var visitor = await app.SignInAsync("alice", SignInForms.Cancellation);

        using var answer = await visitor.Client.SendGetAsync("/call-the-api", FromElsewhere);

        Assert.DoesNotMatch(Refresh(), await answer.TextAsync());
    }

    [Fact]
    public async Task Only_pages_ask_for_that()
    {
        using var client = app.CreateClient();

        using var api = await client.SendGetAsync("/api/menu", FromElsewhere);
        using var nowhere = await client.SendGetAsync("/no-such-page", FromElsewhere);

        Assert.DoesNotMatch(Refresh(), await api.TextAsync());
        Assert.Equal(HttpStatusCode.NotFound, nowhere.StatusCode);
        Assert.DoesNotMatch(Refresh(), await nowhere.TextAsync());
    }

    [GeneratedRegex("<meta http-equiv=\"refresh\" content=\"0;url=([^\"]*)\">")]
    private static partial Regex Refresh();
}
