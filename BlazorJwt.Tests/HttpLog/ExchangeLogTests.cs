using BlazorJwt.HttpLog;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Tests.HttpLog;

public sealed class ExchangeLogTests
{
    [Fact]
    public void The_newest_exchange_comes_first_and_the_oldest_goes_first()
    {
        var log = Log(perVisitor: 3);
        for (var number = 1; number <= 5; number++) log.Add("one", Exchange($"{number}"));

        Assert.Equal(["5", "4", "3"], log.For("one").Select(exchange => exchange.Id));
    }

    [Fact]
    public void No_visitor_sees_anothers_exchanges()
    {
        var log = Log();
        log.Add("one", Exchange("1"));

        Assert.Single(log.For("one"));
        Assert.Empty(log.For("other"));
    }

    [Fact]
    public void Of_the_visitors_the_one_who_was_quiet_longest_is_forgotten()
    {
        var log = Log(visitors: 2);
        log.Add("one", Exchange("1"));
        log.Add("two", Exchange("2"));
        log.Add("one", Exchange("3"));
        log.Add("three", Exchange("4"));

        Assert.Equal(2, log.For("one").Count);
        Assert.Empty(log.For("two"));
        Assert.Single(log.For("three"));
    }

    [Fact]
    public void A_list_that_was_read_does_not_change_under_the_reader()
    {
        var log = Log();
        log.Add("one", Exchange("1"));
        var read = log.For("one");

        log.Add("one", Exchange("2"));

        Assert.Single(read);
    }

    [Fact]
    public void What_is_cleared_is_gone()
    {
        var log = Log();
        log.Add("one", Exchange("1"));
        log.Add("two", Exchange("2"));

        log.Clear("one");

        Assert.Empty(log.For("one"));
        Assert.Single(log.For("two"));
    }

    [Fact]
    public async Task Who_listens_hears_whose_list_changed()
    {
        var log = Log();
        var heard = new TaskCompletionSource<string>();
        log.Changed += heard.SetResult;

        log.Add("one", Exchange("1"));

        Assert.Equal("one", await heard.Task.WaitAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_listener_that_hangs_and_breaks_holds_nobody_up()
    {
        var log = Log();
        using var hangs = new ManualResetEventSlim();
        var called = new TaskCompletionSource();
        log.Changed += _ =>
        {
            called.TrySetResult();
            hangs.Wait(TestContext.Current.CancellationToken);
            throw new InvalidOperationException("broken");
        };

        log.Add("one", Exchange("1"));
        await called.Task.WaitAsync(TestContext.Current.CancellationToken);

        Assert.Single(log.For("one"));
        hangs.Set();
    }

    [Fact]
    public async Task Exchanges_from_many_sides_at_once_stay_within_the_bounds()
    {
        var log = Log(perVisitor: 5, visitors: 4);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(side => Task.Run(() =>
        {
            for (var number = 0; number < 200; number++)
            {
                log.Add($"{(side + number) % 6}", Exchange($"{side}-{number}"));
                log.For($"{number % 6}");
            }
        })));

        var lists = Enumerable.Range(0, 6).Select(visitor => log.For($"{visitor}").Count).ToArray();
        Assert.All(lists, count => Assert.InRange(count, 0, 5));
        Assert.Equal(4, lists.Count(count => count > 0));
    }

    [Fact]
    public void Nothing_that_was_recorded_stands_in_a_ToString()
    {
        var message = new ExchangeMessage("POST /token HTTP/1.1", [new("Authorization", "Bearer a.b.c")], "secret", 100);
        var exchange = Exchange("1") with { Request = message };

        Assert.DoesNotContain("a.b.c", $"{exchange} {message} {message.Headers[0]}", StringComparison.Ordinal);
        Assert.DoesNotContain("secret", $"{exchange} {message}", StringComparison.Ordinal);
    }

    private static ExchangeLog Log(int perVisitor = 50, int visitors = 500) =>
        new(Options.Create(new HttpLogOptions { PerVisitor = perVisitor, Visitors = visitors }));

    private static Exchange Exchange(string id) =>
        new(id, DateTimeOffset.UnixEpoch, ExchangeSender.Server, new("GET / HTTP/1.1", [], null, 18), null, null, null, null);
}
