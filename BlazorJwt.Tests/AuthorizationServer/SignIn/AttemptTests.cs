using System.Globalization;
using System.Net;
using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.SignIn;
using BlazorJwt.Tests.AuthorizationServer.TokenEndpoint;
using BlazorJwt.Tests.Support;
using Microsoft.Extensions.Time.Testing;

namespace BlazorJwt.Tests.AuthorizationServer.SignIn;

/// <summary>Guessing is bounded, and nobody is locked out by somebody else.</summary>
[Trait("needs", "server")]
public sealed class AttemptTests(AppFixture app)
{
    [Fact]
    public async Task The_sixth_attempt_of_one_visitor_at_one_name_has_to_wait_the_right_password_included()
    {
        using var visitor = app.OpenSession();
        for (var attempt = 1; attempt <= 5; attempt++)
        {
            using var wrong = await visitor.TrySignInAsync("alice", $"wrong {attempt}");
            Assert.Equal(HttpStatusCode.SeeOther, wrong.StatusCode);
        }

        using var sixth = await visitor.TrySignInAsync("ALICE", app.DemoPassword("alice"));

        Assert.Equal(HttpStatusCode.TooManyRequests, sixth.StatusCode);
        Assert.InRange(sixth.Headers.RetryAfter!.Delta!.Value, TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5));
        Assert.Equal("text/html", sixth.Content.Headers.ContentType!.MediaType);
        var seconds = sixth.Headers.RetryAfter.Delta.Value.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        Assert.Contains($"There were too many attempts to sign in. Try again in {seconds} seconds.", await sixth.TextAsync(),
            StringComparison.Ordinal);
        Assert.Null(visitor.Token);
    }

    [Fact]
    public async Task Who_tries_an_unknown_name_too_often_is_stopped_in_the_same_way()
    {
        using var visitor = app.OpenSession();
        for (var attempt = 1; attempt <= 5; attempt++) (await visitor.TrySignInAsync("nobody", "wrong")).Dispose();

        using var sixth = await visitor.TrySignInAsync("nobody", "wrong");

        Assert.Equal(HttpStatusCode.TooManyRequests, sixth.StatusCode);
    }

    [Fact]
    public async Task A_visitor_who_is_stopped_stops_nobody_else_and_may_sign_in_as_another()
    {
        using var stopped = app.OpenSession();
        for (var attempt = 1; attempt <= 6; attempt++) (await stopped.TrySignInAsync("alice", "wrong")).Dispose();

        using var neighbour = await app.SignInAsync("alice", SignInForms.Cancellation);
        using var asAnother = await stopped.TrySignInAsync("mira", app.DemoPassword("mira"));

        Assert.NotNull(neighbour.Token);
        Assert.NotNull(stopped.Token);
    }

    [Fact]
    public async Task After_the_wait_the_visitor_may_try_again()
    {
        var time = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var own = AppFixture.Start([("Accounts:AttemptsByVisitorAndName", "1"), ("Accounts:Window", "00:01:00")], time: time);
        using var visitor = own.OpenSession();
        (await visitor.TrySignInAsync("alice", "wrong")).Dispose();
        using (var tooEarly = await visitor.TrySignInAsync("alice", own.DemoPassword("alice")))
            Assert.Equal(HttpStatusCode.TooManyRequests, tooEarly.StatusCode);

        time.Advance(TimeSpan.FromMinutes(1));
        using var again = await visitor.TrySignInAsync("alice", own.DemoPassword("alice"));

        Assert.NotNull(visitor.Token);
    }

    [Fact]
    public async Task The_right_password_sets_the_count_back()
    {
        using var visitor = app.OpenSession();
        for (var round = 1; round <= 2; round++)
        {
            for (var attempt = 1; attempt <= 4; attempt++) (await visitor.TrySignInAsync("alice", "wrong")).Dispose();
            using var right = await visitor.TrySignInAsync("alice", app.DemoPassword("alice"));
            Assert.Equal(HttpStatusCode.SeeOther, right.StatusCode);
        }

        Assert.NotNull(visitor.Token);
    }

    [Fact]
    public async Task Who_changes_the_visitor_is_stopped_by_address()
    {
        await using var own = AppFixture.Start([("Accounts:AttemptsByAddress", "3")]);
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            using var visitor = own.OpenSession();
            (await visitor.TrySignInAsync("alice", "wrong")).Dispose();
        }

        using var another = own.OpenSession();
        using var fourth = await another.TrySignInAsync("alice", own.DemoPassword("alice"));

        Assert.Equal(HttpStatusCode.TooManyRequests, fourth.StatusCode);
        Assert.NotNull(fourth.Headers.RetryAfter);
    }

    [Fact]
    public async Task The_form_and_the_token_endpoint_count_one_visitor_s_failures_together()
    {
        await using var own = AppFixture.Start([("Accounts:FailuresInARow", "2")]);
        using var visitor = own.OpenSession();
        (await visitor.TrySignInAsync("alice", "wrong")).Dispose();
        (await AskAsync("wrong")).Dispose();

        using var asked = await AskAsync(own.DemoPassword("alice"));
        using var signedIn = await visitor.TrySignInAsync("alice", own.DemoPassword("alice"));

        Assert.Equal((HttpStatusCode.TooManyRequests, HttpStatusCode.TooManyRequests), (asked.StatusCode, signedIn.StatusCode));
        Assert.NotNull((await own.TokensAsync()).Access);
        // Those of a program without a visitor, by its address.
        foreach (var _ in (int[])[1, 2])
            (await own.PostFormAsync("/token", ("grant_type", "password"), ("username", "alice"), ("password", "wrong"))).Dispose();
        using var program = await own.PostFormAsync("/token", ("grant_type", "password"), ("username", "alice"),
            ("password", own.DemoPassword("alice")));
        Assert.Equal(HttpStatusCode.TooManyRequests, program.StatusCode);

        Task<HttpResponseMessage> AskAsync(string password) =>
            visitor.Client.PostFieldsAsync("/token", ("grant_type", "password"), ("username", "alice"), ("password", password));
    }

    [Fact]
    public async Task What_is_remembered_is_bounded_and_the_oldest_goes_first()
    {
        var time = new FakeTimeProvider();
        var limit = new AttemptLimit(attempts: 1, TimeSpan.FromMinutes(5), mostKeys: 10, time);
        for (var key = 0; key < 25; key++)
        {
            Assert.Null(await limit.TakeAsync($"{key}"));
            time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Null(await limit.TakeAsync("0"));
        Assert.NotNull(await limit.TakeAsync("24"));
    }
}
