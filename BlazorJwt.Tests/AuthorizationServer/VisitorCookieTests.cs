using System.Security.Claims;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace BlazorJwt.Tests.AuthorizationServer;

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
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task An_id_that_this_app_would_not_give_is_replaced(string id)
    {
        using var client = app.CreateClient();

        using var answer = await client.SendGetAsync("/", ("Cookie", $"{VisitorCookie.Name}={id}"));

        Assert.Matches($"^{VisitorCookie.Name}=[A-Za-z0-9_-]{{22}};", answer.SetCookie(VisitorCookie.Name)!);
    }

    [Fact]
    public async Task The_id_signs_nobody_in_and_stays_off_the_identity_it_is_put_beside()
    {
        var cached = new ClaimsIdentity([new Claim("sub", "alice")], "Bearer");
        var context = new DefaultHttpContext { User = new(cached) };
        context.Request.Headers.Cookie = $"{VisitorCookie.Name}=AAAAAAAAAAAAAAAAAAAAAA";

        await VisitorCookie.Recognise(context, _ => Task.CompletedTask);
        await VisitorCookie.Recognise(context, _ => Task.CompletedTask);

        Assert.Equal("AAAAAAAAAAAAAAAAAAAAAA", context.User.VisitorId());
        Assert.Single(context.User.FindAll(ClaimsPrincipalExtensions.VisitorClaim));
        Assert.Equal("sub", Assert.Single(cached.Claims).Type);

        context.User = new();
        await VisitorCookie.Recognise(context, _ => Task.CompletedTask);
        Assert.Equal("AAAAAAAAAAAAAAAAAAAAAA", context.User.VisitorId());
        Assert.False(context.User.Identity!.IsAuthenticated);
    }
}
