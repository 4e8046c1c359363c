using System.Net;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.AuthorizationServer.TokenEndpoint;
using BlazorJwt.Tests.AuthorizationServer.TokenEndpoint;
using BlazorJwt.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.AuthorizationServer.SignIn;

/// <summary>A visitor ends sessions of this browser, one or all, and never another visitor's.</summary>
[Trait("needs", "server")]
public sealed class SessionsTests(AppFixture app)
{
    private const string Page = "/token-or-session";

    [Fact]
    public async Task A_script_of_the_same_browser_is_listed_and_can_be_ended_alone()
    {
        using var visitor = await app.SignInAsync("alice", SignInForms.Cancellation);
        var script = await ScriptAsync(visitor);
        var listed = await ListAsync(visitor);
        Assert.Equal(2, listed.Count);

        using var answer = await EndAsync(visitor, listed.Single(family => family.Grant.ClientId == "blazorjwt-scripts").Id);

        Assert.Equal((HttpStatusCode.SeeOther, Page), (answer.StatusCode, answer.Headers.Location!.OriginalString));
        Assert.False(await app.IsGoodAsync(script.Access));
        Assert.True(await app.IsGoodAsync(visitor.Token));
        using var refresh = await app.RefreshAsync(script.Refresh);
        await refresh.AssertErrorAsync("invalid_grant");
    }

    [Fact]
    public async Task To_end_this_browser_s_own_session_is_to_sign_out()
    {
        using var visitor = await app.SignInAsync("alice", SignInForms.Cancellation);
        var token = visitor.Token;

        using var answer = await EndAsync(visitor, (await ListAsync(visitor)).Single().Id);

        Assert.Equal("/sign-in?notice=signed-out", answer.Headers.Location!.OriginalString);
        Assert.Null(visitor.Token);
        Assert.False(await app.IsGoodAsync(token));
        Assert.Equal(["\"storage\""], answer.Headers.GetValues("Clear-Site-Data"));
    }

    [Fact]
    public async Task To_sign_out_everywhere_ends_all_of_this_visitor_s_and_none_of_another_s_who_is_the_same_person()
    {
        using var visitor = await app.SignInAsync("alice", SignInForms.Cancellation);
        using var other = await app.SignInAsync("alice", SignInForms.Cancellation);
        var (token, script) = (visitor.Token, await ScriptAsync(visitor));

        using var answer = await EndAsync(visitor, "all");

        Assert.Equal("/sign-in?notice=signed-out", answer.Headers.Location!.OriginalString);
        Assert.False(await app.IsGoodAsync(token));
        Assert.False(await app.IsGoodAsync(script.Access));
        Assert.True(await app.IsGoodAsync(other.Token));
        Assert.DoesNotContain(await ListAsync(visitor), family => family.End is null);
    }

    [Fact]
    public async Task Another_visitor_s_session_an_ended_one_and_one_that_never_was_get_the_same_answer()
    {
        using var visitor = await app.SignInAsync("alice", SignInForms.Cancellation);
        using var other = await app.SignInAsync("alice", SignInForms.Cancellation);

        using var foreign = await EndAsync(visitor, (await ListAsync(other)).Single().Id);
        using var unknown = await EndAsync(visitor, RefreshToken.NewFamilyId());

        Assert.Equal(HttpStatusCode.NotFound, foreign.StatusCode);
        Assert.Equal(await unknown.TextAsync(), await foreign.TextAsync());
        Assert.True(await app.IsGoodAsync(other.Token));
        Assert.True(await app.IsGoodAsync(visitor.Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("<script>alert(1)</script>")]
    public async Task What_names_no_session_is_refused(string session)
    {
        using var visitor = await app.SignInAsync("alice", SignInForms.Cancellation);

        using var answer = await EndAsync(visitor, session);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains("That names no session", await answer.TextAsync(), StringComparison.Ordinal);
        Assert.True(await app.IsGoodAsync(visitor.Token));
    }

    [Fact]
    public async Task Another_site_s_form_ends_nothing()
    {
        using var visitor = await app.SignInAsync("alice", SignInForms.Cancellation);

        using var answer = await visitor.Client.PostFieldsAsync("/account/sessions/end", ("session", "all"));

        Assert.Equal("/sign-in?problem=form-expired", answer.Headers.Location!.OriginalString);
        Assert.True(await app.IsGoodAsync(visitor.Token));
    }

    [Theory]
    [InlineData("Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36", "Chrome on Linux")]
    [InlineData("Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0 Safari/537.36 Edg/140.0",
        "Edge on Windows")]
    [InlineData("Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1",
        "Safari on iPhone")]
    [InlineData("Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0", "Firefox on macOS")]
    [InlineData("curl/8.5.0", "curl")]
    [InlineData("<b>x</b>", "a program")]
    [InlineData(null, "a program")]
    public void A_session_is_named_by_what_the_client_calls_itself(string? userAgent, string name) =>
        Assert.Equal(name, ClientSoftware.Named(userAgent));

    private Task<IReadOnlyList<RefreshFamily>> ListAsync(VisitorSession visitor) =>
        app.Services.GetRequiredService<RefreshTokens>().OfAsync(app.SessionOf(visitor));

    private async Task<TokensOfAScript> ScriptAsync(VisitorSession visitor)
    {
        using var answer = await visitor.Client.PostFieldsAsync("/token", ("grant_type", "password"), ("username", "alice"),
            ("password", app.DemoPassword("alice")));
        return await answer.TokensAsync();
    }

    private static Task<HttpResponseMessage> EndAsync(VisitorSession visitor, string session) =>
        visitor.PostFormAsync(Page, "/account/sessions/end", [("session", session), ("returnUrl", Page)], SignInForms.Cancellation);
}
