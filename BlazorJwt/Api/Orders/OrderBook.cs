using BlazorJwt.AuthorizationServer;
using BlazorJwt.Tokens;
using Microsoft.Extensions.Options;

namespace BlazorJwt.Api.Orders;

/// <summary>
/// The orders, in memory, session by session. Bounded: of a caller's orders the oldest goes first, of the sessions the one that was quiet
/// longest. No session sees another's.
/// </summary>
internal sealed class OrderBook(IOptions<OrdersOptions> options, IOptions<TokenOptions> tokens, TimeProvider time) : IKeptForVisitor
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Session> _sessions = new(StringComparer.Ordinal);
    private long _clock;

    public Order Place(Caller caller, MenuItem item)
    {
        lock (_gate)
        {
            if (!_sessions.TryGetValue(caller.Session, out var session)) session = Open(caller.Session);
            session.LastUsed = ++_clock;
            var order = new Order(++session.Count, item.Id, item.Name, item.Price, time.GetUtcNow());
            session.Orders.Add((caller.Subject, order));
            if (session.Orders.Count(entry => entry.Subject == caller.Subject) > options.Value.OrdersPerCaller)
            {
                session.Orders.RemoveAt(session.Orders.FindIndex(entry => entry.Subject == caller.Subject));
            }

            return order;
        }
    }

    /// <summary>What this caller ordered, newest first.</summary>
    public IReadOnlyList<Order> Of(Caller caller) =>
        [.. InSession(caller.Session).Where(entry => entry.Subject == caller.Subject).Select(entry => entry.Order).Reverse()];

    public SalesTotal SalesTotal(string session)
    {
        var orders = InSession(session).Select(entry => entry.Order).ToArray();
        var items = orders.GroupBy(order => order.Item)
            .Select(group => new ItemSales(group.Key, group.Count(), group.Sum(order => order.Price)));
        return new(orders.Length, orders.Sum(order => order.Price), [.. items.OrderByDescending(item => item.Total)]);
    }

    // Of each person their own, and the sum for the manager who signs in next: so a browser goes on with its orders.
    void IKeptForVisitor.ChangeId(string former, string next, IdChange change)
    {
        lock (_gate)
        {
            if (_sessions.Remove(SessionOf(former), out var session)) _sessions[SessionOf(next)] = session;
        }

        string SessionOf(string visitorId) => Caller.SessionOf(tokens.Value.Issuer, ClaimsPrincipalExtensions.SessionOf(visitorId));
    }

    private (string Subject, Order Order)[] InSession(string name)
    {
        lock (_gate)
        {
            return _sessions.TryGetValue(name, out var session) ? [.. session.Orders] : [];
        }
    }

    private Session Open(string name)
    {
        if (_sessions.Count >= options.Value.Sessions) _sessions.Remove(_sessions.MinBy(entry => entry.Value.LastUsed).Key);
        return _sessions[name] = new();
    }

    private sealed class Session
    {
        public List<(string Subject, Order Order)> Orders { get; } = [];

        public int Count { get; set; }

        public long LastUsed { get; set; }
    }
}
