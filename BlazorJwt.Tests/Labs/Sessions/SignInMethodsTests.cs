using BlazorJwt.HttpLog;
using BlazorJwt.Labs.Sessions;
using BlazorJwt.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using static BlazorJwt.Labs.Sessions.SignInMethod;

namespace BlazorJwt.Tests.Labs.Sessions;

/// <summary>What the lesson "Token or session" says of its two sign-in methods, over real HTTP: each cell of its table.</summary>
[Trait("needs", "server")]
public sealed class SignInMethodsTests(AppFixture app)
{
    private LabTicketStore Store => app.Services.GetRequiredService<LabTicketStore>();

    [Fact]
    public async Task Each_method_knows_the_person_and_its_bytes_are_those_of_the_cookie()
    {
        using var visitor = await SignInVisitor.SignInAsync(app);

        foreach (var method in All)
        {
            var reading = await visitor.AskAsync(method);

            Assert.Equal((200, "customer", null, visitor[method]!.Length), (reading.Status, reading.Role, reading.Reason, reading.Bytes));
            Assert.True(reading.Microseconds > 0);
        }

        Assert.InRange(visitor[Token]!.Length, 450, 650);
        Assert.InRange(visitor[Session]!.Length, 230, 350);
        Assert.Equal(22, visitor[BareId]!.Length);
    }

    [Fact]
    public async Task A_session_costs_one_look_up_and_a_token_none_unless_there_is_a_denylist()
    {
        using var visitor = await SignInVisitor.SignInAsync(app);

        var without = await EachAsync(method => visitor.AskAsync(method));
        visitor.Lab.AsksDenylist = true;
        var with = await EachAsync(method => visitor.AskAsync(method));

        Assert.Equal([0, 1, 1], without.Select(reading => reading.LookUps));
        Assert.Equal([1, 1, 1], with.Select(reading => reading.LookUps));
    }

    [Fact]
    public async Task After_signing_out_the_old_session_is_refused_elsewhere_and_the_old_token_is_not()
    {
        using var visitor = await SignInVisitor.SignInAsync(app);
        var stolen = All.ToDictionary(method => method, method => visitor[method]);

        await visitor.SignOutAsync();

        Assert.All(All, method => Assert.Null(visitor[method]));
        var replayed = await EachAsync(method => visitor.FromElsewhereAsync(method, stolen[method]));
        Assert.Equal([200, 401, 401], replayed.Select(reading => reading.Status));
        visitor.Lab.AsksDenylist = true;
        var listed = await visitor.FromElsewhereAsync(Token, stolen[Token]);
        Assert.Equal((401, 1, "The token was revoked: it is on the denylist."), (listed.Status, listed.LookUps, listed.Reason));
    }

    [Fact]
    public async Task A_denylist_lets_a_token_pass_that_was_not_signed_out()
    {
        using var visitor = await SignInVisitor.SignInAsync(app);
        visitor.Lab.AsksDenylist = true;

        Assert.Equal(200, (await visitor.AskAsync(Token)).Status);
    }

    [Fact]
    public async Task The_old_token_works_until_it_expires_and_the_session_ends_in_its_own_time()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var own = AppFixture.Start(time: clock);
        using var visitor = await SignInVisitor.SignInAsync(own);

        clock.Advance(SignInMethodTokens.Lifetime - TimeSpan.FromSeconds(2));
        Assert.Equal(200, (await visitor.AskAsync(Token)).Status);
        clock.Advance(TimeSpan.FromSeconds(2));
        var expired = await visitor.AskAsync(Token);
        Assert.Equal((401, SignInMethodReading.Expired), (expired.Status, expired.Reason));
        var alive = await EachAsync(method => visitor.AskAsync(method));
        clock.Advance(SignInMethod.SessionLifetime);
        var over = await EachAsync(method => visitor.AskAsync(method));

        Assert.Equal([401, 200, 200], alive.Select(reading => reading.Status));
        Assert.Equal([401, 401, 401], over.Select(reading => reading.Status));
    }

    [Fact]
    public async Task A_session_knows_a_changed_role_at_once_and_the_token_tells_the_old_one()
    {
        using var visitor = await SignInVisitor.SignInAsync(app);

        await Store.ChangeRoleAsync(visitor.Lab);

        var told = await EachAsync(method => visitor.AskAsync(method));
        Assert.Equal(["customer", "manager", "manager"], told.Select(reading => reading.Role));
    }

    [Theory]
    [InlineData(false, 401, "The server does not know the key that signed this token.")]
    [InlineData(true, 200, null)]
    public async Task A_restart_ends_sessions_in_memory_and_tokens_only_when_their_key_is_gone(bool keepKey, int token, string? reason)
    {
        using var visitor = await SignInVisitor.SignInAsync(app);

        await Store.RestartAsync(visitor.Lab, keepKey);

        var after = await EachAsync(method => visitor.AskAsync(method));
        Assert.Equal([token, 401, 401], after.Select(reading => reading.Status));
        Assert.Equal(reason, after[0].Reason);
    }

    [Fact]
    public async Task A_denylist_in_memory_is_forgotten_by_a_restart()
    {
        using var visitor = await SignInVisitor.SignInAsync(app);
        var stolen = visitor[Token];
        await visitor.SignOutAsync();
        visitor.Lab.AsksDenylist = true;
        Assert.Equal(401, (await visitor.FromElsewhereAsync(Token, stolen)).Status);

        await Store.RestartAsync(visitor.Lab, keepKey: true);

        Assert.Equal(200, (await visitor.FromElsewhereAsync(Token, stolen)).Status);
    }

    [Fact]
    public async Task Sessions_and_labs_are_bounded()
    {
        using var visitor = await SignInVisitor.OpenAsync(app);
        string? first = null;
        for (var times = 0; times < 4; times++)
        {
            using var answer = await visitor.SignInAsync();
            first ??= visitor[BareId];
        }

        Assert.InRange(visitor.Lab.Sessions().Count, 2, 4);
        Assert.Equal(401, (await visitor.FromElsewhereAsync(BareId, first)).Status);

        var labs = new SessionLabs(TimeProvider.System, new InMemorySessionStore());
        for (var session = 0; session <= 500; session++) labs.For($"{session}");
        Assert.Null(labs.Find("0"));
        Assert.NotNull(labs.Find("500"));
    }

    [Fact]
    public async Task The_thief_s_request_carries_the_copied_cookie_and_no_other_and_is_in_the_log()
    {
        using var visitor = await SignInVisitor.SignInAsync(app);
        foreach (var method in All) await visitor.AskAsync(method);
        await visitor.SignOutAsync();
        var thief = app.Services.GetRequiredService<SignInMethodThief>();

        var token = await thief.ReplayAsync(visitor.Lab, Token, visitor.VisitorId, TestContext.Current.CancellationToken);
        var session = await thief.ReplayAsync(visitor.Lab, Session, visitor.VisitorId, TestContext.Current.CancellationToken);

        Assert.Equal((200, 401), (token!.Status, session!.Status));
        var log = app.Services.GetRequiredService<ExchangeLog>().For(visitor.VisitorId);
        var exchange = log.First(exchange => exchange is { Sender: ExchangeSender.Server, Status: 200 });
        var cookies = Assert.Single(exchange.Request.Headers, header => header.Name == "Cookie").Value;
        Assert.StartsWith($"{Token.Cookie}=eyJ", cookies, StringComparison.Ordinal);
        Assert.DoesNotContain("; ", cookies, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_that_one_visitor_does_reaches_another()
    {
        using var mine = await SignInVisitor.SignInAsync(app);
        using var other = await SignInVisitor.SignInAsync(app);

        await Store.ChangeRoleAsync(mine.Lab);
        mine.Lab.AsksDenylist = true;
        await mine.SignOutAsync();
        await Store.RestartAsync(mine.Lab, keepKey: false);

        foreach (var method in All)
        {
            var reading = await other.AskAsync(method);
            Assert.Equal((200, "customer", method == Token ? 0 : 1), (reading.Status, reading.Role, reading.LookUps));
        }
    }

    [Fact]
    public async Task What_a_stranger_sends_does_not_fill_the_visitor_s_table()
    {
        using var visitor = await SignInVisitor.SignInAsync(app);
        using var stranger = await SignInVisitor.OpenAsync(app);
        await visitor.AskAsync(Token);
        var own = visitor.Lab.Last(Token);

        stranger[Token] = visitor[Token];
        await stranger.AskAsync(Token);
        await visitor.FromElsewhereAsync(Token, "broken");

        Assert.Equal(200, own!.Status);
        Assert.Same(own, visitor.Lab.Last(Token));
        Assert.Null(stranger.Lab.Last(Token));
    }

    [Fact]
    public async Task A_new_sign_in_ends_the_sessions_before_it()
    {
        using var visitor = await SignInVisitor.SignInAsync(app);
        var former = All.ToDictionary(method => method, method => visitor[method]);

        using var again = await visitor.SignInAsync();

        var before = await EachAsync(method => visitor.FromElsewhereAsync(method, former[method]));
        var now = await EachAsync(method => visitor.AskAsync(method));
        Assert.Equal([200, 401, 401], before.Select(reading => reading.Status));
        Assert.Equal([200, 200, 200], now.Select(reading => reading.Status));
    }

    private static async Task<SignInMethodReading[]> EachAsync(Func<SignInMethod, Task<SignInMethodReading>> ask) =>
        await Task.WhenAll(All.Select(ask));
}
