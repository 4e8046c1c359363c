using System.Net;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens.Validation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace BlazorJwt.Tests.AuthorizationServer.SignIn;

/// <summary>A request speaks for the bearer of its Authorization header, and only without any such header for the owner of the
/// cookie.</summary>
[Trait("needs", "server")]
public sealed class HeaderBeatsCookieTests(AppFixture app)
{
    [Fact]
    public async Task The_cookie_alone_is_accepted_so_that_the_refusals_below_mean_something()
    {
        using var visitor = await app.SignInAsync("alice", SignInForms.Cancellation);

        using var answer = await visitor.GetAsync("/api/orders");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("Bearer garbage")]
    [InlineData("Bearer")]
    [InlineData("Bearer ")]
    [InlineData("bearer garbage")]
    [InlineData("Basic YWxpY2U6eA==")]
    [InlineData("nonsense")]
    [InlineData("")]
    public async Task Any_other_header_beside_a_good_cookie_is_nobody(string header)
    {
        using var visitor = await app.SignInAsync("alice", SignInForms.Cancellation);

        using var answer = await visitor.Client.SendGetAsync("/api/orders", ("Authorization", header));
        using var page = await visitor.Client.SendGetAsync("/sign-in", ("Authorization", header));

        // 400 for a header that says Bearer and nothing more (RFC 6750 section 3.1).
        Assert.True(answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.BadRequest, $"{answer.StatusCode}");
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.DoesNotContain("account/sign-out", await page.TextAsync(), StringComparison.Ordinal);
        // The cookie is good and was not looked at: it stays.
        Assert.Null(page.SetCookie("__Host-BlazorJwt"));
        Assert.True(await visitor.IsSignedInAsync());
    }

    [Fact]
    public async Task A_good_token_in_the_header_speaks_though_the_cookie_is_another_persons()
    {
        using var alice = await app.SignInAsync("alice", SignInForms.Cancellation);
        using var mira = await app.SignInAsync("mira", SignInForms.Cancellation);

        using var withoutHeader = await alice.GetAsync("/api/sales-total");
        using var withHeader = await alice.Client.SendGetAsync("/api/sales-total", ("Authorization", $"Bearer {mira.Token}"));

        Assert.Equal(HttpStatusCode.Forbidden, withoutHeader.StatusCode);
        Assert.Equal(HttpStatusCode.OK, withHeader.StatusCode);
    }

    [Fact]
    public async Task A_token_under_another_name_or_in_the_address_is_nobodys()
    {
        using var alice = await app.SignInAsync("alice", SignInForms.Cancellation);
        using var client = app.CreateClient();

        using var address = await client.SendGetAsync($"/api/orders?access_token={alice.Token}");
        using var cookie = await client.SendGetAsync("/api/orders", ("Cookie", $"BlazorJwt={alice.Token}"));

        Assert.Equal(HttpStatusCode.Unauthorized, address.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, cookie.StatusCode);
    }

    [Fact]
    public async Task The_verdict_is_there_for_later_parts_of_the_request_whatever_it_was()
    {
        var verdicts = new List<RequestVerdict?>();
        await using var own = AppFixture.Start(services: services => services.AddSingleton<IStartupFilter>(new Watch(verdicts)));
        using var visitor = await own.SignInAsync("alice", SignInForms.Cancellation);
        verdicts.Clear();

        (await visitor.GetAsync("/api/menu")).Dispose();
        (await visitor.Client.SendGetAsync("/api/menu", ("Authorization", "Bearer garbage"))).Dispose();

        Assert.Collection(
            verdicts,
            good => Assert.True(good is { FromCookie: true, Verdict.Accepted: true }),
            bad => Assert.True(bad is { FromCookie: false, Verdict.Refusal.Kind: TokenCheckKind.Form }));
    }

    private sealed class Watch(List<RequestVerdict?> verdicts) : IStartupFilter
    {
        public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => builder =>
        {
            builder.Use(async (HttpContext context, RequestDelegate rest) =>
            {
                await rest(context);
                verdicts.Add(context.Features.Get<RequestVerdict>());
            });
            next(builder);
        };
    }
}
