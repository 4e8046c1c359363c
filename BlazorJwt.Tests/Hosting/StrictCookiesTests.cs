using System.Net;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.Hosting;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;

namespace BlazorJwt.Tests.Hosting;

/// <summary>A cookie that a script can set is never read in place of one that the browser protects.</summary>
[Trait("needs", "server")]
public sealed class StrictCookiesTests(AppFixture app)
{
    [Theory]
    [InlineData("__host-BlazorJwt={0}; __Host-BlazorJwt={1}")]
    [InlineData("__Host-BlazorJwt={1}; __host-BlazorJwt={0}")]
    [InlineData("__Host-BlazorJwt={1}; __HOST-BLAZORJWT={0}")]
    [InlineData("__Host-BlazorJwt={1}; other=1,__Host-BlazorJwt={0}")]
    [InlineData("other=1,__Host-BlazorJwt={0}; __Host-BlazorJwt={1}")]
    public async Task A_name_in_other_letters_or_behind_a_comma_does_not_shadow_the_token(string cookies)
    {
        using var alice = await app.SignInAsync("alice", SignInForms.Cancellation);
        using var mira = await app.SignInAsync("mira", SignInForms.Cancellation);
        using var client = app.CreateClient();

        using var answer = await client.SendGetAsync("/api/sales-total", ("Cookie", string.Format(null, cookies, alice.Token, mira.Token)));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("__host-BlazorJwt={0}")]
    [InlineData("other=1,__Host-BlazorJwt={0}")]
    [InlineData("__Host-BlazorJwt={0}; __Host-BlazorJwt={0}")]
    [InlineData("__Host-BlazorJwt={0}; a=1; __Host-BlazorJwt=")]
    [InlineData("__Host-BlazorJwt={0}; __Host-BlazorJwt={0}; __Host-BlazorJwt={0}")]
    public async Task A_token_under_another_name_or_twice_is_no_token(string cookies)
    {
        using var alice = await app.SignInAsync("alice", SignInForms.Cancellation);
        using var client = app.CreateClient();

        using var answer = await client.SendGetAsync("/api/orders", ("Cookie", string.Format(null, cookies, alice.Token)));

        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
    }

    [Fact]
    public async Task A_visitor_id_under_another_name_is_none_and_one_that_is_there_twice_is_replaced()
    {
        var (planted, own) = (app.VisitorCookieFor(VisitorCookie.NewId()), app.VisitorCookieFor(VisitorCookie.NewId()));
        using var client = app.CreateClient();

        using var shadowed = await client.SendGetAsync("/", ("Cookie", $"{VisitorCookie.Name}={own}; __host-blazorjwt-visitor={planted}"));
        using var alone = await client.SendGetAsync("/", ("Cookie", $"__host-blazorjwt-visitor={planted}"));
        using var twice = await client.SendGetAsync("/", ("Cookie", $"{VisitorCookie.Name}={own}; {VisitorCookie.Name}={planted}"));

        Assert.Null(shadowed.SetCookie(VisitorCookie.Name));
        Assert.NotNull(alone.SetCookie(VisitorCookie.Name));
        Assert.NotNull(twice.SetCookie(VisitorCookie.Name));
    }

    [Fact]
    public async Task A_refresh_token_that_is_there_twice_renews_nothing()
    {
        using var visitor = app.OpenSession();
        (await visitor.TrySignInAsync("alice", app.DemoPassword("alice"), ("renew", "on"))).Dispose();
        var field = await visitor.AntiforgeryOfRenewalAsync();
        using var client = app.CreateClient();

        Assert.NotEqual(HttpStatusCode.OK, await RefreshAsync($"{visitor.Cookies.Header}; {RefreshCookie.Name}=another"));
        Assert.NotEqual(HttpStatusCode.OK,
            await RefreshAsync(visitor.Cookies.Header!.Replace(RefreshCookie.Name, "__secure-BlazorJwt-Refresh",
                StringComparison.Ordinal)));
        Assert.NotEqual(HttpStatusCode.OK,
            await RefreshAsync($"{visitor.Cookies.Header}; {PostedForm.AntiforgeryCookie}=another"));
        Assert.Equal(HttpStatusCode.OK, await RefreshAsync(visitor.Cookies.Header!));

        async Task<HttpStatusCode> RefreshAsync(string cookies)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, "/account/refresh");
            request.Headers.Add("RequestVerificationToken", field);
            request.Headers.Add("Cookie", cookies);
            using var answer = await client.SendAsync(request, SignInForms.Cancellation);
            return answer.StatusCode;
        }
    }

    [Fact]
    public void Cookies_are_read_as_the_framework_writes_them()
    {
        var cookies = StrictCookies.Parse(
            ["a=1; b=two%20words%3B;c = spaced ; empty=; a=2; =nameless; noname; d=x=y", "e=5; f=\"quoted\"", null, ""]);

        Assert.Equal(["b", "c", "d", "e", "empty", "f"], cookies.Keys.Order(StringComparer.Ordinal));
        Assert.Equal(["two words;", "spaced", "", "x=y", "5", "\"quoted\""],
            [cookies["b"], cookies["c"], cookies["empty"], cookies["d"], cookies["e"], cookies["f"]]);
        Assert.Null(cookies["a"]);
        Assert.Null(cookies["B"]);
    }
}
