using System.Net;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.AuthorizationServer.SignIn;

[Trait("needs", "server")]
public sealed class SignInTests(AppFixture app)
{
    [Fact]
    public async Task The_right_password_gives_a_token_in_a_cookie_that_no_script_can_read()
    {
        using var visitor = app.OpenSession();

        using var answer = await visitor.TrySignInAsync("alice", app.DemoPassword("alice"));

        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var cookie = answer.SetCookie("__Host-BlazorJwt")!;
        Assert.Contains("; httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; secure", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; samesite=strict", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("; path=/;", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("domain", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.True(answer.Headers.CacheControl is { NoStore: true });
        var verdict = await Tokens.ValidateAsync(visitor.Token);
        Assert.True(verdict.Accepted, verdict.ToString());
        Assert.Equal("alice", verdict.Token!.Subject);
    }

    [Fact]
    public async Task The_browser_forgets_the_cookie_when_the_token_expires()
    {
        using var visitor = app.OpenSession();

        using var answer = await visitor.TrySignInAsync("alice", app.DemoPassword("alice"), ("lifetime", "60"));

        var token = (await Tokens.ValidateAsync(visitor.Token)).Token!;
        Assert.Contains($"; expires={token.ValidTo:R};", answer.SetCookie("__Host-BlazorJwt"), StringComparison.OrdinalIgnoreCase);
        Assert.Equal(TimeSpan.FromSeconds(60), token.ValidTo - token.IssuedAt);
    }

    [Fact]
    public async Task The_browser_shows_that_it_kept_the_cookie_and_goes_where_the_visitor_was_going()
    {
        using var visitor = app.OpenSession();

        using var answer = await visitor.TrySignInAsync("alice", app.DemoPassword("alice"), ("returnUrl", "/call-the-api?from=here"));
        using var arrived = await visitor.GetAsync(answer.Headers.Location!.OriginalString);

        Assert.Equal("/call-the-api?from=here", arrived.Headers.Location!.OriginalString);
        Assert.Null(arrived.SetCookie("__Host-BlazorJwt"));
    }

    [Fact]
    public async Task A_browser_that_did_not_keep_the_cookie_is_told_so_and_what_to_do()
    {
        using var visitor = app.OpenSession();
        using var answer = await visitor.TrySignInAsync("alice", app.DemoPassword("alice"), ("returnUrl", "/call-the-api"));
        visitor.Cookies["__Host-BlazorJwt"] = null;

        using var arrived = await visitor.GetAsync(answer.Headers.Location!.OriginalString);

        Assert.Equal("/sign-in?problem=cookie-missing&returnUrl=%2Fcall-the-api", arrived.Headers.Location!.OriginalString);
        using var page = await visitor.GetAsync(arrived.Headers.Location.OriginalString);
        Assert.Contains("did not bring the cookies of this app back", await page.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_browser_that_keeps_no_secure_cookie_at_all_is_told_the_same()
    {
        using var visitor = app.OpenSession();
        var field = await visitor.AntiforgeryFieldAsync("/sign-in", "/account/sign-in", TestContext.Current.CancellationToken);
        visitor.Cookies["__Host-BlazorJwt-Antiforgery"] = null;
        using var form = new FormUrlEncodedContent(
            [KeyValuePair.Create(field.Name, field.Value), KeyValuePair.Create("name", "alice"), KeyValuePair.Create("password", "x")]);

        using var answer = await visitor.Client.PostAsync(new Uri("/account/sign-in", UriKind.Relative), form,
            TestContext.Current.CancellationToken);

        Assert.Equal("/sign-in?problem=cookie-missing", answer.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task An_unknown_name_and_a_wrong_password_get_the_same_answer()
    {
        using var visitor = app.OpenSession();

        using var unknown = await visitor.TrySignInAsync("nobody", app.DemoPassword("alice"));
        using var wrong = await visitor.TrySignInAsync("alice", "wrong");

        Assert.Equal("/sign-in?problem=wrong-credentials", wrong.Headers.Location!.OriginalString);
        Assert.Equal(await Shape(wrong), await Shape(unknown));
        Assert.Null(visitor.Token);

        static async Task<string> Shape(HttpResponseMessage answer) =>
            $"{answer.StatusCode} {answer.Headers.Location} {string.Join(' ', answer.Headers.Select(header => header.Key))} {await answer.TextAsync()}";
    }

    [Fact]
    public async Task A_locked_out_person_is_told_so_but_only_with_the_right_password()
    {
        using var visitor = app.OpenSession();

        using var right = await visitor.TrySignInAsync("lou", app.DemoPassword("lou"));
        using var wrong = await visitor.TrySignInAsync("lou", "wrong");

        Assert.Equal("/sign-in?problem=locked-out", right.Headers.Location!.OriginalString);
        Assert.Equal("/sign-in?problem=wrong-credentials", wrong.Headers.Location!.OriginalString);
        Assert.Null(visitor.Token);
    }

    [Fact]
    public async Task Signing_in_anew_takes_the_former_token_back()
    {
        using var visitor = await app.SignInAsync("alice", SignInForms.Cancellation);
        var former = visitor.Token;
        Assert.True((await Tokens.ValidateAsync(former)).Accepted);

        using var answer = await visitor.TrySignInAsync("mira", app.DemoPassword("mira"));

        Assert.Equal(TokenCheckKind.Revocation, (await Tokens.ValidateAsync(former)).Refusal!.Kind);
        Assert.Equal("mira", (await Tokens.ValidateAsync(visitor.Token)).Token!.Subject);
    }

    [Fact]
    public async Task The_tokens_of_two_visitors_have_different_sessions_that_do_not_give_away_the_visitor()
    {
        using var first = await app.SignInAsync("alice", SignInForms.Cancellation);
        using var second = await app.SignInAsync("alice", SignInForms.Cancellation);

        var sessions = new[] { await Session(first), await Session(second) };

        Assert.NotEqual(sessions[0], sessions[1]);
        Assert.NotEqual(app.VisitorIdOf(first), sessions[0]);
        Assert.Equal(22, sessions[0].Length);

        async Task<string> Session(VisitorSession visitor) =>
            (await Tokens.ValidateAsync(visitor.Token)).Token!.GetPayloadValue<string>("sid");
    }

    private TokenService Tokens => app.Services.GetRequiredService<TokenService>();
}
