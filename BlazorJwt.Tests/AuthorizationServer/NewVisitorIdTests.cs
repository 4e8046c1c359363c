using System.Net;
using System.Net.Http.Json;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.ServiceAccounts;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.HttpLog;
using BlazorJwt.Labs;
using BlazorJwt.Labs.Issuers;
using BlazorJwt.Labs.KeepSafe;
using BlazorJwt.Labs.Refresh;
using BlazorJwt.Tests.AuthorizationServer.SignIn;
using BlazorJwt.Tests.AuthorizationServer.TokenEndpoint;
using BlazorJwt.Tests.Support;
using BlazorJwt.Tokens;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace BlazorJwt.Tests.AuthorizationServer;

/// <summary>A visitor id that somebody else planted, or that the person before left, opens nothing: each sign-in and sign-out gives the
/// browser another one.</summary>
[Trait("needs", "server")]
public sealed class NewVisitorIdTests(AppFixture app)
{
    [Fact]
    public async Task Signing_in_and_signing_out_each_give_the_browser_a_new_id_with_the_attributes_of_the_first()
    {
        using var visitor = app.OpenSession();
        var planted = VisitorCookie.NewId();
        visitor.Cookies[VisitorCookie.Name] = app.VisitorCookieFor(planted);

        using var signedIn = await visitor.TrySignInAsync("mira", app.DemoPassword("mira"));
        var during = app.VisitorIdOf(visitor);
        using var signedOut = await visitor.SignOutAsync(SignInForms.Cancellation);

        Assert.Equal(3, new[] { planted, during, app.VisitorIdOf(visitor) }.Distinct().Count());
        Assert.All((HttpResponseMessage[])[signedIn, signedOut],
            answer => Assert.Contains("; path=/; secure; samesite=lax; httponly", answer.SetCookie(VisitorCookie.Name)!,
                StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Who_planted_an_id_sees_nothing_of_the_person_who_signs_in_with_it()
    {
        var planted = VisitorCookie.NewId();
        using var visitor = app.OpenSession();
        // One that the app gave, and that is in the hands of somebody else.
        visitor.Cookies[VisitorCookie.Name] = app.VisitorCookieFor(planted);
        // The sign-in that fails is still the planted id's; it shows that there is something to forget.
        (await visitor.TrySignInAsync("mira", "wrong")).Dispose();
        await LoggedAsync(planted, exchange => Answers(exchange, "/account/sign-in"));

        (await visitor.TrySignInAsync("mira", app.DemoPassword("mira"), ("renew", "on"))).Dispose();
        var own = app.VisitorIdOf(visitor);
        await LoggedAsync(own, exchange => Answers(exchange, "/account/sign-in"));
        (await visitor.GetAsync("/api/sales-total")).Dispose();
        await LoggedAsync(own, exchange => Answers(exchange, "/api/sales-total"));
        using var renewed = await visitor.RenewAsync();
        await LoggedAsync(own, exchange => Answers(exchange, "/account/refresh"));

        Assert.Empty(Log.For(planted));
        Assert.Empty(await FamiliesOf(planted));
    }

    [Fact]
    public async Task Refreshing_the_sign_in_keeps_the_id_and_what_is_kept_under_it()
    {
        using var visitor = app.OpenSession();
        (await visitor.TrySignInAsync("mira", app.DemoPassword("mira"), ("renew", "on"))).Dispose();
        var (id, before) = (app.VisitorIdOf(visitor), visitor.Token!);

        using var answer = await visitor.RenewAsync();

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(id, app.VisitorIdOf(visitor));
        Assert.Null(answer.SetCookie(VisitorCookie.Name));
        await LoggedAsync(id, exchange => Answers(exchange, "/account/refresh"));
        Assert.Contains(Log.For(id), exchange => Answers(exchange, "/account/sign-in"));
        AssertHoldsNoSignature(id, before, visitor.Token!);
        Assert.Equal(Sid(before), Sid(visitor.Token!));
    }

    [Fact]
    public async Task A_planted_id_with_another_visitor_s_token_refreshes_nothing()
    {
        using var visitor = app.OpenSession();
        (await visitor.TrySignInAsync("mira", app.DemoPassword("mira"), ("renew", "on"))).Dispose();
        var field = await visitor.AntiforgeryOfRenewalAsync();
        visitor.Cookies[VisitorCookie.Name] = app.VisitorCookieFor(VisitorCookie.NewId());

        using var answer = await visitor.RenewAsync(field);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
    }

    [Fact]
    public async Task The_next_person_at_the_browser_finds_no_exchange_no_token_and_no_experiment_of_the_one_who_signed_out()
    {
        using var visitor = await app.SignInAsync("mira", SignInForms.Cancellation);
        var (id, token) = (app.VisitorIdOf(visitor), visitor.Token!);
        var account = (await Get<ServiceAccountRegistry>().RegisterAsync(id, "nightly", ["orders.read"])).Given!;
        var issuer = Get<SimulatedIssuerRuns>().For(id).Name;
        using var script = await visitor.Client.PostFieldsAsync("/token", ("grant_type", "password"), ("username", "mira"),
            ("password", app.DemoPassword("mira")));
        var scripts = await script.TokensAsync();
        await LoggedAsync(id, exchange => Answers(exchange, "/token"));

        (await visitor.SignOutAsync(SignInForms.Cancellation)).Dispose();
        (await visitor.TrySignInAsync("alice", app.DemoPassword("alice"))).Dispose();

        var next = app.VisitorIdOf(visitor);
        await LoggedAsync(next, exchange => Answers(exchange, "/account/sign-in"));
        Assert.Empty(Log.For(id));
        Assert.All(Log.For(next), exchange => Assert.True(Answers(exchange, "/account/sign-in")));
        Assert.Empty(await Get<ServiceAccountRegistry>().OfAsync(id));
        Assert.Empty(await Get<ServiceAccountRegistry>().OfAsync(next));
        Assert.Null(await Get<ServiceAccountRegistry>().BySecretAsync(account.Secret));
        Assert.NotEqual(issuer, Get<SimulatedIssuerRuns>().For(next).Name);
        Assert.False(await app.IsGoodAsync(token));
        Assert.False(await app.IsGoodAsync(scripts.Access));
        using var refreshed = await app.RefreshAsync(scripts.Refresh);
        await refreshed.AssertErrorAsync("invalid_grant");
    }

    [Theory]
    [InlineData("mira", false)]
    [InlineData("alice", true)]
    public async Task Somebody_else_who_signs_in_after_the_token_expired_gets_none_of_the_former_person_s_experiments(string person,
        bool another)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var own = AppFixture.Start(time: clock);
        using var visitor = await own.SignInAsync("mira", SignInForms.Cancellation);
        var id = own.VisitorIdOf(visitor);
        await own.Services.GetRequiredService<ServiceAccountRegistry>().RegisterAsync(id, "nightly", ["orders.read"]);
        own.Services.GetRequiredService<LabResults>()
            .Add(ClaimsPrincipalExtensions.SessionOf(id), new LabResult("x", "y", "z", null, clock.GetUtcNow()));
        // As a browser does when the cookie has expired.
        clock.Advance(TimeSpan.FromMinutes(20));
        visitor.Cookies[TokenCookie.Name] = null;

        (await visitor.TrySignInAsync(person, own.DemoPassword(person))).Dispose();

        var next = own.VisitorIdOf(visitor);
        Assert.Equal(another ? 0 : 1, (await own.Services.GetRequiredService<ServiceAccountRegistry>().OfAsync(next)).Count);
        Assert.Equal(another ? 0 : 1, own.Services.GetRequiredService<LabResults>().For(ClaimsPrincipalExtensions.SessionOf(next)).Count);
        Assert.Empty(await own.Services.GetRequiredService<ServiceAccountRegistry>().OfAsync(id));
        Assert.Empty(own.Services.GetRequiredService<LabResults>().For(ClaimsPrincipalExtensions.SessionOf(id)));
    }

    [Fact]
    public async Task What_a_visitor_tried_out_before_signing_in_goes_along()
    {
        using var visitor = app.OpenSession();
        (await visitor.GetAsync("/")).Dispose();
        var id = app.VisitorIdOf(visitor);
        var account = (await Get<ServiceAccountRegistry>().RegisterAsync(id, "nightly", ["orders.read"])).Given!;
        var issuer = Get<SimulatedIssuerRuns>().For(id).Name;

        (await visitor.TrySignInAsync("mira", app.DemoPassword("mira"))).Dispose();

        var next = app.VisitorIdOf(visitor);
        Assert.Equal(account.Account.ClientId, Assert.Single(await Get<ServiceAccountRegistry>().OfAsync(next)).ClientId);
        Assert.NotNull(await Get<ServiceAccountRegistry>().BySecretAsync(account.Secret));
        Assert.Equal(issuer, Get<SimulatedIssuerRuns>().For(next).Name);
        Assert.NotEqual(issuer, Get<SimulatedIssuerRuns>().For(id).Name);
    }

    [Fact]
    public async Task What_signing_out_left_in_the_browser_can_be_looked_at_afterwards()
    {
        using var visitor = await app.SignInAsync("mira", SignInForms.Cancellation);
        var session = app.SessionOf(visitor);
        Get<CopyRegistry>().Note(session, [new("localStorage", "a-jti", DateTimeOffset.UtcNow + TimeSpan.FromMinutes(1))]);
        Get<CopyRegistry>().Await(session, LabExperiments.SignOut);

        (await visitor.SignOutAsync(SignInForms.Cancellation)).Dispose();

        var next = app.SessionOf(visitor);
        Assert.Equal(LabExperiments.SignOut, Get<CopyRegistry>().Awaited(next));
        Assert.Equal("localStorage", Assert.Single(Get<CopyRegistry>().Alive(next)).Place);
        Assert.Empty(Get<CopyRegistry>().Alive(session));
    }

    [Fact]
    public async Task The_orders_of_a_browser_go_along_to_the_manager_who_signs_in_there_and_each_person_sees_only_their_own()
    {
        using var visitor = await app.SignInAsync("alice", SignInForms.Cancellation);
        using (var order = new HttpRequestMessage(HttpMethod.Post, "/api/orders"))
        {
            order.Headers.Authorization = new("Bearer", visitor.Token);
            order.Content = JsonContent.Create(new { item = "tea" });
            using var placed = await visitor.Client.SendAsync(order, SignInForms.Cancellation);
            Assert.Equal(HttpStatusCode.Created, placed.StatusCode);
        }

        (await visitor.SignOutAsync(SignInForms.Cancellation)).Dispose();
        (await visitor.TrySignInAsync("mira", app.DemoPassword("mira"))).Dispose();

        using var total = await visitor.GetAsync("/api/sales-total");
        Assert.Contains("\"orders\":1", await total.TextAsync(), StringComparison.OrdinalIgnoreCase);
        using var orders = await visitor.GetAsync("/api/orders");
        Assert.Equal("[]", await orders.TextAsync());
    }

    [Fact]
    public async Task A_tab_that_still_has_the_former_id_finds_nothing_and_breaks_at_nothing()
    {
        using var visitor = await app.SignInAsync("mira", SignInForms.Cancellation);
        var id = app.VisitorIdOf(visitor);
        var lab = new LabVisitor(id, ClaimsPrincipalExtensions.SessionOf(id));
        await Get<RefreshLab>().SignInAsync(lab, "mira", SignInForms.Cancellation);
        var account = (await Get<ServiceAccountRegistry>().RegisterAsync(id, "nightly", ["orders.read"])).Given!;
        (await visitor.SignOutAsync(SignInForms.Cancellation)).Dispose();

        await Get<RefreshLab>().RefreshAsync(lab, SignInForms.Cancellation);
        await Get<RefreshLab>().CallApiAsync(lab, SignInForms.Cancellation);

        Assert.Null(Get<RefreshLab>().Find(lab.Session));
        Assert.Null(await Get<ServiceAccountRegistry>().RotateSecretAsync(id, account.Account.ClientId));
        Assert.False(await Get<ServiceAccountRegistry>().RevokeAsync(id, account.Account.ClientId));
        Assert.Empty(Get<LabResults>().For(lab.Session));
    }

    [Fact]
    public async Task A_browser_that_was_closed_signs_out_the_session_that_its_token_began_with()
    {
        using var visitor = await app.SignInAsync("mira", SignInForms.Cancellation);
        var session = app.SessionOf(visitor);
        visitor.Cookies[VisitorCookie.Name] = null;

        (await visitor.SignOutAsync(SignInForms.Cancellation)).Dispose();

        Assert.All(await Get<BlazorJwt.AuthorizationServer.Refresh.RefreshTokens>().OfAsync(session), family => Assert.NotNull(family.End));
    }

    private ExchangeLog Log => Get<ExchangeLog>();

    private T Get<T>()
        where T : notnull => app.Services.GetRequiredService<T>();

    private Task<IReadOnlyList<BlazorJwt.AuthorizationServer.Refresh.RefreshFamily>> FamiliesOf(string visitorId) =>
        Get<BlazorJwt.AuthorizationServer.Refresh.RefreshTokens>().OfAsync(ClaimsPrincipalExtensions.SessionOf(visitorId));

    private static bool Answers(Exchange exchange, string path) =>
        exchange.Request.StartLine.Contains($" {path} ", StringComparison.Ordinal);

    // The record is made when the answer has gone out.
    private Task LoggedAsync(string visitorId, Func<Exchange, bool> what) => Becomes.TrueAsync(() => Log.For(visitorId).Any(what));

    private void AssertHoldsNoSignature(string visitorId, params string[] tokens)
    {
        var kept = string.Join('\n', Log.For(visitorId).SelectMany(exchange => new[] { exchange.Request, exchange.Response! })
            .SelectMany(message => message.Headers.Select(header => header.Value).Append(message.Body)));
        Assert.All(tokens,
            token => Assert.Contains(token[..(token.LastIndexOf('.') + 1)] + SecretMask.Signature, kept, StringComparison.Ordinal));
        Assert.All(tokens, token => Assert.DoesNotContain(token.Split('.')[2], kept, StringComparison.Ordinal));
    }

    private string Sid(string token) => Get<TokenService>().Decode(token).Payload!.Value.GetProperty("sid").GetString()!;
}
