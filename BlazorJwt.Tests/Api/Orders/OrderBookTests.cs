using BlazorJwt.Api;
using BlazorJwt.Api.Orders;
using BlazorJwt.Tokens;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;

namespace BlazorJwt.Tests.Api.Orders;

public sealed class OrderBookTests
{
    private static readonly MenuItem Tea = Menu.Find("tea")!;

    [Fact]
    public void Of_a_callers_orders_the_oldest_goes_first()
    {
        var book = Book(perCaller: 3, sessions: 10);
        var (alice, mira) = (new Caller("alice", "one"), new Caller("mira", "one"));
        book.Place(mira, Tea);
        for (var count = 0; count < 5; count++) book.Place(alice, Tea);

        Assert.Equal([6, 5, 4], book.Of(alice).Select(order => order.Number));
        Assert.Equal([1], book.Of(mira).Select(order => order.Number));
        Assert.Equal(4, book.SalesTotal("one").Orders);
    }

    [Fact]
    public void Of_the_sessions_the_one_that_was_quiet_longest_goes_first()
    {
        var book = Book(perCaller: 3, sessions: 2);
        book.Place(new("alice", "one"), Tea);
        book.Place(new("alice", "two"), Tea);
        book.Place(new("alice", "one"), Tea);
        book.Place(new("alice", "three"), Tea);

        Assert.Equal(2, book.Of(new("alice", "one")).Count);
        Assert.Empty(book.Of(new("alice", "two")));
        Assert.Single(book.Of(new("alice", "three")));
    }

    [Fact]
    public void An_order_carries_the_clocks_time()
    {
        var time = new FakeTimeProvider(new(2026, 5, 4, 12, 0, 0, TimeSpan.Zero));
        var book = new OrderBook(Options.Create(new OrdersOptions()), Options.Create(new TokenOptions()), time);

        Assert.Equal(time.GetUtcNow(), book.Place(new("alice", "one"), Tea).PlacedAt);
    }

    [Fact]
    public async Task Orders_from_many_sides_at_once_are_all_kept_and_counted()
    {
        var book = Book(perCaller: 1000, sessions: 10);

        await Task.WhenAll(Enumerable.Range(0, 8).Select(side => Task.Run(() =>
        {
            for (var count = 0; count < 100; count++) book.Place(new($"person {side}", "one"), Tea);
        })));

        Assert.Equal(800, book.SalesTotal("one").Orders);
        Assert.Equal(Enumerable.Range(1, 800),
            Enumerable.Range(0, 8).SelectMany(side => book.Of(new($"person {side}", "one"))).Select(order => order.Number).Order());
    }

    private static OrderBook Book(int perCaller, int sessions) =>
        new(Options.Create(new OrdersOptions { OrdersPerCaller = perCaller, Sessions = sessions }), Options.Create(new TokenOptions()),
            TimeProvider.System);
}
