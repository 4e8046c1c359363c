using System.Net;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.AuthorizationServer.TokenEndpoint;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BlazorJwt.Tests.AuthorizationServer.Refresh;

/// <summary>The app's own sign-in is renewed by an endpoint, for the same person in the same browser.</summary>
[Trait("needs", "server")]
public sealed class RefreshEndpointTests(AppFixture app)
{
    [Fact]
    public async Task A_sign_in_that_is_to_be_renewed_sets_a_second_cookie_that_goes_with_no_page()
    {
        using var visitor = app.OpenSession();

        using var answer = await visitor.TrySignInAsync("alice", app.DemoPassword("alice"), ("renew", "on"));

        var cookie = answer.SetCookie(RefreshCookie.Name)!;
        Assert.StartsWith("__Secure-BlazorJwt-Refresh=rt1.", cookie, StringComparison.Ordinal);
        foreach (var attribute in (string[])["; path=/account;", "; secure", "; samesite=strict", "; httponly", "; expires="])
            Assert.Contains(attribute, cookie, StringComparison.OrdinalIgnoreCase);
        var mark = answer.SetCookie(RefreshCookie.MarkName)!;
        Assert.StartsWith("__Host-BlazorJwt-Renewable=renewable;", mark, StringComparison.Ordinal);
        Assert.Contains("; path=/;", mark, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_sign_in_that_is_not_to_be_renewed_sets_none_and_takes_a_former_one_away()
    {
        using var visitor = await RenewedAsync();

        (await visitor.TrySignInAsync("alice", app.DemoPassword("alice"))).Dispose();

        Assert.Null(visitor.Cookies[RefreshCookie.Name]);
        Assert.Null(visitor.Cookies[RefreshCookie.MarkName]);
        using var page = await visitor.GetAsync("/");
        Assert.DoesNotContain("data-renew", await page.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Renewing_sets_both_cookies_leaves_the_old_token_good_and_tells_the_circuits()
    {
        using var visitor = await RenewedAsync();
        var (token, refresh) = (visitor.Token, visitor.Cookies[RefreshCookie.Name]);
        var (id, told) = (app.VisitorIdOf(visitor), new TaskCompletionSource<Renewal>());
        app.Services.GetRequiredService<TokenRenewalNotifier>().Renewed += renewal =>
        {
            if (renewal.VisitorId == id)
                told.TrySetResult(renewal);
        };

        using var answer = await RenewAsync(visitor);

        Assert.Equal("{\"expires_in\":900}", await answer.TextAsync());
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.True(answer.Headers.CacheControl!.NoStore);
        Assert.NotEqual(token, visitor.Token);
        Assert.NotEqual(refresh, visitor.Cookies[RefreshCookie.Name]);
        Assert.True(await app.IsGoodAsync(token));
        Assert.True(await app.IsGoodAsync(visitor.Token));
        var renewal = await told.Task.WaitAsync(SignInForms.Cancellation);
        Assert.Equal(visitor.Token, renewal.Token.Text);
        Assert.True(renewal.Renews((await app.CheckAsync(token)).Token!));
        Assert.DoesNotContain("eyJ", $"{renewal}", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_says_when_to_renew_and_that_it_is_the_same_sign_in_afterwards()
    {
        using var visitor = await RenewedAsync();
        var before = await Root(visitor);

        (await RenewAsync(visitor)).Dispose();

        var after = await Root(visitor);
        Assert.Matches("data-session=\"[0-9A-F]{16}\" data-renew=\"(900|89\\d)\"", before);
        Assert.Equal(before[..before.IndexOf("data-renew", StringComparison.Ordinal)],
            after[..after.IndexOf("data-renew", StringComparison.Ordinal)]);
    }

    [Fact]
    public async Task Without_the_antiforgery_token_of_a_page_nothing_is_renewed()
    {
        using var visitor = await RenewedAsync();
        var token = visitor.Token;

        using var answer = await visitor.Client.PostAsync(new Uri("/account/refresh", UriKind.Relative), null, SignInForms.Cancellation);

        await answer.AssertErrorAsync("invalid_request");
        Assert.Equal(token, visitor.Token);
        (await RenewAsync(visitor)).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task A_page_that_was_drawn_for_another_person_renews_nobody()
    {
        using var visitor = await RenewedAsync("mira");
        var field = await FieldAsync(visitor);
        (await visitor.TrySignInAsync("alice", app.DemoPassword("alice"), ("renew", "on"))).Dispose();

        using var answer = await RenewAsync(visitor, field);

        await answer.AssertErrorAsync("invalid_request");
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("rt1.AAAAAAAAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_cookie_that_is_no_good_is_cleared(string text)
    {
        using var visitor = await RenewedAsync();
        visitor.Cookies[RefreshCookie.Name] = text;

        using var answer = await RenewAsync(visitor);

        await answer.AssertErrorAsync("invalid_grant");
        Assert.Null(visitor.Cookies[RefreshCookie.Name]);
        Assert.NotNull(visitor.Token);
    }

    [Fact]
    public async Task Another_visitor_s_refresh_token_planted_here_renews_nobody_and_is_not_used_up()
    {
        using var visitor = await RenewedAsync();
        using var other = await RenewedAsync();
        visitor.Cookies[RefreshCookie.Name] = other.Cookies[RefreshCookie.Name];

        using var answer = await RenewAsync(visitor);

        await answer.AssertErrorAsync("invalid_grant");
        (await RenewAsync(other)).EnsureSuccessStatusCode();
    }

    [Fact]
    public async Task A_refresh_token_of_the_app_is_of_no_use_at_the_token_endpoint()
    {
        using var visitor = await RenewedAsync();

        using var answer = await app.RefreshAsync(visitor.Cookies[RefreshCookie.Name]!);

        await answer.AssertErrorAsync("invalid_grant");
    }

    [Fact]
    public async Task Signing_out_ends_the_refresh_token_and_every_access_token_of_the_sign_in()
    {
        using var visitor = await RenewedAsync();
        var (first, refresh) = (visitor.Token, visitor.Cookies[RefreshCookie.Name]);
        (await RenewAsync(visitor)).Dispose();
        var (second, cookies) = (visitor.Token, visitor.Cookies);

        (await visitor.SignOutAsync(SignInForms.Cancellation)).Dispose();

        Assert.Null(cookies[RefreshCookie.Name]);
        Assert.Null(cookies[RefreshCookie.MarkName]);
        Assert.Equal(TokenCheckKind.Revocation, (await app.CheckAsync(first)).Refusal!.Kind);
        Assert.Equal(TokenCheckKind.Revocation, (await app.CheckAsync(second)).Refusal!.Kind);
        cookies[RefreshCookie.Name] = refresh;
        using var field = await visitor.GetAsync("/sign-in");
        Assert.Null(visitor.Token);
    }

    [Fact]
    public async Task A_visitor_who_comes_back_after_the_token_expired_is_renewed_by_the_page()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var own = AppFixture.Start(time: time);
        using var visitor = own.OpenSession();
        (await visitor.TrySignInAsync("alice", own.DemoPassword("alice"), ("renew", "on"))).Dispose();
        var open = await FieldAsync(visitor);
        time.Advance(TimeSpan.FromMinutes(20));
        visitor.Cookies[VisitorSession.TokenCookieName] = null;

        using var page = await visitor.GetAsync("/read-the-token");

        var html = await page.TextAsync();
        Assert.Contains("data-session=\"\" data-renew=\"0\"", html, StringComparison.Ordinal);
        Assert.Contains("Your token expired while no page was open.", html, StringComparison.Ordinal);
        Assert.NotNull(visitor.Cookies[RefreshCookie.Name]);
        // The new page's own field, drawn for nobody; and the field of a page that slept through the expiry, drawn for Alice.
        (await RenewAsync(visitor)).EnsureSuccessStatusCode();
        Assert.True(await visitor.IsSignedInAsync());
        visitor.Cookies[VisitorSession.TokenCookieName] = null;
        (await RenewAsync(visitor, open)).EnsureSuccessStatusCode();
    }

    private async Task<VisitorSession> RenewedAsync(string name = "alice")
    {
        var visitor = app.OpenSession();
        (await visitor.TrySignInAsync(name, app.DemoPassword(name), ("renew", "on"))).Dispose();
        Assert.NotNull(visitor.Cookies[RefreshCookie.Name]);
        return visitor;
    }

    private static async Task<string> Root(VisitorSession visitor)
    {
        using var page = await visitor.GetAsync("/");
        var html = await page.TextAsync();
        return html[html.IndexOf("<html", StringComparison.Ordinal)..html.IndexOf("<head", StringComparison.Ordinal)];
    }

    private static async Task<string> FieldAsync(VisitorSession visitor) => await visitor.AntiforgeryOfRenewalAsync();

    private static Task<HttpResponseMessage> RenewAsync(VisitorSession visitor, string? field = null) => visitor.RenewAsync(field);
}
