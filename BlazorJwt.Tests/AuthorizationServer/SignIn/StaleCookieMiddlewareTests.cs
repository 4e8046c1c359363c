using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Api;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tests.Tokens;
using BlazorJwt.Tokens.Decoding;
using BlazorJwt.Tokens.Keys;
using BlazorJwt.Tokens.Validation;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Time.Testing;

namespace BlazorJwt.Tests.AuthorizationServer.SignIn;

/// <summary>What a page owes a visitor who comes with a token cookie, good or stale.</summary>
[Trait("needs", "server")]
public sealed class StaleCookieMiddlewareTests(AppFixture app)
{
    [Fact]
    public async Task After_a_restart_the_cookie_is_cleared_and_the_visitor_told_why()
    {
        await using var restarted = AppFixture.Start();
        using var visitor = await app.SignInAsync("alice", SignInForms.Cancellation);
        using var client = restarted.CreateClient();

        using var page = await client.SendGetAsync("/", ("Cookie", $"{TokenCookie.Name}={visitor.Token}"));

        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        AssertCleared(page);
        Assert.Contains("It may have restarted with new keys, or the token is another server", await page.TextAsync(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_key_that_was_never_here_nobody_is_told_that_the_server_restarted()
    {
        var key = TokenKey.Create(SigningAlgorithms.ES256);
        var invented = Forge.Change(new Visitor(app).Token(), key, header: json => json["kid"] = key.KeyId);
        using var client = app.CreateClient();

        using var page = await client.SendGetAsync("/", ("Cookie", $"{TokenCookie.Name}={invented}"));

        var text = await page.TextAsync();
        Assert.Contains("This server does not know the key your token was signed with.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("so it was restarted", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_expired_is_cleared_and_the_visitor_told_why()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var own = AppFixture.Start(time: time);
        using var visitor = await own.SignInAsync("alice", SignInForms.Cancellation);
        time.Advance(TimeSpan.FromMinutes(16));

        using var page = await visitor.GetAsync("/");

        AssertCleared(page);
        Assert.Contains("Your token has expired", await page.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Garbage_in_the_cookie_is_cleared_and_the_visitor_told_why()
    {
        using var client = app.CreateClient();

        using var page = await client.SendGetAsync("/", ("Cookie", $"{TokenCookie.Name}=garbage"));

        AssertCleared(page);
        Assert.Contains("a token that this server refuses", await page.TextAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_kept_of_a_circuit_is_never_in_the_html_of_a_page()
    {
        using var visitor = await app.SignInAsync("alice", SignInForms.Cancellation);

        using var page = await visitor.GetAsync("/read-the-token");
        var html = await page.TextAsync();

        Assert.Contains("Change it and check", html, StringComparison.Ordinal);
        var state = Regex.Match(html, "<!--Blazor-Server-Component-State:([^>]+)-->").Groups[1].Value;
        var opened = app.Services.GetRequiredService<IDataProtectionProvider>()
            .CreateProtector("Microsoft.AspNetCore.Components.Server.State").Unprotect(Convert.FromBase64String(state));
        using var names = JsonDocument.Parse(opened);
        // The framework keeps something of its own there. What Routes.razor keeps of a circuit goes by this name.
        Assert.NotEmpty(names.RootElement.EnumerateObject());
        Assert.DoesNotContain(names.RootElement.EnumerateObject(), entry => entry.Name is "done");
    }

    [Fact]
    public async Task A_good_cookie_is_left_alone_and_what_the_page_shows_is_kept_in_no_cache()
    {
        using var visitor = await app.SignInAsync("alice", SignInForms.Cancellation);

        using var page = await visitor.GetAsync("/read-the-token");

        Assert.Null(page.SetCookie(TokenCookie.Name));
        Assert.Equal("no-store", page.Headers.CacheControl!.ToString());
    }

    [Fact]
    public async Task Only_a_page_clears_the_cookie()
    {
        using var client = app.CreateClient();

        using var api = await client.SendGetAsync("/api/menu", ("Cookie", $"{TokenCookie.Name}=garbage"));
        using var picture = await client.SendGetAsync("/favicon.ico", ("Cookie", $"{TokenCookie.Name}=garbage"),
            ("Sec-Fetch-Dest", "image"));

        Assert.Null(api.SetCookie(TokenCookie.Name));
        Assert.Null(picture.SetCookie(TokenCookie.Name));
    }

    [Fact]
    public void Every_refusal_has_a_code_and_a_sentence()
    {
        foreach (var kind in Enum.GetValues<TokenCheckKind>())
        {
            var notice = VisitNotice.For(new(kind, ""));
            Assert.Matches("^[a-z-]+$", notice.Code);
            Assert.EndsWith("Sign in again.", notice.Sentence, StringComparison.Ordinal);
        }

        Assert.Equal("revoked", VisitNotice.For(new(TokenCheckKind.Revocation, "")).Code);
    }

    // A cookie with the prefix is cleared only by a line that meets the rules of the prefix.
    private static void AssertCleared(HttpResponseMessage page)
    {
        var line = page.SetCookie(TokenCookie.Name)!;
        Assert.StartsWith($"{TokenCookie.Name}=; expires=Thu, 01 Jan 1970", line, StringComparison.Ordinal);
        Assert.Contains("; path=/; secure", line, StringComparison.OrdinalIgnoreCase);
    }
}
