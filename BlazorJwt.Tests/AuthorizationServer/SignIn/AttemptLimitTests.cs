using BlazorJwt.AuthorizationServer;
using BlazorJwt.AuthorizationServer.SignIn;
using Microsoft.Extensions.Time.Testing;

namespace BlazorJwt.Tests.AuthorizationServer.SignIn;

/// <summary>How attempts are counted. The same tests run on a count that several servers keep together.</summary>
public class AttemptLimitTests
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly FakeTimeProvider _time = new();
    private readonly IAttemptLimits _limits;

    public AttemptLimitTests() : this(time => new AttemptLimitsInMemory(time))
    {
    }

    private protected AttemptLimitTests(Func<TimeProvider, IAttemptLimits> limits) => _limits = limits(_time);

    [Fact]
    public async Task A_class_of_sixty_behind_one_address_does_not_reach_the_limit()
    {
        var defaults = new AccountsOptions();
        var byAddress = _limits.Of("address", defaults.AttemptsByAddress, defaults.Window);

        // In five minutes, each of them mistypes a password four times and signs in six times.
        for (var attempt = 1; attempt <= 60 * 10; attempt++) Assert.Null(await byAddress.TakeAsync("192.0.2.1"));

        Assert.Equal(defaults.Window, await byAddress.TakeAsync("192.0.2.1"));
    }

    [Fact]
    public async Task Attempts_made_side_by_side_can_not_outrun_the_count()
    {
        var limit = _limits.Of("visitor", 5, Window);
        var allowed = 0;

        await Parallel.ForAsync(0, 200, TestContext.Current.CancellationToken, async (_, _) =>
        {
            if (await limit.TakeAsync("alice") is null) Interlocked.Increment(ref allowed);
        });

        Assert.Equal(5, allowed);
    }

    [Fact]
    public async Task A_window_opens_with_the_first_attempt_and_the_wait_is_what_is_left_of_it()
    {
        var limit = _limits.Of("visitor", 2, Window);
        Assert.Null(await limit.TakeAsync("alice"));
        _time.Advance(TimeSpan.FromMinutes(4));
        Assert.Null(await limit.TakeAsync("alice"));

        Assert.Equal(TimeSpan.FromMinutes(1), await limit.TakeAsync("ALICE"));
        Assert.Null(await limit.TakeAsync("mira"));
        _time.Advance(TimeSpan.FromMinutes(1) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(TimeSpan.FromMilliseconds(1), await limit.TakeAsync("alice"));
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Null(await limit.TakeAsync("alice"));
    }

    [Fact]
    public async Task Who_was_right_begins_anew_and_nobody_else_does()
    {
        var limit = _limits.Of("visitor", 1, Window);
        Assert.Null(await limit.TakeAsync("alice"));
        Assert.Null(await limit.TakeAsync("mira"));

        await limit.ForgetAsync("Alice");

        Assert.Null(await limit.TakeAsync("alice"));
        Assert.Equal(Window, await limit.TakeAsync("mira"));
        Assert.Null(await _limits.Of("address", 1, Window).TakeAsync("mira"));
    }
}
