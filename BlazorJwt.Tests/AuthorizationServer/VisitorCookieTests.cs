using System.Net;
using System.Security.Claims;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.HttpLog;
using BlazorJwt.Tests.Api;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.AuthorizationServer;

[Trait("needs", "server")]
public sealed class VisitorCookieTests(AppFixture app)
{
    [Fact]
    public async Task The_first_page_gives_the_browser_an_id_that_no_script_can_read_and_later_pages_leave_it()
    {
        using var visitor = app.OpenSession();

        using var first = await visitor.GetAsync("/");
        using var second = await visitor.GetAsync("/sign-in");

        var line = first.SetCookie(VisitorCookie.Name)!;
        Assert.Contains("; path=/; secure; samesite=lax; httponly", line, StringComparison.OrdinalIgnoreCase);
        Assert.Null(second.SetCookie(VisitorCookie.Name));
    }

    [Theory]
    [InlineData("/app.css", "style")]
    [InlineData("/api/menu", "empty")]
    [InlineData("/favicon.ico", "image")]
    [InlineData("/", "iframe")]
    public async Task What_a_page_loads_gets_no_id(string path, string destination)
    {
        using var client = app.CreateClient();

        using var answer = await client.SendGetAsync(path, ("Sec-Fetch-Dest", destination));

        Assert.Null(answer.SetCookie(VisitorCookie.Name));
    }

    [Theory]
    [InlineData("short")]
    [InlineData("not-base64url-because!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task An_id_that_this_app_did_not_give_is_replaced(string cookie)
    {
        using var client = app.CreateClient();

        using var answer = await client.SendGetAsync("/", ("Cookie", $"{VisitorCookie.Name}={cookie}"));

        // As long as it is sent with each request: no longer than it must be.
        Assert.Matches($"^{VisitorCookie.Name}=[A-Za-z0-9_-]{{155}};", answer.SetCookie(VisitorCookie.Name)!);
    }

    [Fact]
    public void A_cookie_that_was_changed_or_sealed_for_another_purpose_carries_no_id()
    {
        var (own, real) = (VisitorCookie.NewId(), app.Services.GetRequiredService<VisitorCookie>());
        var cookie = app.VisitorCookieFor(own);
        var other = app.Services.GetDataProtector("Microsoft.AspNetCore.Components.Server.ProtectedBrowserStorage").Protect(own);

        Assert.Equal(own, real.Unprotect(cookie));
        Assert.All(Enumerable.Range(0, cookie.Length - 1),
            at => Assert.Null(real.Unprotect(cookie[..at] + (cookie[at] == 'A' ? 'B' : 'A') + cookie[(at + 1)..])));
        Assert.All((string?[])[other, own, cookie[..^4], cookie + cookie, "", null], value => Assert.Null(real.Unprotect(value)));
    }

    [Fact]
    public async Task Under_a_made_up_id_nothing_is_kept()
    {
        const string madeUp = "AAAAAAAAAAAAAAAAAAAAAA";
        using var client = app.CreateClient();
        var visitor = new Visitor(app);

        (await client.SendGetAsync("/api/menu", ("Cookie", $"{VisitorCookie.Name}={madeUp}"))).Dispose();
        (await visitor.WithCookie(HttpMethod.Get, "/api/menu", token: null)).Dispose();

        // The real one was asked after it: what is to be recorded of both is there.
        await Becomes.TrueAsync(() => app.Services.GetRequiredService<ExchangeLog>().For(visitor.Id).Count == 1);
        Assert.Empty(app.Services.GetRequiredService<ExchangeLog>().For(madeUp));
    }

    [Fact]
    public async Task The_id_signs_nobody_in_and_stays_off_the_identity_it_is_put_beside()
    {
        var (id, cookies) = (VisitorCookie.NewId(), app.Services.GetRequiredService<VisitorCookie>());
        var cached = new ClaimsIdentity([new Claim("sub", "alice")], "Bearer");
        var context = new DefaultHttpContext { User = new(cached) };
        context.Request.Headers.Cookie = $"{VisitorCookie.Name}={app.VisitorCookieFor(id)}";

        await cookies.Recognise(context, _ => Task.CompletedTask);
        await cookies.Recognise(context, _ => Task.CompletedTask);

        Assert.Equal(id, context.User.VisitorId());
        Assert.Single(context.User.FindAll(ClaimsPrincipalExtensions.VisitorClaim));
        Assert.Equal("sub", Assert.Single(cached.Claims).Type);

        context.User = new();
        await cookies.Recognise(context, _ => Task.CompletedTask);
        Assert.Equal(id, context.User.VisitorId());
        Assert.False(context.User.Identity!.IsAuthenticated);
    }

    [Theory]
    [InlineData("/app.css", false)]
    [InlineData("/api/menu", true)]
    public async Task The_cookie_is_not_opened_for_a_static_file(string path, bool opened)
    {
        var protection = new CountingProtection(app.Services.GetRequiredService<IDataProtectionProvider>());
        await using var own = AppFixture.Start(services: services => services.AddSingleton(new VisitorCookie(protection)));
        using var client = own.CreateClient();

        using var answer = await client.SendGetAsync(path,
            ("Cookie", $"{VisitorCookie.Name}={app.VisitorCookieFor(VisitorCookie.NewId())}"));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(opened ? 1 : 0, protection.Opened);
    }

    private sealed class CountingProtection(IDataProtectionProvider provider) : IDataProtectionProvider, IDataProtector
    {
        public int Opened { get; private set; }

        public IDataProtector CreateProtector(string purpose) => this;

        public byte[] Protect(byte[] plaintext) => provider.CreateProtector("a test").Protect(plaintext);

        public byte[] Unprotect(byte[] protectedData)
        {
            Opened++;
            return provider.CreateProtector("a test").Unprotect(protectedData);
        }
    }
}
