using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.Refresh;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.AuthorizationServer.TokenEndpoint;
using BlazorJwt.Tests.Browser;
using BlazorJwt.Tests.Browser.Pages;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Validation;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;

namespace BlazorJwt.Tests.AuthorizationServer;

/// <summary>What lets somebody in stays out of the log, at every level.</summary>
public sealed class LogSecrecyTests(AppFixture shared, BrowserFixture browser) : BrowserTest(shared, browser)
{
    [Fact]
    public async Task A_whole_visit_leaves_no_token_password_or_visitor_id_in_the_log_even_at_trace()
    {
        await using var app = AppFixture.Start();
        using var visitor = app.OpenSession();
        using var script = app.CreateClient();
        var secrets = new HashSet<string>();

        var field = await visitor.AntiforgeryFieldAsync("/sign-in", "/account/sign-in", SignInForms.Cancellation);
        (await visitor.TrySignInAsync("alice", "a wrong password typed here")).Dispose();
        (await visitor.TrySignInAsync("a password typed as name", "x")).Dispose();
        (await visitor.TrySignInAsync("alice", app.DemoPassword("alice"), ("renew", "on"))).Dispose();
        secrets.UnionWith([visitor.Token!, .. visitor.Token!.Split('.')[1..], visitor.Cookies[RefreshCookie.Name]!]);
        (await visitor.RenewAsync()).EnsureSuccessStatusCode();
        var token = visitor.Token!;
        secrets.UnionWith([field.Value, "a wrong password typed here", "a password typed as name", app.VisitorIdOf(visitor),
            .. visitor.Cookies.Names.Select(name => visitor.Cookies[name]!)]);
        foreach (var page in (string[])["/", "/read-the-token", "/keep-it-safe/steal-it", "/call-the-api", "/nowhere", "/api/orders",
            "/api/sales-total"]) (await visitor.GetAsync(page)).Dispose();

        var changed = token[..^8] + "AAAAAAAA";
        secrets.Add(changed);
        foreach (var header in (string[])[$"Bearer {token}", $"Bearer {changed}", "Bearer gar.ba.ge", $"Token {token}"])
        {
            (await script.SendGetAsync("/api/orders", ("Authorization", header))).Dispose();
        }

        (await script.SendGetAsync("/", ("Cookie", $"__Host-BlazorJwt={changed}"))).Dispose();
        var first = await app.TokensAsync();
        var second = await (await app.RefreshAsync(first.Refresh)).TokensAsync();
        foreach (var refresh in (string[])[second.Refresh, first.Refresh, first.Refresh[..^4] + "AAAA"])
        {
            secrets.UnionWith([refresh, refresh[^43..]]);
            (await app.RefreshAsync(refresh)).Dispose();
            (await script.PostFieldsAsync("/introspect", ("token", refresh))).Dispose();
            (await script.PostFieldsAsync("/revoke", ("token", refresh))).Dispose();
        }

        (await visitor.SignOutAsync(SignInForms.Cancellation)).Dispose();
        secrets.UnionWith(app.Services.GetRequiredService<DemoPeople>().Listed.Select(person => person.Password));
        // A part of a token is as good as a whole one to anyone who collects them: the signature alone must not be there either.
        secrets.UnionWith(token.Split('.')[1..]);

        var log = app.LogText;
        Assert.Contains("Trace Microsoft.AspNetCore", log, StringComparison.Ordinal);
        Assert.Contains(TokenCheckKind.Signature.ToString(), log, StringComparison.Ordinal);
        Assert.All(secrets, secret => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_visit_with_a_browser_leaves_none_either_and_no_secret_of_a_circuit()
    {
        await using var app = AppFixture.Start();
        var session = await OpenSignedInAsync("alice", app);
        var kept = (await session.Context.CookiesAsync()).Where(cookie => cookie.HttpOnly).ToArray();
        string[] cookies = [.. kept.Select(cookie => cookie.Value),
            app.VisitorIdIn(kept.Single(cookie => cookie.Name == VisitorCookie.Name).Value)];
        var token = cookies.Single(value => value.StartsWith("eyJ", StringComparison.Ordinal));

        await session.GoAsync("/keep-it-safe/bench");
        var keep = new KeepSafeSteps(session.Page);
        await keep.PutAsync();
        await keep.AttackAsync();
        var copies = await session.Page.EvaluateAsync<string[]>("() => [localStorage, sessionStorage].map(storage => " +
            "storage.getItem('blazorjwt-copy'))");
        var cookieCopies = (await session.Context.CookiesAsync()).Where(cookie => cookie.Name.Contains("Copy", StringComparison.Ordinal))
            .Select(cookie => cookie.Value).ToArray();
        await session.GoAsync("/call-the-api");
        var call = new CallApiSteps(session.Page);
        await call.SendAsync("GET /api/orders", "My token");
        var fetched = await session.Page.RunAndWaitForRequestAsync(
            () => call.SendAsync("GET /api/orders", "My token", "Your browser"),
                request => request.Url.EndsWith("/api/orders", StringComparison.Ordinal));
        await Assertions.Expect(call.Answer).ToContainTextAsync("200");
        var tapped = await call.TapAsync();
        await session.SignOut.ClickAsync();
        await session.CircuitAsync();

        var log = app.LogText;
        Assert.Contains("Trace Microsoft.AspNetCore", log, StringComparison.Ordinal);
        // "Created circuit … with secret …": anyone who has it can take over the page.
        Assert.DoesNotContain("with secret", log, StringComparison.Ordinal);
        Assert.DoesNotContain("Debug Microsoft.AspNetCore.Components.Server", log, StringComparison.Ordinal);
        Assert.Equal(4, cookieCopies.Length);
        Assert.All([.. copies, .. cookieCopies, .. cookies, .. token.Split('.')[1..], .. tapped.Split('.')[1..],
            .. fetched.Headers["authorization"].Split('.')[1..], app.DemoPassword("alice")],
            secret => Assert.DoesNotContain(secret, log, StringComparison.Ordinal));
    }
}
